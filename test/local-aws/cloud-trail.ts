/**
 * CloudTrail as EventBridge shows it: one event for every mutating call of Amazon Cognito, refused ones too, with
 * AWS's lower-camel-case members, dates as text and sensitive members hidden. Whether and when the bus delivers it,
 * and how often, is the bus's affair.
 */
import type { Trail } from './collaborators.ts';
import type { Caller, Json, Site } from './service.ts';
import type { Switches } from './switches.ts';
import { uuidSource } from './uuid.ts';

export interface CloudTrailOptions {
  readonly site: Site;
  /** Read at every record, so a test may change them in mid-life. */
  readonly switches: Pick<Switches, 'trailSecrets' | 'trailClientIds'>;
  readonly sink: { publish(event: Json): void };
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** False: no trail of the account logs such calls, and no event comes; one does when left out. */
  readonly logging?: () => boolean;
}

type RecordedCall = Parameters<Trail['record']>[0];
type Hiding = CloudTrailOptions['switches'];

export function createCloudTrail({ site, switches, sink, now, logging = () => true }: CloudTrailOptions): Trail {
  const nextEnvelopeId = uuidSource(1);
  const nextEventId = uuidSource(2);
  return {
    record(call) {
      if (!logging()) return;
      const time = `${new Date(now()).toISOString().slice(0, 19)}Z`;
      sink.publish({
        version: '0',
        id: nextEnvelopeId(),
        'detail-type': 'AWS API Call via CloudTrail',
        source: 'aws.cognito-idp',
        account: site.account,
        time,
        region: site.region,
        resources: [],
        detail: detailOf(call, site, switches, { eventTime: time, eventID: nextEventId() }),
      });
    },
  };
}

function detailOf(call: RecordedCall, site: Site, hiding: Hiding, stamp: { eventTime: string; eventID: string }): Json {
  return {
    eventVersion: '1.11',
    userIdentity: identityOf(call.caller, site),
    eventTime: stamp.eventTime,
    eventSource: 'cognito-idp.amazonaws.com',
    eventName: call.eventName,
    awsRegion: site.region,
    sourceIPAddress: call.caller.invokedBy ?? '192.0.2.1',
    userAgent: call.caller.invokedBy ?? 'aws-sdk',
    ...(call.errorCode !== undefined && { errorCode: call.errorCode }),
    ...(call.errorMessage !== undefined && { errorMessage: call.errorMessage }),
    requestParameters: shownMembers(call.request, hiding),
    responseElements: call.response === null ? null : shownMembers(call.response, hiding),
    requestID: call.requestId,
    eventID: stamp.eventID,
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: site.account,
    eventCategory: 'Management',
  };
}

function identityOf(caller: Caller, site: Site): Json {
  return {
    type: caller.arn.includes(':assumed-role/') ? 'AssumedRole' : caller.arn.endsWith(':root') ? 'Root' : 'IAMUser',
    arn: caller.arn,
    accountId: site.account,
    accessKeyId: caller.accessKeyId,
    ...(caller.invokedBy !== undefined && { invokedBy: caller.invokedBy }),
  };
}

/** Null for an answer or request without members, as for every `Delete*`. */
function shownMembers(members: Json, hiding: Hiding): Json | null {
  const entries = Object.entries(members).map(([name, value]): [string, unknown] => [
    name.charAt(0).toLowerCase() + name.slice(1),
    shownValue(name, value, hiding),
  ]);
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

const hidden = 'HIDDEN_DUE_TO_SECURITY_REASONS';
/** Members whose content is a map: its keys are the caller's words, not names of the model. */
const maps: readonly string[] = ['Tags', 'UserPoolTags'];

function shownValue(name: string, value: unknown, hiding: Hiding): unknown {
  if (name === 'ClientSecret' || name === 'ClientSecretValue') return hiding.trailSecrets === 'shown' ? value : hidden;
  if (name === 'ClientId') return hiding.trailClientIds === 'shown' ? value : hidden;
  if (name.endsWith('Date') && typeof value === 'number') return dateText(value);
  if (Array.isArray(value)) return value.map((member) => shownValue('', member, hiding));
  if (typeof value !== 'object' || value === null) return value;
  return maps.includes(name) ? value : (shownMembers({ ...value }, hiding) ?? {});
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Nov 20, 2026 10:00:00 AM` in UTC, spelt here because the machine's locale data may change. */
function dateText(epochSeconds: number): string {
  const date = new Date(epochSeconds * 1000);
  const two = (part: number): string => String(part).padStart(2, '0');
  const clock = `${date.getUTCHours() % 12 || 12}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  const half = date.getUTCHours() < 12 ? 'AM' : 'PM';
  return `${months[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()} ${clock} ${half}`;
}
