/** What SQS's operations need: the action of the same name on the queue's ARN. */
import type { Json } from '../service.ts';
import { type Check, type Mapping, type Surroundings, textsOf } from './check.ts';

export const queueChecks: Readonly<Record<string, Mapping>> = {
  CreateQueue: onQueue('CreateQueue', 'QueueName'),
  GetQueueUrl: onQueue('GetQueueUrl', 'QueueName'),
  ListQueues: () => [{ action: 'sqs:ListQueues', resource: '*' }],
  GetQueueAttributes: onQueue('GetQueueAttributes'),
  SendMessage: onQueue('SendMessage'),
  ReceiveMessage: onQueue('ReceiveMessage'),
  DeleteMessage: onQueue('DeleteMessage'),
  ChangeMessageVisibility: onQueue('ChangeMessageVisibility'),
  PurgeQueue: onQueue('PurgeQueue'),
  // A batch has no action of its own (aws/serverless-application-model#3633).
  SendMessageBatch: onQueue('SendMessage'),
  DeleteMessageBatch: onQueue('DeleteMessage'),
  ChangeMessageVisibilityBatch: onQueue('ChangeMessageVisibility'),
  StartMessageMoveTask: moving,
  ListMessageMoveTasks: (input) => onArns('ListMessageMoveTasks', textsOf(input.SourceArn)),
};

/** The name of a queue is the end of its url. */
function onQueue(action: string, member: 'QueueUrl' | 'QueueName' = 'QueueUrl'): Mapping {
  return (input, { site: { partition, region, account } }) =>
    textsOf(input[member]).map((named) => ({
      action: `sqs:${action}`,
      resource: `arn:${partition}:sqs:${region}:${account}:${named.split('/').at(-1)}`,
    }));
}

/**
 * The task receives and deletes in its caller's name, and sends to where the messages go: to the queue that is named, or
 * to whichever has its dead letters here (Service Authorization Reference, and the SQS Developer Guide on redrive).
 */
function moving({ SourceArn, DestinationArn }: Json, { queues }: Surroundings): readonly Check[] {
  const sources = textsOf(SourceArn);
  const named = textsOf(DestinationArn);
  const destinations =
    named.length > 0 ? named : sources.flatMap((arn) => queues.sourcesOf(arn).map((queue) => queue.arn));
  return [
    ...['StartMessageMoveTask', 'ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].flatMap((action) =>
      onArns(action, sources),
    ),
    ...onArns('SendMessage', destinations),
  ];
}

function onArns(action: string, arns: readonly string[]): readonly Check[] {
  return arns.map((resource) => ({ action: `sqs:${action}`, resource }));
}
