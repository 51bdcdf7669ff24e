import {
  CloudTrailARNInvalidException,
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  InvalidTrailNameException,
  StartLoggingCommand,
  StopLoggingCommand,
  TrailNotFoundException,
} from '@aws-sdk/client-cloudtrail';
import { describe, expect, it } from 'vitest';
import { createLocalAws, type LocalAws } from '../../local-aws/local-aws.ts';
import type { Json } from '../../local-aws/service.ts';
import { endpointOf, inProcess } from './client-fixture.ts';
import { deployed } from './cloud-formation/stack-fixture.ts';
import { newPool } from './http-fixture.ts';

const arn = (name: string) => `arn:aws:cloudtrail:eu-west-1:123456789012:trail/${name}`;
const Name = 'management-events';

function heardBy(aws: LocalAws): unknown[] {
  const heard: unknown[] = [];
  const accept = aws.eventBus.accept.bind(aws.eventBus);
  aws.eventBus.accept = (event) => {
    heard.push(event['detail-type']);
    accept(event);
  };
  return heard;
}

function templateTrail(properties: Json) {
  const { aws } = deployed({
    Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'records' } },
    Trail: {
      Type: 'AWS::CloudTrail::Trail',
      Properties: { TrailName: 'ours', IsLogging: true, S3BucketName: { Ref: 'Bucket' }, ...properties },
    },
  });
  return { aws, client: new CloudTrailClient(inProcess(aws)) };
}

describe('the trails of an account', () => {
  it('are one that logs everything, unless there shall be none', async () => {
    const client = new CloudTrailClient(await endpointOf(createLocalAws()));
    const { trailList } = await client.send(new DescribeTrailsCommand({}));
    expect(trailList).toEqual([
      {
        Name,
        TrailARN: arn(Name),
        HomeRegion: 'eu-west-1',
        S3BucketName: 'management-events-123456789012',
        IsMultiRegionTrail: true,
        IncludeGlobalServiceEvents: true,
        LogFileValidationEnabled: true,
        HasCustomEventSelectors: false,
        HasInsightSelectors: false,
        IsOrganizationTrail: false,
      },
    ]);
    const none = new CloudTrailClient(inProcess(createLocalAws({ trail: false })));
    expect((await none.send(new DescribeTrailsCommand({}))).trailList).toEqual([]);
    await expect(none.send(new GetTrailStatusCommand({ Name }))).rejects.toBeInstanceOf(TrailNotFoundException);
  });

  it('are found by name and by ARN, and one that is not there is left out', async () => {
    const client = new CloudTrailClient(inProcess(createLocalAws()));
    const found = async (...trailNameList: string[]) =>
      (await client.send(new DescribeTrailsCommand({ trailNameList }))).trailList?.map((trail) => trail.Name);
    expect(await found(Name)).toEqual([Name]);
    expect(await found(arn(Name), 'another')).toEqual([Name]);
    expect(await found('another')).toEqual([]);
    const elsewhere = arn(Name).replace('eu-west-1', 'us-east-1');
    expect(await found(elsewhere)).toEqual([]);
    const status = client.send(new GetTrailStatusCommand({ Name: elsewhere }));
    await expect(status).rejects.toBeInstanceOf(TrailNotFoundException);
    await expect(found('a..b')).rejects.toBeInstanceOf(InvalidTrailNameException);
    await expect(found('arn:aws:s3:::bucket')).rejects.toBeInstanceOf(CloudTrailARNInvalidException);
  });

  it('stop and start, and with them the events', async () => {
    const aws = createLocalAws();
    const heard = heardBy(aws);
    const client = new CloudTrailClient(inProcess(aws));
    const status = () => client.send(new GetTrailStatusCommand({ Name: arn(Name) }));
    newPool(aws);
    expect(heard).toEqual(['AWS API Call via CloudTrail']);
    expect(await status()).toMatchObject({
      IsLogging: true,
      StartLoggingTime: new Date('2026-11-20T10:00:00Z'),
      TimeLoggingStarted: '2026-11-20T10:00:00Z',
      TimeLoggingStopped: '',
    });
    await aws.clock.advance(60_000);
    await client.send(new StopLoggingCommand({ Name }));
    newPool(aws);
    expect(heard).toHaveLength(1);
    expect(await status()).toMatchObject({ IsLogging: false, StopLoggingTime: new Date('2026-11-20T10:01:00Z') });
    await client.send(new StartLoggingCommand({ Name }));
    newPool(aws);
    expect(heard).toHaveLength(2);
    expect(await status()).toMatchObject({ IsLogging: true, StartLoggingTime: new Date('2026-11-20T10:01:00Z') });
  });

  it('make one event of a call, however many log it', () => {
    const aws = createLocalAws();
    aws.cloudTrail.put({ ...templateLike, name: 'second' });
    const heard = heardBy(aws);
    newPool(aws);
    expect(heard).toHaveLength(1);
  });
});

