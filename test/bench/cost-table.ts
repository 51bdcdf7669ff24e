/** The monthly cost by number of clients and interval of sweeps. docs/performance.md quotes it; a test compares. */
import { type Cost, monthlyCost } from './cost.ts';
import { markdown } from './table.ts';

const clientNumbers = [10, 100, 1000, 10_000];
const intervals = [15, 60, 1440];
const clientsOfPool = 100;

const columns: readonly { readonly head: string; readonly part: keyof Cost }[] = [
  { head: 'alarms, dashboard', part: 'watching' },
  { head: 'metrics', part: 'metrics' },
  { head: 'idle polling', part: 'polling' },
  { head: 'Lambda', part: 'running' },
  { head: 'messages, logs', part: 'messages' },
  { head: 'KMS', part: 'keys' },
  { head: 'sum', part: 'total' },
];

export function costTable(): string {
  const rows = clientNumbers.flatMap((clients) =>
    intervals.map((sweepMinutes) => {
      const pools = Math.ceil(clients / clientsOfPool);
      const cost = monthlyCost({ clients, pools, sweepMinutes, changes: clients });
      const { effectiveMinutes } = cost;
      const interval = effectiveMinutes === sweepMinutes ? `${sweepMinutes}` : `${sweepMinutes} → ${effectiveMinutes}`;
      return [String(clients), interval, ...columns.map(({ part }) => cost[part].toFixed(2))];
    }),
  );
  return markdown(['clients', 'sweep every … min', ...columns.map(({ head }) => head)], rows);
}
