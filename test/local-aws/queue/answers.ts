/** SQS's requests turned into drafts, and its answers built from messages and queues. */
import { AwsError, type Call, type Json } from '../service.ts';
import { showAttributes } from './attributes.ts';
import { attributesIn, list, number, optional, text } from './input.ts';
import {
  type Draft,
  inFlight,
  type Message,
  md5,
  md5OfAttributes,
  sequenceNumber,
  systemAttributes,
} from './message.ts';
import type { Queue } from './queue.ts';

export function draftOf(input: Json, call: Call): Draft {
  const delaySeconds = number(input, 'DelaySeconds');
  const groupId = optional(input, 'MessageGroupId');
  const deduplicationId = optional(input, 'MessageDeduplicationId');
  return {
    body: text(input, 'MessageBody'),
    senderId: call.caller.accessKeyId,
    attributes: attributesIn(input),
    ...(delaySeconds !== undefined && { delaySeconds }),
    ...(groupId !== undefined && { groupId }),
    ...(deduplicationId !== undefined && { deduplicationId }),
  };
}

export function sentAnswer(message: Message): Json {
  const md5OfMessageAttributes = md5OfAttributes(message.attributes);
  return {
    MessageId: message.id,
    MD5OfMessageBody: md5(message.body),
    ...(md5OfMessageAttributes !== undefined && { MD5OfMessageAttributes: md5OfMessageAttributes }),
    ...(message.deduplicationId !== undefined && { SequenceNumber: sequenceNumber(message) }),
  };
}

/** Never waits: long polling is over at once, as if its time had run out. */
export function receivedAnswer(queue: Queue, input: Json): Json {
  const most = number(input, 'MaxNumberOfMessages') ?? 1;
  if (!Number.isInteger(most) || most < 1 || most > 10) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value ${most} for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.`,
    );
  }
  const wanted = [...list(input, 'AttributeNames'), ...list(input, 'MessageSystemAttributeNames')];
  const named = list(input, 'MessageAttributeNames');
  const messages = queue.receive(most, number(input, 'VisibilityTimeout'));
  return messages.length === 0 ? {} : { Messages: messages.map((message) => shown(message, wanted, named)) };
}

function shown(message: Message, wanted: readonly string[], named: readonly string[]): Json {
  const system = choose(systemAttributes(message), wanted);
  const attributes = choose(message.attributes ?? {}, named);
  const md5OfMessageAttributes = md5OfAttributes(attributes);
  return {
    MessageId: message.id,
    ReceiptHandle: message.receiptHandle,
    Body: message.body,
    MD5OfBody: md5(message.body),
    ...(Object.keys(system).length > 0 && { Attributes: system }),
    ...(md5OfMessageAttributes !== undefined && {
      MessageAttributes: attributes,
      MD5OfMessageAttributes: md5OfMessageAttributes,
    }),
  };
}

export function attributesAnswer(queue: Queue, input: Json): Json {
  const now = queue.now();
  const { messages } = queue;
  const flying = messages.filter((message) => inFlight(message, now)).length;
  const visible = messages.filter(({ visibleAt }) => visibleAt <= now).length;
  const all = {
    ...showAttributes(queue.attributes),
    QueueArn: queue.arn,
    CreatedTimestamp: String(Math.floor(queue.createdAt / 1000)),
    LastModifiedTimestamp: String(Math.floor(queue.createdAt / 1000)),
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(flying),
    ApproximateNumberOfMessagesDelayed: String(messages.length - visible - flying),
  };
  const attributes = choose(all, list(input, 'AttributeNames'));
  return Object.keys(attributes).length === 0 ? {} : { Attributes: attributes };
}

function choose<Value>(all: Readonly<Record<string, Value>>, names: readonly string[]): Record<string, Value> {
  if (names.includes('All')) return { ...all };
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
}
