/**
 * What a client hears of a service that is not here, in the form in which its protocol says errors: a tool that gets
 * another form says only that it cannot read the answer.
 */
import { credentialIn } from '../authorization.ts';
import type { WireAnswer } from '../json-protocol.ts';
import { absent } from '../routes.ts';
import { AwsError } from '../service.ts';
import type { WebRequest } from '../web.ts';
import { cborMap } from './cbor.ts';
import { actionIn, queryError } from './query-protocol.ts';
import { xml } from './xml.ts';

/** Services whose protocol is rest-xml. */
const restXml: readonly string[] = ['s3', 's3express', 'cloudfront', 'route53'];
const code = 'UnknownOperationException';

export function refuse(request: WebRequest, requestId: string): WireAnswer {
  const { headers } = request;
  const service = credentialIn(headers.authorization)?.service;
  const action = actionIn(request);
  const what = action ?? `${request.method} ${request.path}`;
  const message = absent(service === undefined ? what : `${what} of ${service}`);
  if (action !== undefined) return { ...queryError(new AwsError(code, message), requestId, service), code };
  const id = { 'x-amzn-requestid': requestId };
  if (headers['smithy-protocol'] === 'rpc-v2-cbor') {
    return {
      status: 400,
      headers: { ...id, 'smithy-protocol': 'rpc-v2-cbor', 'content-type': 'application/cbor' },
      body: cborMap({ __type: code, message }),
      code,
    };
  }
  if (service !== undefined && restXml.includes(service)) {
    return {
      status: 501,
      headers: { ...id, 'content-type': 'application/xml' },
      body: xml('Error', { Code: 'NotImplemented', Message: message, RequestId: requestId }),
      code: 'NotImplemented',
    };
  }
  return {
    status: 404,
    headers: { ...id, 'content-type': 'application/json', 'x-amzn-errortype': code },
    body: JSON.stringify({ __type: code, message }),
    code,
  };
}

/** What a client of the proxy hears of somebody else's host: nothing leaves this machine. */
export function refuseHost(host: string): WireAnswer {
  const message = `${host} is no https host of this AWS, and it opens no way to others.`;
  return { status: 403, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ message }) };
}
