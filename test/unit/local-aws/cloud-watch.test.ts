import { Metrics } from '@aws-lambda-powertools/metrics';
import { describe, expect, it } from 'vitest';
import { CloudWatch } from '../../local-aws/cloud-watch.ts';
import { VirtualClock } from '../../local-aws/virtual-clock.ts';

const emf = (more: object = {}, metrics: unknown = [{ Name: 'TargetsWritten', Unit: 'Count' }]) =>
  JSON.stringify({
    _aws: { Timestamp: 5, CloudWatchMetrics: [{ Namespace: 'Sync', Dimensions: [['service']], Metrics: metrics }] },
    service: 'orders',
    TargetsWritten: 2,
    ...more,
  });

describe('CloudWatch', () => {
  it('keeps every line that a console is given, by group and level', async () => {
    const clock = new VirtualClock(0);
    const cloudWatch = new CloudWatch(clock);
    cloudWatch.consoleFor('one').info('a %s', 'b', { c: 1 });
    await clock.advance(10);
    cloudWatch.consoleFor('two').error('{"code":"x"}');
    expect(cloudWatch.lines()).toEqual([
      { at: 0, group: 'one', level: 'info', text: 'a b { c: 1 }' },
      { at: 10, group: 'two', level: 'error', text: '{"code":"x"}' },
    ]);
    expect(cloudWatch.lines('two')).toHaveLength(1);
    expect(cloudWatch.records()).toEqual([{ code: 'x' }]);
  });

  it('makes metrics of embedded metric format, summed by name and dimension', () => {
    const cloudWatch = new CloudWatch(new VirtualClock(0));
    const console = cloudWatch.consoleFor('one');
    console.log(emf());
    console.log(emf({ TargetsWritten: [1, 4], service: 'bills' }));
    console.log('not "_aws" at all');
    expect(cloudWatch.metric('TargetsWritten')).toMatchObject({ sum: 7, values: [2, 1, 4] });
    expect(cloudWatch.metric('TargetsWritten', { service: 'bills' }).sum).toBe(5);
    expect(cloudWatch.metric('Unheard')).toEqual({ sum: 0, values: [], dataPoints: [] });
    expect(cloudWatch.dataPoints[0]).toEqual({
      namespace: 'Sync',
      name: 'TargetsWritten',
      unit: 'Count',
      value: 2,
      dimensions: { service: 'orders' },
      timestamp: 5,
      heardAt: 0,
    });
  });

  it('reads what Powertools writes', () => {
    const cloudWatch = new CloudWatch(new VirtualClock(0));
    const logged = cloudWatch.consoleFor('one');
    const metrics = new Metrics({
      namespace: 'Sync',
      serviceName: 'orders',
      logger: { debug: logged.debug, info: logged.info, warn: logged.warn, error: logged.error },
    });
    metrics.addMetric('TargetsWritten', 'Count', 3);
    logged.log(JSON.stringify(metrics.serializeMetrics()));
    expect(cloudWatch.metric('TargetsWritten', { service: 'orders' }).sum).toBe(3);
  });

  it.each([
    ['a value that is no number', emf({ TargetsWritten: 'two' })],
    ['a metric without a value', emf({}, [{ Name: 'Missing' }])],
    ['a dimension without a value', emf({ service: '' })],
    ['metrics that are no list', emf({}, {})],
  ])('does not swallow %s', (_, line) => {
    expect(() => new CloudWatch(new VirtualClock(0)).write('one', line)).toThrow('malformed embedded metrics');
  });
});
