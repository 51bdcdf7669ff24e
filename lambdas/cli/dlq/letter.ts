import type { ReceivedMessage } from '../../aws/dead-letters.ts';
import { parseRequest, type Request } from '../../core/request.ts';
import type { QueueKind } from '../dead-letter-queue.ts';

/** A message that was given up, as far as it may be shown: never its body, which may hold anything. */
export interface Letter {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  readonly receives: number;
  readonly says: Says;
}

type Says = { readonly kind: 'request'; readonly request: Request } | Misunderstood | Undelivered;

/** `problem`: the words of the function's log. */
interface Misunderstood {
  readonly kind: 'invalid';
  readonly problem: string;
}

/** What EventBridge could not deliver: an event as it was, or a schedule's input. */
export interface Undelivered {
  readonly kind: 'undelivered';
  /** Names of the rule or of the schedule, and why it could not, by EventBridge's word. */
  readonly rule: string | undefined;
  readonly error: string | undefined;
  readonly detailType: string | undefined;
  readonly eventName: string | undefined;
  readonly time: string | undefined;
  readonly userPoolId: string | undefined;
}

export function readLetter(queue: QueueKind, message: ReceivedMessage): Letter {
  const { id, sentAt, receives } = message;
  return { id, sentAt, receives, says: queue === 'undelivered' ? undelivered(message) : said(message) };
}

function said({ body }: ReceivedMessage): Says {
  const request = parseRequest(body.reveal());
  return 'problem' in request ? { kind: 'invalid', problem: request.problem } : { kind: 'request', request };
}

/**
 * Only what is of the very form that AWS gives it is taken out of an event, and nothing else of it: whoever may call
 * Cognito chooses most of what stands there.
 */
const shown = {
  'detail-type': /^(AWS API Call via CloudTrail|Parameter Store Change)$/,
  time: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  eventName:
    /^(Create|Update|Delete|Add|Tag|Untag)(UserPool|UserPoolClient|UserPoolClientSecret|UserPoolDomain|Resource)$/,
  userPoolId: /^[a-z]{2}(-[a-z]+)+-\d_[0-9A-Za-z]{9}$/,
} as const;

function undelivered({ body, attributes }: ReceivedMessage): Undelivered {
  const event = members(jsonIn(body.reveal()));
  const detail = members(event.detail);
  const { userPoolId, resourceArn } = members(detail.requestParameters);
  const { userPool, userPoolClient } = members(detail.responseElements);
  const arn = typeof resourceArn === 'string' ? resourceArn.slice(resourceArn.lastIndexOf('/') + 1) : undefined;
  const pools = [userPoolId, arn, members(userPool).id, members(userPoolClient).userPoolId];
  // What a schedule sends is a message of ours.
  const sweep = event.kind === 'sweep';
  return {
    kind: 'undelivered',
    rule: nameOf(attributes.get('RULE_ARN') ?? attributes.get('SCHEDULE_ARN')),
    error: matching(attributes.get('ERROR_CODE'), /^[A-Za-z][A-Za-z_]{1,60}$/),
    detailType: sweep ? 'sweep' : matching(event['detail-type'], shown['detail-type']),
    eventName: matching(detail.eventName, shown.eventName),
    time: matching(sweep ? event.at : event.time, shown.time),
    userPoolId: pools.map((id) => matching(id, shown.userPoolId)).find((id) => id !== undefined),
  };
}

/** `arn:…:rule/<name>`, `arn:…:schedule/<group>/<name>`. */
function nameOf(arn: string | undefined): string | undefined {
  const [, name] =
    /^arn:[\w-]+:(?:events|scheduler):[\w-]+:\d{12}:(?:rule|schedule)\/(?:[\w.-]+\/)?([\w.-]{1,64})$/.exec(arn ?? '') ??
    [];
  return name;
}

function matching(value: unknown, pattern: RegExp): string | undefined {
  return typeof value === 'string' && pattern.test(value) ? value : undefined;
}

function members(value: unknown): Readonly<Record<string, unknown>> {
  const copy: Readonly<Record<string, unknown>> = typeof value === 'object' ? { ...value } : {};
  return copy;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
