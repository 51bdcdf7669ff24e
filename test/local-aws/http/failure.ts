/** What is answered where no service was asked: the client's fault, or this AWS's own. */
import type { WireAnswer } from '../json-protocol.ts';
import { mostBytes } from './incoming.ts';

export const tooLarge = failure(413, 'RequestEntityTooLargeException', `A request has ${mostBytes} bytes at most.`);
export const unexpected = failure(417, 'ExpectationFailed', 'A request expects 100-continue or nothing.');
export const defect = failure(500, 'InternalFailure', 'A defect of the embedded AWS itself; its terminal shows where.');
const malformed = failure(400, 'BadRequest', 'This is no request of HTTP/1.1.');
const longHeaders = failure(431, 'RequestHeaderSectionTooLarge', 'The headers of a request have 16 KiB at most.');
const slow = failure(408, 'RequestTimeout', 'The request did not come to its end in time.');

/** `code`: why Node's parser gave up. */
export function faultOfClient(code: string | undefined): WireAnswer {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return slow;
  return code === 'HPE_HEADER_OVERFLOW' ? longHeaders : malformed;
}

function failure(status: number, code: string, message: string): WireAnswer {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1', connection: 'close' },
    body: JSON.stringify({ __type: code, message }),
    code,
  };
}
