/** A message as a queue keeps it, and what a consumer gets to see of it. */
import { createHash } from 'node:crypto';

export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

/** What a sender says. */
export interface Draft {
  readonly body: string;
  /** The caller, as `SenderId` shows it. */
  readonly senderId: string;
  readonly delaySeconds?: number;
  readonly groupId?: string;
  readonly deduplicationId?: string;
  readonly attributes?: Readonly<Record<string, MessageAttribute>>;
}

export interface Message extends Draft {
  readonly id: string;
  readonly sequence: number;
  /** All times are milliseconds since the epoch. */
  readonly sentAt: number;
  /** The queue it came from, once it lies in a dead-letter queue. */
  readonly deadLetterSourceArn?: string;
  /** Nobody receives it before. */
  visibleAt: number;
  receives: number;
  firstReceivedAt?: number;
  /** Of its latest receive. */
  receivedAt?: number;
  /** Of its latest receive; only this one deletes or hides it. */
  receiptHandle?: string;
}

/** In flight: received, and still hidden by that receive. */
export function inFlight(message: Message, now: number): boolean {
  return message.receiptHandle !== undefined && message.visibleAt > now;
}

export function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

/** MD5 over name, type and value of each attribute, as SQS documents it; undefined without attributes. */
export function md5OfAttributes(attributes: Draft['attributes']): string | undefined {
  const entries = Object.entries(attributes ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
  if (entries.length === 0) return undefined;
  const hash = createHash('md5');
  const add = (bytes: Buffer): void => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  };
  for (const [name, { DataType, StringValue, BinaryValue }] of entries) {
    add(Buffer.from(name));
    add(Buffer.from(DataType));
    hash.update(Buffer.from([BinaryValue === undefined ? 1 : 2]));
    add(BinaryValue === undefined ? Buffer.from(StringValue ?? '') : Buffer.from(BinaryValue, 'base64'));
  }
  return hash.digest('hex');
}

/** The system attributes that a receive shows. */
export function systemAttributes(message: Message): Record<string, string> {
  const { receives, sentAt, senderId, firstReceivedAt, groupId, deduplicationId, deadLetterSourceArn } = message;
  return {
    ApproximateReceiveCount: String(receives),
    SentTimestamp: String(sentAt),
    SenderId: senderId,
    ApproximateFirstReceiveTimestamp: String(firstReceivedAt ?? sentAt),
    ...(groupId !== undefined && { MessageGroupId: groupId }),
    ...(deduplicationId !== undefined && {
      MessageDeduplicationId: deduplicationId,
      SequenceNumber: sequenceNumber(message),
    }),
    ...(deadLetterSourceArn !== undefined && { DeadLetterQueueSourceArn: deadLetterSourceArn }),
  };
}

/** 20 digits, growing. */
export function sequenceNumber({ sequence }: Pick<Message, 'sequence'>): string {
  return (18_850_000_000_000_000_000n + BigInt(sequence)).toString();
}
