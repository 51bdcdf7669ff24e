/**
 * AWS's JSON protocols (1.1, and the 1.0 of SQS and CloudWatch with its memory of the query protocol) around the
 * dispatcher: the same for the SDK's handler in process and for an HTTP server.
 */
import { credentialIn } from './authorization.ts';
import type { Dispatcher } from './dispatcher.ts';
import { AwsError } from './service.ts';

export interface WireRequest {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** What a refusal is called, where no protocol's own words need to be read for it. Not on the wire. */
  readonly code?: string;
}

/** Of this protocol. */
type JsonAnswer = WireAnswer & { readonly body: string };

/** Throws `NoAnswer` when the connection breaks. */
export async function answerRequest(dispatcher: Dispatcher, request: WireRequest): Promise<JsonAnswer> {
  const { requestId, result } = await dispatcher.dispatch({
    target: request.headers['x-amz-target'] ?? '',
    body: request.body,
    credential: credentialIn(request.headers.authorization),
  });
  const headers = {
    'content-type': typeOf(request),
    'x-amzn-requestid': requestId,
  };
  if (!(result instanceof AwsError)) return { status: 200, headers, body: JSON.stringify(result) };
  return {
    status: result.status,
    headers: request.headers['x-amzn-query-mode'] === 'true' ? { ...headers, ...oldError(result) } : headers,
    body: JSON.stringify({ __type: result.code, message: result.message }),
  };
}

/** As the client speaks, if it speaks this protocol: a browser shall never take an answer for a page. */
function typeOf({ headers }: WireRequest): string {
  const type = headers['content-type'] ?? '';
  return /^application\/x-amz-json-1\.[01]$/.test(type) ? type : 'application/x-amz-json-1.1';
}

/** Errors of SQS and of CloudWatch whose name in the old query protocol is another; from the SDK's models. */
const oldNames: Readonly<Record<string, string>> = {
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  QueueNameExists: 'QueueAlreadyExists',
  ValidationException: 'ValidationError',
  BatchEntryIdsNotDistinct: 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct',
  BatchRequestTooLong: 'AWS.SimpleQueueService.BatchRequestTooLong',
  EmptyBatchRequest: 'AWS.SimpleQueueService.EmptyBatchRequest',
  InvalidBatchEntryId: 'AWS.SimpleQueueService.InvalidBatchEntryId',
  MessageNotInflight: 'AWS.SimpleQueueService.MessageNotInflight',
  PurgeQueueInProgress: 'AWS.SimpleQueueService.PurgeQueueInProgress',
  UnsupportedOperation: 'AWS.SimpleQueueService.UnsupportedOperation',
  TooManyEntriesInBatchRequest: 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest',
};

function oldError({ code, status }: AwsError): Record<string, string> {
  return { 'x-amzn-query-error': `${oldNames[code] ?? code};${status >= 500 ? 'Receiver' : 'Sender'}` };
}
