/** The account itself: who calls, and the queues of the reconciler. */
import type { Journey } from './journey.ts';

export const account = {
  'who I am': { command: 'sts get-caller-identity' },
  // Version 1 of the AWS CLI takes no heed of AWS_ENDPOINT_URL for SQS.
  'the queues of the reconciler': {
    command: 'sqs list-queues --endpoint-url $ENDPOINT',
    learn: { QUEUE: 'QueueUrls.0' },
  },
  'what waits in one': {
    command:
      'sqs get-queue-attributes --endpoint-url $ENDPOINT --queue-url $QUEUE' +
      ' --attribute-names ApproximateNumberOfMessages VisibilityTimeout',
  },
} as const satisfies Journey;
