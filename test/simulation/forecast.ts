/** The weather of a story: almost a third of them have none. */
import type { Chance } from './chance.ts';
import type { FaultName, Trouble, Weather } from './story.ts';

export function forecast(chance: Chance, milliseconds: number): Weather {
  const latency = chance.weigh([
    [2, { least: 0, most: 0 }],
    [4, { least: 5, most: 120 }],
    [3, { least: 50, most: 2000 }],
  ]);
  if (chance.isLucky(0.3)) return { troubles: [], fates: [], latency, denials: [], silences: [] };
  const losesEvents = chance.isLucky(0.4);
  const some = <Item>(most: number, make: () => Item): Item[] => Array.from({ length: chance.whole(0, most) }, make);
  const span = (): { from: number; to: number } => {
    const from = chance.whole(0, milliseconds);
    return { from, to: Math.min(milliseconds, from + chance.whole(1000, 600_000)) };
  };
  return {
    troubles: some(3, () => trouble(chance)),
    fates: some(5, () => ({ nth: chance.whole(1, 20), delays: fate(chance, losesEvents) })),
    latency,
    denials: chance.isLucky(0.15) ? [{ keyId: 'alias/aws/ssm', ...span() }] : [],
    silences: chance.isLucky(0.15) ? [{ what: chance.pick(['trail', 'schedule']), ...span() }] : [],
  };
}

function trouble(chance: Chance): Trouble {
  const fault = chance.weigh<FaultName>([
    [3, 'throttled'],
    [3, 'broken'],
    [1, 'busy'],
    [1, 'refused'],
    [1, 'slow'],
    [3, 'time-out before'],
    [5, 'time-out after'],
    [2, 'crash before'],
    [3, 'crash after'],
  ]);
  const count = chance.weigh([
    [6, 1],
    [2, 2],
    [2, 5],
    [1, 12],
  ]);
  const about = chance.weigh([
    [4, undefined],
    [5, 'PutParameter'],
    [1, 'GetParameter'],
    [1, 'GetParameters'],
    [1, 'DescribeParameters'],
    [1, 'DescribeUserPoolClient'],
    [1, 'SendMessageBatch'],
  ]);
  const nth =
    about === undefined
      ? chance.whole(1, 60)
      : chance.weigh([
          [4, 1],
          [3, 2],
          [1, 3],
          [1, 5],
        ]);
  return { nth, count, fault, ...(about !== undefined && { operation: about }) };
}

/** Lost, late, twice, or later than what happens next. */
function fate(chance: Chance, losesEvents: boolean): readonly number[] {
  return chance.weigh([
    [losesEvents ? 3 : 0, []],
    [3, [chance.whole(500, 20_000)]],
    [1, [chance.whole(60_000, 900_000)]],
    [2, [0, chance.whole(0, 30_000)]],
  ]);
}
