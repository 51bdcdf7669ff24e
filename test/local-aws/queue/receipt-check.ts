/** What SQS refuses of a receipt handle. */
import { AwsError } from '../service.ts';
import { inFlight, type Message } from './message.ts';

const twelveHours = 43_200;

/** Throws unless the message that the handle stands for may be hidden for `seconds` from `now` (milliseconds). */
export function checkChange(
  message: Message | undefined,
  receiptHandle: string,
  seconds: number,
  now: number,
): asserts message is Message {
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > twelveHours) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value ${seconds} for parameter VisibilityTimeout is invalid. Reason: Must be between 0 and 43200, if provided.`,
    );
  }
  if (message === undefined) {
    throw invalidHandle(receiptHandle, 'Message does not exist or is not available for visibility timeout change.');
  }
  if (!inFlight(message, now)) throw new AwsError('MessageNotInflight', 'The specified message is not in flight.');
  if (now + seconds * 1000 > (message.receivedAt ?? now) + twelveHours * 1000) {
    throw invalidHandle(receiptHandle, 'Total VisibilityTimeout for the message is beyond the limit [43200 seconds]');
  }
}

export function invalidHandle(receiptHandle: string, reason: string): AwsError {
  return new AwsError(
    'InvalidParameterValue',
    `Value ${receiptHandle} for parameter ReceiptHandle is invalid. Reason: ${reason}`,
  );
}
