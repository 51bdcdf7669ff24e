/** Queues and their policies. */
import type { Json } from '../service.ts';
import type { Made, Maker } from './making.ts';

const attributes: readonly string[] = [
  ...['FifoQueue', 'ContentBasedDeduplication', 'VisibilityTimeout', 'MessageRetentionPeriod', 'DelaySeconds'],
  ...['MaximumMessageSize', 'ReceiveMessageWaitTimeSeconds', 'SqsManagedSseEnabled', 'KmsMasterKeyId', 'RedrivePolicy'],
];

export const makeQueue: Maker = ({ stack, properties, madeUpName }): Made => {
  properties.ignore({ RedriveAllowPolicy: 'it keeps strangers out, and all queues here are of one template' });
  const fifo = properties.value('FifoQueue') === true;
  const name = properties.text('QueueName', fifo ? `${madeUpName(75)}.fifo` : madeUpName(80));
  const { sqs } = stack.account;
  if (sqs.queues.some((queue) => queue.name === name)) throw new Error(`There is a queue ${name} already.`);
  const given = attributes.flatMap((attribute) => {
    const value = properties.value(attribute);
    return value === undefined ? [] : [[attribute, typeof value === 'object' ? JSON.stringify(value) : String(value)]];
  });
  const { url, arn } = sqs.create(name, Object.fromEntries(given) as Record<string, string>);
  return { ref: url, attributes: { Arn: arn, QueueName: name, QueueUrl: url } };
};

export const makeQueuePolicy: Maker = ({ stack, properties, madeUpName }): Made => {
  const document = properties.value('PolicyDocument') as Json;
  for (const url of properties.texts('Queues')) {
    const { arn } = stack.account.sqs.queue(url.split('/').at(-1) ?? '');
    stack.account.iam.putResourcePolicy(arn, document);
  }
  return { ref: madeUpName() };
};