const templateLike = {
  bucketName: 'records',
  multiRegion: false,
  globalServices: false,
  validatesFiles: false,
  logging: true,
  selectors: [],
  advancedSelectors: [],
};

const management = { Field: 'eventCategory', Equals: ['Management'] };
const advanced = (...FieldSelectors: Json[]): Json => ({ AdvancedEventSelectors: [{ FieldSelectors }] });

describe('a template’s trail', () => {
  it.each<[string, Json, boolean]>([
    ['all management events, when it says nothing', {}, true],
    ['writes alone', { EventSelectors: [{ ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }] }, true],
    ['reads alone', { EventSelectors: [{ ReadWriteType: 'ReadOnly', IncludeManagementEvents: true }] }, false],
    ['data events alone', { EventSelectors: [{ IncludeManagementEvents: false }] }, false],
    [
      'all but Cognito’s',
      { EventSelectors: [{ ExcludeManagementEventSources: ['cognito-idp.amazonaws.com'] }] },
      false,
    ],
    ['nothing, being off', { IsLogging: false }, false],
    ['management events by field', advanced(management), true],
    ['writes by field', advanced(management, { Field: 'readOnly', Equals: ['false'] }), true],
    ['reads by field', advanced(management, { Field: 'readOnly', Equals: ['true'] }), false],
    ['not KMS', advanced(management, { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] }), true],
    ['not Cognito', advanced(management, { Field: 'eventSource', NotStartsWith: ['cognito-'] }), false],
    ['data events by field', advanced({ Field: 'eventCategory', Equals: ['Data'] }), false],
    ['what has no category', advanced({ Field: 'readOnly', Equals: ['false'] }), false],
    ['what only a field unknown here tells', advanced(management, { Field: 'eventName', Equals: ['X'] }), false],
  ])('that logs %s', (_, properties, hears) => {
    expect(templateTrail(properties).aws.cloudTrail.logging).toBe(hears);
  });

  it('shows its selectors, of either kind', async () => {
    const selectorsOf = async (properties: Json) => {
      const { client } = templateTrail(properties);
      const { $metadata, ...answer } = await client.send(new GetEventSelectorsCommand({ TrailName: 'ours' }));
      const { trailList } = await client.send(new DescribeTrailsCommand({}));
      return { ...answer, custom: trailList?.[0]?.HasCustomEventSelectors };
    };
    const shown = { DataResources: [], ExcludeManagementEventSources: [], IncludeManagementEvents: true };
    expect(await selectorsOf({})).toEqual({
      TrailARN: arn('ours'),
      EventSelectors: [{ ...shown, ReadWriteType: 'All' }],
      custom: false,
    });
    expect(await selectorsOf({ EventSelectors: [{ ReadWriteType: 'WriteOnly' }] })).toEqual({
      TrailARN: arn('ours'),
      EventSelectors: [{ ...shown, ReadWriteType: 'WriteOnly' }],
      custom: true,
    });
    expect(await selectorsOf(advanced(management))).toEqual({
      TrailARN: arn('ours'),
      AdvancedEventSelectors: [{ FieldSelectors: [management] }],
      custom: true,
    });
  });
});
