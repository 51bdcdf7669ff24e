/**
 * AWS's query protocol around the dispatcher: a form with `Action` goes in, XML comes out. Of the services here only
 * STS speaks it.
 */
import { credentialIn } from '../authorization.ts';
import type { Dispatcher } from '../dispatcher.ts';
import type { WireAnswer, WireRequest } from '../json-protocol.ts';
import { AwsError } from '../service.ts';
import { type Elements, xml } from './xml.ts';

const sts = {
  version: '2011-06-15',
  /** As the dispatcher knows it. */
  target: 'AWSSecurityTokenServiceV20110615',
  namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
};

/** What a form asks for; undefined when the request is no form with an action. */
export function actionIn({ headers, body }: WireRequest): string | undefined {
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  return (isForm && new URLSearchParams(body).get('Action')) || undefined;
}

/** Undefined: no service here has this version. */
export async function answerQuery(
  dispatcher: Dispatcher,
  { headers, body }: WireRequest,
): Promise<WireAnswer | undefined> {
  const { Action: action = '', Version: version, ...input } = Object.fromEntries(new URLSearchParams(body));
  if (version !== sts.version) return undefined;
  const { requestId, result } = await dispatcher.dispatch({
    target: `${sts.target}.${action}`,
    body: JSON.stringify(input),
    credential: credentialIn(headers.authorization),
  });
  if (result instanceof AwsError) return queryError(result, requestId);
  const content = {
    [`${action}Result`]: Object.fromEntries(Object.entries(result).map(([name, value]) => [name, String(value)])),
    ResponseMetadata: { RequestId: requestId },
  };
  return document(200, requestId, xml(`${action}Response`, content, ` xmlns="${sts.namespace}"`));
}

/** What this protocol calls some errors otherwise. */
const codes: Readonly<Record<string, string>> = {
  UnknownOperationException: 'InvalidAction',
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
  UnrecognizedClientException: 'InvalidClientTokenId',
  InvalidSignatureException: 'SignatureDoesNotMatch',
};
const refusedSigner: readonly string[] = [
  'UnrecognizedClientException',
  'InvalidSignatureException',
  'MissingAuthenticationTokenException',
];

/** The form in which this protocol says an error; EC2, which once invented the protocol, has another. */
export function queryError({ code, message, status }: AwsError, requestId: string, service?: string): WireAnswer {
  const told: Elements = { Code: codes[code] ?? code, Message: message };
  const type = status >= 500 ? 'Receiver' : 'Sender';
  const text =
    service === 'ec2'
      ? xml('Response', { Errors: { Error: told }, RequestID: requestId })
      : xml('ErrorResponse', { Error: { Type: type, ...told }, RequestId: requestId });
  return document(refusedSigner.includes(code) ? 403 : status, requestId, text);
}

function document(status: number, requestId: string, body: string): WireAnswer {
  return { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }, body };
}
