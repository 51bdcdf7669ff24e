/** `npm run scale`: how long sweeps of large accounts take, and a person's plan of a large pool, beside how long they must. */
import { boundOf, openLargeWorld, type Size } from './large-world.ts';
import { measurePlan } from './measured-plan.ts';
import { type MeasuredSweep, measureSweep } from './measured-sweep.ts';

const sizes: readonly Size[] = [
  { pools: 1, clientsOfPool: 10_000 },
  { pools: 1000, clientsOfPool: 10 },
];

function told(measured: MeasuredSweep, bound: ReturnType<typeof boundOf>): string {
  const { calls, seconds, throttled, peaks, heap } = measured;
  const counts = Object.entries(calls).map(([operation, count]) => `${operation} ${count}`);
  const rates = peaks.map(({ what, calls: most, share }) => `${what} ${most} of ${share.toFixed(1)}`);
  return [
    `  calls     ${counts.join(', ')}`,
    `  seconds   ${seconds.toFixed(0)}, at least ${bound.seconds.toFixed(0)} (${bound.because})`,
    `  ratio     ${(seconds / bound.seconds).toFixed(3)}`,
    `  throttled ${throttled}`,
    `  a second  ${rates.join(', ')}`,
    `  heap      ${heap.before.toFixed(0)} MB before, ${heap.most.toFixed(0)} MB at the most`,
  ].join('\n');
}

for (const size of sizes) {
  const world = await openLargeWorld(size);
  for (const sweep of ['first', 'steady'] as const) {
    const began = performance.now();
    const measured = await measureSweep(world);
    const took = ((performance.now() - began) / 1000).toFixed(0);
    process.stdout.write(`${size.pools} × ${size.clientsOfPool} clients, ${sweep} sweep (${took} s of real time)\n`);
    process.stdout.write(`${told(measured, boundOf(size, sweep === 'first'))}\n`);
  }
}

const pool: Size = { pools: 1, clientsOfPool: 1000 };
const { seconds, throttled, calls } = await measurePlan(await openLargeWorld(pool));
const bound = boundOf(pool, false);
process.stdout.write(
  [
    `cognito-ssm-sync plan, a pool of ${pool.clientsOfPool} clients`,
    `  calls     ${Object.entries(calls)
      .map(([operation, count]) => `${operation} ${count}`)
      .join(', ')}`,
    `  seconds   ${seconds.toFixed(0)}, at least ${bound.seconds.toFixed(0)} (${bound.because})`,
    `  ratio     ${(seconds / bound.seconds).toFixed(3)}`,
    `  throttled ${throttled}\n`,
  ].join('\n'),
);
