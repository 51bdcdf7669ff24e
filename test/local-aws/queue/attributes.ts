/** The attributes of a queue: read from the texts that `CreateQueue` takes, within SQS's bounds, and shown as texts. */
import { AwsError } from '../service.ts';

export interface QueueAttributes {
  readonly fifo: boolean;
  readonly contentBasedDeduplication: boolean;
  readonly visibilityTimeoutSeconds: number;
  readonly delaySeconds: number;
  readonly retentionSeconds: number;
  readonly maximumMessageSize: number;
  readonly redrive?: { readonly deadLetterTargetArn: string; readonly maxReceiveCount: number };
}

type Texts = Readonly<Record<string, string>>;

const known = ['FifoQueue', 'ContentBasedDeduplication', 'RedrivePolicy', 'KmsMasterKeyId', 'SqsManagedSseEnabled'];
const numbers = {
  VisibilityTimeout: { least: 0, most: 43_200, usual: 30 },
  DelaySeconds: { least: 0, most: 900, usual: 0 },
  MessageRetentionPeriod: { least: 60, most: 1_209_600, usual: 345_600 },
  MaximumMessageSize: { least: 1024, most: 1_048_576, usual: 1_048_576 },
  ReceiveMessageWaitTimeSeconds: { least: 0, most: 20, usual: 0 },
} as const;

/** Throws `InvalidAttributeName` and `InvalidAttributeValue`. Encryption is accepted and has no effect. */
export function readAttributes(name: string, texts: Texts): QueueAttributes {
  for (const attribute of Object.keys(texts)) {
    if (!known.includes(attribute) && !Object.hasOwn(numbers, attribute)) {
      throw new AwsError('InvalidAttributeName', `Unknown Attribute ${attribute}.`);
    }
  }
  const fifo = flag(texts, 'FifoQueue');
  if (fifo !== name.endsWith('.fifo')) {
    throw new AwsError('InvalidParameterValue', 'The name of a FIFO queue, and of no other, must end with .fifo.');
  }
  if (!/^[A-Za-z0-9_-]{1,80}$/.test(fifo ? name.slice(0, -5) : name) || name.length > 80) {
    throw new AwsError(
      'InvalidParameterValue',
      'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
    );
  }
  return {
    fifo,
    contentBasedDeduplication: flag(texts, 'ContentBasedDeduplication'),
    visibilityTimeoutSeconds: number(texts, 'VisibilityTimeout'),
    delaySeconds: number(texts, 'DelaySeconds'),
    retentionSeconds: number(texts, 'MessageRetentionPeriod'),
    maximumMessageSize: number(texts, 'MaximumMessageSize'),
    ...redriveOf(texts),
  };
}

export function showAttributes(attributes: QueueAttributes): Record<string, string> {
  return {
    VisibilityTimeout: String(attributes.visibilityTimeoutSeconds),
    DelaySeconds: String(attributes.delaySeconds),
    MessageRetentionPeriod: String(attributes.retentionSeconds),
    MaximumMessageSize: String(attributes.maximumMessageSize),
    ...(attributes.fifo && {
      FifoQueue: 'true',
      ContentBasedDeduplication: String(attributes.contentBasedDeduplication),
    }),
    ...(attributes.redrive && { RedrivePolicy: JSON.stringify(attributes.redrive) }),
  };
}

function flag(texts: Texts, name: string): boolean {
  const text = texts[name] ?? 'false';
  if (text !== 'true' && text !== 'false') throw invalid(name);
  return text === 'true';
}

function number(texts: Texts, name: keyof typeof numbers): number {
  const { least, most, usual } = numbers[name];
  const text = texts[name] ?? String(usual);
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) throw invalid(name);
  return value;
}

function redriveOf(texts: Texts): Pick<QueueAttributes, 'redrive'> {
  if (texts.RedrivePolicy === undefined) return {};
  const policy: unknown = parse(texts.RedrivePolicy);
  if (typeof policy !== 'object' || policy === null) throw invalid('RedrivePolicy');
  const { deadLetterTargetArn, maxReceiveCount } = { deadLetterTargetArn: '', maxReceiveCount: 0, ...policy };
  const count = Number(maxReceiveCount);
  if (typeof deadLetterTargetArn !== 'string' || !Number.isInteger(count) || count < 1 || count > 1000) {
    throw invalid('RedrivePolicy');
  }
  return { redrive: { deadLetterTargetArn, maxReceiveCount: count } };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function invalid(name: string): AwsError {
  return new AwsError('InvalidAttributeValue', `Invalid value for the parameter ${name}.`);
}
