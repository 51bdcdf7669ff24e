import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openWorld } from '../e2e/worlds.ts';
import { synthesise } from '../infra/synthesis.ts';
import { dataPointsIn } from '../local-aws/embedded-metrics.ts';
import { bytesOfPass, bytesOfRun, callsOfSweep, monthlyCost, standing } from './cost.ts';
import { costTable } from './cost-table.ts';

/** A world in which a sweep has nothing to do. */
async function quietWorld({ pools, clients }: { readonly pools: number; readonly clients: number }) {
  const world = openWorld({ trail: false, quotas: false });
  for (let index = 0; index < pools; index++) {
    const pool = await world.createPool(`pool-${index}`, {
      tags: { 'ssm-sync': `/layered-apis/${index}/:clientName` },
      domain: `acme-${index}`,
    });
    for (let client = 0; client < clients / pools; client++) await pool.createClient(`client-${client}`);
  }
  await world.sweep();
  return world;
}

const load = { clients: 100, pools: 1, sweepMinutes: 60, changes: 100 };

describe('the monthly cost', () => {
  test.each([
    { pools: 12, clients: 24 },
    { pools: 1, clients: 110 },
  ])('counts the calls of a sweep as a sweep makes them: %o', async (size) => {
    const world = await quietWorld(size);
    const { GetQueueAttributes, DeleteMessage, ...calls } = await world.callsDuring(() => world.sweep());
    expect(calls).toEqual(callsOfSweep(size));
    expect(GetQueueAttributes).toBeGreaterThan(0);
    expect(DeleteMessage ?? 0).toBeLessThan(size.pools);
  });

  test('counts the metrics and the log lines of a quiet sweep as the function writes them', async () => {
    const pools = 12;
    const world = await quietWorld({ pools, clients: pools });
    const before = world.aws.cloudWatch.lines(world.deployment.logGroup).length;
    await world.sweep();
    const lines = world.aws.cloudWatch.lines(world.deployment.logGroup).slice(before);
    const names = new Set(lines.flatMap(({ text }) => dataPointsIn(text)).map(({ name }) => name));
    expect(names.size).toBe(standing.metricsOfSweeps);
    const bytes = lines.reduce((sum, { text }) => sum + text.length, 0);
    // The sweep itself, a batch of ten and one of two.
    expect(bytes / ((pools + 1) * bytesOfPass + 3 * bytesOfRun)).toBeCloseTo(1, 1);
  });

  test('counts the alarms’ metrics and the dashboard that the stack has', () => {
    const { deployed } = synthesise();
    const metrics = deployed
      .all('AWS::CloudWatch::Alarm')
      .map(({ Metrics }) => (Array.isArray(Metrics) ? Metrics.filter(({ MetricStat }) => MetricStat).length : 1));
    expect(metrics.reduce((sum, count) => sum + count)).toBe(standing.alarmMetrics);
    expect(deployed.all('AWS::CloudWatch::Dashboard')).toHaveLength(standing.dashboards);
    expect(deployed.one('AWS::Lambda::Function')).toMatchObject({ MemorySize: 512 });
  });

  test('is the sum of its parts, which are what an hourly sweep over 100 clients comes to by hand', () => {
    const { total, effectiveMinutes, ...parts } = monthlyCost(load);
    expect(Object.values(parts).reduce((sum, part) => sum + part)).toBeCloseTo(total, 9);
    expect(effectiveMinutes).toBe(60);
    // Eleven alarmed metrics and a dashboard; twelve metrics; 648,000 polls of each queue.
    expect(parts.watching).toBeCloseTo(1.1 + 3, 9);
    expect(parts.metrics).toBeCloseTo(3.6, 9);
    expect(parts.polling).toBeCloseTo(0.2592 + 0.324, 9);
    // 100 + 2 calls at 3⅓ a second, 4 + 2 of the index, three waits of 5 s, three runs: 50.4 s at half a gigabyte, 720
    // times; 200 runs of a second.
    expect(parts.running).toBeCloseTo((720 * 50.4 + 200) * 0.5 * 0.0000133334 + 2360 * 0.0000002, 9);
    // 72,000 values read, 100 read and written and read again.
    expect(parts.keys).toBeCloseTo(7.23 * 0.03, 9);
  });

  test('knows that a sweep does not start over one that is not over', () => {
    const cost = monthlyCost({ ...load, clients: 10_000, pools: 100, sweepMinutes: 15 });
    expect(cost.effectiveMinutes).toBe(30);
  });

  test('stands in docs/performance.md as it is computed', () => {
    expect(readFileSync('docs/performance.md', 'utf8')).toContain(`\n${costTable()}\n`);
  });
});
