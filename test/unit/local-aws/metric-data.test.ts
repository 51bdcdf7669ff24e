import { CloudWatchClient, GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { createLocalAws, type LocalAws } from '../../local-aws/local-aws.ts';
import { endpointOf, inProcess } from './client-fixture.ts';

const minute = 60_000;
const StartTime = new Date('2026-11-20T10:00:00Z');
const EndTime = new Date('2026-11-20T12:00:00Z');

function measure(aws: LocalAws, value: number | number[], dimensions: Record<string, string> = { service: 'sync' }) {
  const CloudWatchMetrics = [
    { Namespace: 'CognitoSsmSync', Dimensions: [Object.keys(dimensions)], Metrics: [{ Name: 'Swept', Unit: 'Count' }] },
  ];
  const line = { _aws: { Timestamp: 5, CloudWatchMetrics }, ...dimensions, Swept: value };
  aws.cloudWatch.write('log', JSON.stringify(line));
}

function query(Stat = 'Sum', dimensions: Record<string, string> = { service: 'sync' }, Period = 300): MetricDataQuery {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  const Metric = { Namespace: 'CognitoSsmSync', MetricName: 'Swept', Dimensions };
  return { Id: Stat.toLowerCase(), MetricStat: { Metric, Period, Stat } };
}

/** 1 and 5 within the first five minutes, 7 ten minutes later. */
async function measured() {
  const aws = createLocalAws();
  measure(aws, [1, 5]);
  await aws.clock.advance(10 * minute);
  measure(aws, 7);
  return aws;
}

async function ask(aws: LocalAws, queries: MetricDataQuery[], more: object = {}) {
  const client = new CloudWatchClient(inProcess(aws));
  return client.send(new GetMetricDataCommand({ MetricDataQueries: queries, StartTime, EndTime, ...more }));
}

const times = (dates: readonly Date[] = []) => dates.map((date) => date.toISOString().slice(11, 19));

describe('the data of a metric', () => {
  it('is gathered by periods, the newest first, and a period of which nothing was heard is not there', async () => {
    const aws = await measured();
    const client = new CloudWatchClient(await endpointOf(aws));
    const { MetricDataResults } = await client.send(
      new GetMetricDataCommand({ MetricDataQueries: [query()], StartTime, EndTime }),
    );
    expect(MetricDataResults).toEqual([
      {
        Id: 'sum',
        Label: 'Swept',
        Timestamps: [new Date('2026-11-20T10:10:00Z'), new Date('2026-11-20T10:00:00Z')],
        Values: [7, 6],
        StatusCode: 'Complete',
      },
    ]);
  });

  it.each([
    ['Sum', [7, 6]],
    ['Average', [7, 3]],
    ['Minimum', [7, 1]],
    ['Maximum', [7, 5]],
    ['SampleCount', [1, 2]],
  ])('has a %s', async (Stat, expected) => {
    const { MetricDataResults } = await ask(await measured(), [query(Stat)]);
    expect(MetricDataResults?.[0]?.Values).toEqual(expected);
  });

  it.each<[string, MetricDataQuery]>([
    ['other dimensions', query('Sum', { service: 'other' })],
    ['one dimension less', query('Sum', {})],
    ['one dimension more', query('Sum', { service: 'sync', region: 'here' })],
  ])('is none for %s, and that is no error', async (_, other) => {
    const { MetricDataResults } = await ask(await measured(), [other]);
    expect(MetricDataResults).toEqual([
      { Id: 'sum', Label: 'Swept', Timestamps: [], Values: [], StatusCode: 'Complete' },
    ]);
  });

  it('counts periods from the minute of the start, and leaves the end out', async () => {
    const aws = await measured();
    const start = new Date('2026-11-20T09:58:30Z');
    const { MetricDataResults } = await ask(aws, [query()], {
      StartTime: start,
      EndTime: new Date('2026-11-20T10:10:00Z'),
      ScanBy: 'TimestampAscending',
    });
    expect(times(MetricDataResults?.[0]?.Timestamps)).toEqual(['09:58:00']);
    expect(MetricDataResults?.[0]?.Values).toEqual([6]);
  });

  it('comes in pages of data points, over all metrics', async () => {
    const aws = await measured();
    const queries = [query('Sum'), query('Maximum')];
    const pages: unknown[] = [];
    let NextToken: string | undefined;
    do {
      const page = await ask(aws, queries, { MaxDatapoints: 3, NextToken });
      pages.push(page.MetricDataResults?.map(({ Values, StatusCode }) => [Values, StatusCode]));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(pages).toEqual([
      [
        [[7, 6], 'Complete'],
        [[7], 'PartialData'],
      ],
      [
        [[], 'Complete'],
        [[5], 'Complete'],
      ],
    ]);
  });

  it('is that of the rules too', async () => {
    const aws = createLocalAws();
    const queueArn = aws.sqs.create('events').arn;
    const targets = [{ queueArn }, { queueArn: `${queueArn}-none` }];
    aws.eventBus.putRule({ name: 'pool', pattern: { source: ['aws.ssm'] }, targets });
    aws.eventBus.publish({ source: 'aws.ssm', detailType: 'x', detail: {} });
    const ofRule = (MetricName: string): MetricDataQuery => {
      const Metric = { Namespace: 'AWS/Events', MetricName, Dimensions: [{ Name: 'RuleName', Value: 'pool' }] };
      return { Id: MetricName.toLowerCase(), MetricStat: { Metric, Period: 60, Stat: 'Sum', Unit: 'Count' } };
    };
    const asked = ['MatchedEvents', 'Invocations', 'FailedInvocations'].map(ofRule);
    const { MetricDataResults } = await ask(aws, asked);
    expect(MetricDataResults?.map(({ Values }) => Values)).toEqual([[1], [2], [1]]);
  });

  it.each<[string, MetricDataQuery[], object]>([
    ['nothing', [], {}],
    ['the same id twice', [query(), query()], {}],
    ['an id that begins with a capital', [{ ...query(), Id: 'Sum' }], {}],
    ['a period that is no whole minute', [query('Sum', {}, 90)], {}],
    ['an expression', [{ Id: 'e', Expression: '1 + 1' }], {}],
    ['a percentile, which is not here', [query('p99')], {}],
    ['nothing that is returned', [{ ...query(), ReturnData: false }], {}],
    ['an end before the start', [query()], { EndTime: StartTime }],
    ['another order', [query()], { ScanBy: 'Random' }],
    ['no data point at all', [query()], { MaxDatapoints: 0 }],
  ])('is not given for %s', async (_, queries, more) => {
    await expect(ask(createLocalAws(), queries, more)).rejects.toMatchObject({
      name: 'ValidationException',
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('is not given for a token that nobody gave', async () => {
    const answer = ask(createLocalAws(), [query()], { NextToken: 'mine' });
    await expect(answer).rejects.toMatchObject({ name: 'InvalidNextToken' });
  });
});
