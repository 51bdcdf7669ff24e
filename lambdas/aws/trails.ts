import {
  type AdvancedEventSelector,
  type CloudTrailClient,
  DescribeTrailsCommand,
  type EventSelector,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import type { Caller } from './caller.ts';

/** A trail of CloudTrail. */
export interface Trail {
  readonly name: string;
  readonly arn: string;
  readonly homeRegion: string;
  readonly multiRegion: boolean;
}

/** The trails that this region knows, those of other regions and of the organisation included. */
export async function trails(client: CloudTrailClient, caller: Caller): Promise<readonly Trail[]> {
  const answer = await caller.call({ operation: 'DescribeTrails', pace: 'deployment-read' }, (options) =>
    client.send(new DescribeTrailsCommand({ includeShadowTrails: true }), options),
  );
  return (answer?.trailList ?? []).map(({ Name = '', TrailARN = '', HomeRegion = '', IsMultiRegionTrail = false }) => ({
    name: Name,
    arn: TrailARN,
    homeRegion: HomeRegion,
    multiRegion: IsMultiRegionTrail,
  }));
}

/** Another region's trail is known by its ARN alone. */
export async function isLogging(client: CloudTrailClient, caller: Caller, trailArn: string): Promise<boolean> {
  const answer = await caller.call({ operation: 'GetTrailStatus', pace: 'deployment-read' }, (options) =>
    client.send(new GetTrailStatusCommand({ Name: trailArn }), options),
  );
  return answer?.IsLogging === true;
}

/** Whether the trail records writes to Cognito, which become events. */
export async function recordsWrites(client: CloudTrailClient, caller: Caller, trailArn: string): Promise<boolean> {
  const answer = await caller.call({ operation: 'GetEventSelectors', pace: 'deployment-read' }, (options) =>
    client.send(new GetEventSelectorsCommand({ TrailName: trailArn }), options),
  );
  return (answer?.EventSelectors ?? []).some(takesWrites) || (answer?.AdvancedEventSelectors ?? []).some(fitsWrites);
}

function takesWrites({
  IncludeManagementEvents,
  ReadWriteType,
  ExcludeManagementEventSources = [],
}: EventSelector): boolean {
  return (
    IncludeManagementEvents !== false && ReadWriteType !== 'ReadOnly' && !ExcludeManagementEventSources.includes(source)
  );
}

const source = 'cognito-idp.amazonaws.com';
/** A write to Cognito, by the fields that an advanced selector of management events can have. */
const write: Readonly<Record<string, string>> = { eventCategory: 'Management', readOnly: 'false', eventSource: source };

/** All its fields fit; by a field that is not known here it is taken not to. */
function fitsWrites({ FieldSelectors = [] }: AdvancedEventSelector): boolean {
  if (!FieldSelectors.some(({ Field }) => Field === 'eventCategory')) return false;
  return FieldSelectors.every(({ Field = '', ...tests }) => {
    const value = write[Field];
    if (value === undefined) return false;
    const { Equals, StartsWith, EndsWith, NotEquals, NotStartsWith, NotEndsWith } = tests;
    return (
      (Equals?.includes(value) ?? true) &&
      (StartsWith?.some((text) => value.startsWith(text)) ?? true) &&
      (EndsWith?.some((text) => value.endsWith(text)) ?? true) &&
      !NotEquals?.includes(value) &&
      !NotStartsWith?.some((text) => value.startsWith(text)) &&
      !NotEndsWith?.some((text) => value.endsWith(text))
    );
  });
}
