/** What CloudTrail's operations need: the trail's ARN, where one is asked for; describing all of them names none. */
import { type Mapping, textsOf } from './check.ts';

export const trailChecks: Readonly<Record<string, Mapping>> = {
  DescribeTrails: () => [{ action: 'cloudtrail:DescribeTrails', resource: '*' }],
  GetTrailStatus: onTrail('GetTrailStatus', 'Name'),
  GetEventSelectors: onTrail('GetEventSelectors', 'TrailName'),
  StartLogging: onTrail('StartLogging', 'Name'),
  StopLogging: onTrail('StopLogging', 'Name'),
};

function onTrail(operation: string, member: 'Name' | 'TrailName'): Mapping {
  return (input, { site: { partition, region, account } }) =>
    textsOf(input[member]).map((named) => ({
      action: `cloudtrail:${operation}`,
      resource: named.startsWith('arn:') ? named : `arn:${partition}:cloudtrail:${region}:${account}:trail/${named}`,
    }));
}
