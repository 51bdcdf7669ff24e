/** What SQS refuses to take, before anything is stored. */
import { AwsError } from '../service.ts';
import type { QueueAttributes } from './attributes.ts';
import type { Draft } from './message.ts';

/** Everything that XML 1.0 cannot say: the queue's old protocol was XML. */
const notAllowed = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;
const groupOrDeduplicationId = /^[A-Za-z0-9!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]{1,128}$/;

/** Throws SQS's error for the first thing wrong. */
export function checkDraft(
  draft: Draft,
  { fifo, contentBasedDeduplication, maximumMessageSize }: QueueAttributes,
): void {
  if (draft.body === '') throw missing('MessageBody');
  if (notAllowed.test(draft.body)) {
    throw new AwsError(
      'InvalidMessageContents',
      'Invalid characters found. Valid unicode characters are #x9 | #xA | …',
    );
  }
  if (sizeOf(draft) > maximumMessageSize) {
    throw invalid(
      `One or more parameters are invalid. Reason: Message must be shorter than ${maximumMessageSize} bytes.`,
    );
  }
  const delay = draft.delaySeconds;
  if (delay !== undefined && (!Number.isInteger(delay) || delay < 0 || delay > 900)) {
    throw invalid(
      `Value ${delay} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.`,
    );
  }
  for (const [name, id] of [
    ['MessageGroupId', draft.groupId],
    ['MessageDeduplicationId', draft.deduplicationId],
  ] as const) {
    if (id !== undefined && !groupOrDeduplicationId.test(id)) throw invalid(`Value for parameter ${name} is invalid.`);
  }
  if (!fifo) {
    if (draft.deduplicationId !== undefined) {
      throw invalid('The request include parameter MessageDeduplicationId which is not valid for this queue type');
    }
    return;
  }
  if (draft.groupId === undefined) throw missing('MessageGroupId');
  if (draft.deduplicationId === undefined && !contentBasedDeduplication) {
    throw invalid(
      'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    );
  }
  if (delay !== undefined && delay > 0) {
    throw invalid(
      `Value ${delay} for parameter DelaySeconds is invalid. Reason: The request include parameter that is not valid for this queue type.`,
    );
  }
}

/** Bytes of UTF-8: the body and the attributes' names, types and values. */
export function sizeOf({ body, attributes = {} }: Pick<Draft, 'body' | 'attributes'>): number {
  return Object.entries(attributes).reduce(
    (sum, [name, { DataType, StringValue = '', BinaryValue = '' }]) =>
      sum + Buffer.byteLength(name + DataType + StringValue) + Buffer.from(BinaryValue, 'base64').length,
    Buffer.byteLength(body),
  );
}

function missing(name: string): AwsError {
  return new AwsError('MissingParameter', `The request must contain the parameter ${name}.`);
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message);
}
