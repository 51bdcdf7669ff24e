import { type AdvancedEventSelector, CloudTrailClient, type EventSelector } from '@aws-sdk/client-cloudtrail';
import { describe, expect, test } from 'vitest';
import { isLogging, recordsWrites, trails } from '../../lambdas/aws/trails.ts';
import { createEmbeddedAws } from './embedded-aws.ts';

function open() {
  const aws = createEmbeddedAws({ lane: 'person' });
  const { caller, finish, cloudTrail } = aws;
  const client = new CloudTrailClient(aws.clientConfiguration('person'));
  const arn = 'arn:aws:cloudtrail:eu-west-1:123456789012:trail/management-events';
  const amend = (operation: string, answer: object): void =>
    aws.amend(cloudTrail, operation, () => () => ({ ...answer }));
  return { caller, finish, cloudTrail, client, arn, amend };
}

const advanced = (...FieldSelectors: AdvancedEventSelector['FieldSelectors'] & object): AdvancedEventSelector => ({
  FieldSelectors,
});
const management = { Field: 'eventCategory', Equals: ['Management'] };
const eventSource = 'cognito-idp.amazonaws.com';

describe('a trail', () => {
  test('is told with its home, and whether it logs', async () => {
    const { client, caller, finish, arn, cloudTrail } = open();
    expect(await finish(trails(client, caller))).toEqual([
      { name: 'management-events', arn, homeRegion: 'eu-west-1', multiRegion: true },
    ]);
    expect(await finish(isLogging(client, caller, arn))).toBe(true);
    cloudTrail.logging = false;
    expect(await finish(isLogging(client, caller, arn))).toBe(false);
  });

  test.for<readonly [records: boolean, selectors: readonly EventSelector[]]>([
    [true, [{ ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }]],
    [true, [{ ReadWriteType: 'ReadOnly' }, { ReadWriteType: 'All', IncludeManagementEvents: true }]],
    [false, [{ ReadWriteType: 'ReadOnly', IncludeManagementEvents: true }]],
    [false, [{ ReadWriteType: 'All', IncludeManagementEvents: false }]],
    [false, [{ ReadWriteType: 'All', ExcludeManagementEventSources: [eventSource] }]],
    [false, []],
  ])('records writes, %s, by basic selectors', async ([records, EventSelectors]) => {
    const { client, caller, finish, arn, amend } = open();
    amend('GetEventSelectors', { EventSelectors });
    expect(await finish(recordsWrites(client, caller, arn))).toBe(records);
  });

  test.for<readonly [records: boolean, selector: AdvancedEventSelector]>([
    [true, advanced(management)],
    [true, advanced(management, { Field: 'readOnly', Equals: ['false'] })],
    [true, advanced(management, { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] })],
    [true, advanced(management, { Field: 'eventSource', StartsWith: ['cognito-'], EndsWith: ['.com'] })],
    [false, advanced(management, { Field: 'readOnly', Equals: ['true'] })],
    [false, advanced(management, { Field: 'eventSource', NotEquals: [eventSource] })],
    [false, advanced(management, { Field: 'eventSource', StartsWith: ['s3.'] })],
    [false, advanced(management, { Field: 'eventSource', EndsWith: ['.cn'] })],
    [false, advanced(management, { Field: 'eventSource', NotStartsWith: ['cognito-'] })],
    [false, advanced(management, { Field: 'eventSource', NotEndsWith: ['.com'] })],
    [false, advanced(management, { Field: 'somethingNew', Equals: ['x'] })],
    [false, advanced({ Field: 'eventCategory', Equals: ['Data'] })],
    [false, advanced({ Field: 'readOnly', Equals: ['false'] })],
  ])('records writes, %s, by an advanced selector: case %#', async ([records, selector]) => {
    const { client, caller, finish, arn, amend } = open();
    amend('GetEventSelectors', {
      AdvancedEventSelectors: [advanced({ Field: 'eventCategory', Equals: ['Data'] }), selector],
    });
    expect(await finish(recordsWrites(client, caller, arn))).toBe(records);
  });
});
