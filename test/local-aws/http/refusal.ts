/**
 * What a client hears of a service that is not here, in the form in which its protocol says errors: a tool that gets
 * another form says only that it cannot read the answer.
 */
import { credentialIn } from '../authorization.ts';
import type { WireAnswer } from '../json-protocol.ts';
import { AwsError } from '../service.ts';
import type { WebRequest } from '../web.ts';
import { actionIn, queryError } from './query-protocol.ts';
import { xml } from './xml.ts';

/** Services whose protocol is rest-xml. */
const restXml: readonly string[] = ['s3', 's3express', 'cloudfront', 'route53'];

export function refuse(request: WebRequest, requestId: string): WireAnswer {
  const { headers } = request;
  const service = credentialIn(headers.authorization)?.service;
  const action = actionIn(request);
  const what = action ?? `${request.method} ${request.path}`;
  const message = `This AWS has no ${what}${service === undefined ? '' : ` of ${service}`}. docs/local.md lists what it has.`;
  if (action !== undefined) return queryError(new AwsError('UnknownOperationException', message), requestId, service);
  const id = { 'x-amzn-requestid': requestId };
  if (headers['smithy-protocol'] === 'rpc-v2-cbor') {
    return {
      status: 400,
      headers: { ...id, 'smithy-protocol': 'rpc-v2-cbor', 'content-type': 'application/cbor' },
      body: cborMap({ __type: 'UnknownOperationException', message }),
    };
  }
  if (service !== undefined && restXml.includes(service)) {
    return {
      status: 501,
      headers: { ...id, 'content-type': 'application/xml' },
      body: xml('Error', { Code: 'NotImplemented', Message: message, RequestId: requestId }),
    };
  }
  return {
    status: 404,
    headers: { ...id, 'content-type': 'application/json', 'x-amzn-errortype': 'UnknownOperationException' },
    body: JSON.stringify({ __type: 'UnknownOperationException', message }),
  };
}

/** A CBOR map of up to 23 texts of up to 65,535 bytes each (RFC 8949, section 3.1). */
function cborMap(entries: Readonly<Record<string, string>>): Buffer {
  const parts = Object.entries(entries).flatMap(([name, value]) => [cborText(name), cborText(value)]);
  return Buffer.concat([Buffer.from([0xa0 + parts.length / 2]), ...parts]);
}

function cborText(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([0x79, bytes.length >> 8, bytes.length & 0xff]), bytes]);
}
