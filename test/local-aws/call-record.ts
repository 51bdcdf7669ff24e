/** The account that is kept of calls: who, what and about what, never values. */
import { NoAnswer } from './faults.ts';
import { AwsError, type Json } from './service.ts';

/** One call that was made, with what it was about (names and ids, never values). */
export interface CallRecord {
  /** Virtual time of its arrival, milliseconds since the epoch. */
  readonly at: number;
  readonly service: string;
  readonly operation: string;
  readonly about: Json;
  readonly requestId: string;
  readonly callerArn: string;
  /** How it ended, if not well: AWS's code or `time-out`. */
  errorCode?: string;
}

/** A call that has ended. A stranger's has neither a caller nor a subject. */
export type CallEnded = Pick<CallRecord, 'operation' | 'about' | 'errorCode'> & Partial<Pick<CallRecord, 'callerArn'>>;

/** Members of requests that name things. Everything else may hold a secret and is not kept. */
const names: readonly string[] = [
  ...['UserPoolId', 'ClientId', 'ClientName', 'PoolName', 'Domain', 'ResourceArn', 'ResourceARN', 'ResourceId'],
  ...['FunctionName', 'EventSourceArn', 'NamePrefix', 'Rule', 'TrailName', 'SourceArn', 'DestinationArn', 'KeyId'],
  ...['Name', 'Names', 'QueueUrl', 'QueueName', 'NextToken', 'PaginationToken', 'ResourceTypeFilters', 'Overwrite'],
];

/** Of one text; what is sent may have megabytes. AWS's own ids and most people's names are shorter. */
const mostCharacters = 200;
/** Of one list: as many names as GetParameters takes. */
const mostTexts = 10;

/**
 * What a request is about: texts, flags and lists of texts, all of them short, whatever was sent. So whoever is told of
 * a call can neither run out of memory nor of stack.
 */
export function subjectOf(input: Json): Json {
  const members = names.filter((name) => Object.hasOwn(input, name)).map((name) => [name, kept(input[name])] as const);
  return Object.fromEntries(members.filter(([, value]) => value !== undefined));
}

function kept(value: unknown): string | boolean | readonly string[] | undefined {
  if (Array.isArray(value)) {
    const texts = value.slice(0, mostTexts).filter((element) => typeof element === 'string');
    return texts.map(cutShort);
  }
  if (typeof value === 'string') return cutShort(value);
  return typeof value === 'boolean' ? value : undefined;
}

/** At its most telling end: the beginning. */
export function cutShort(text: string): string {
  // Copied by way of bytes: a slice would keep the whole text in memory behind it.
  return text.length > mostCharacters ? Buffer.from(text.slice(0, mostCharacters)).toString() : text;
}

export function codeOf(error: unknown): string {
  if (error instanceof AwsError) return error.code;
  if (error instanceof NoAnswer) return 'time-out';
  return error instanceof Error ? error.name : 'unknown';
}
