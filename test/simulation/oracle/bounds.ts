/** Invariant 7: a sweep over a world at rest makes the calls that docs/architecture.md says, and not faster than it says. */
import type { CallMade } from '../chronicle.ts';
import type { Deployed } from '../deployments.ts';
import type { PoolState } from '../pool-history.ts';
import type { Evidence, Violation } from './oracle.ts';
import { wishesIn } from './wishes.ts';

/** Two thirds of AWS's quotas a second (lambdas/aws/pace.ts says of which): by operations, all of a deployment together. */
const rates: readonly { readonly operations: readonly string[]; readonly perSecond: number }[] = [
  { operations: ['DescribeUserPoolClient', 'ListUserPoolClients', 'ListUserPoolClientSecrets'], perSecond: 12 },
  { operations: ['DescribeUserPool'], perSecond: 12 },
  { operations: ['GetParameter', 'GetParameters'], perSecond: 27 },
  { operations: ['PutParameter'], perSecond: 3 },
];

export function judgeBounds({ chronicle, deployed, milestones, aws, hasRested }: Evidence): readonly Violation[] {
  if (!hasRested) return [{ invariant: 'bounded', found: 'it does not come to rest' }];
  const calls = chronicle.calls.filter(({ order }) => order >= milestones.swept);
  const pools = chronicle.pools.ids.flatMap((id) => chronicle.pools.now(id) ?? []);
  const resources = aws.parameterStore.names().length + chronicle.pools.ids.length;
  return deployed.flatMap((one) => {
    const own = calls.filter(({ deployment }) => deployment === one.rules.name);
    const found = [...overBudget(own, budget(one, pools, resources, chronicle.pools.ids.length)), ...overPace(own)];
    return found.map((sentence): Violation => ({ invariant: 'bounded', found: `${one.rules.name}: ${sentence}` }));
  });
}

/** The most calls of each operation that one quiet sweep may take. */
function budget(
  { rules }: Deployed,
  pools: readonly PoolState[],
  resources: number,
  poolsEver: number,
): Record<string, number> {
  const pages = Math.ceil(resources / 100) + 1;
  const most: Record<string, number> = {
    // Whether the sweep before is over; and who lies idle, in two queues, every four seconds of each run that has to wait.
    GetQueueAttributes: 1 + 4 * (1 + poolsEver),
    // Pools and managed parameters, each query with an empty page first.
    GetResources: 2 * pages,
    SendMessageBatch: 1,
    DeleteMessage: 1 + poolsEver,
    DescribeUserPool: poolsEver,
    ListUserPoolClients: 0,
    DescribeUserPoolClient: 0,
    ListUserPoolClientSecrets: 0,
    GetParameters: 0,
    DescribeParameters: 0,
    // Where another's id stands or the index does not show the owner, and of what is left behind.
    ListTagsForResource: 0,
  };
  const add = (operation: string, count: number): void => {
    most[operation] = (most[operation] ?? 0) + count;
  };
  for (const pool of pools) {
    // Until it is seen, a public client is taken for one that the pattern covers.
    const all = pool.clients.map((client) => ({ ...client, secrets: ['some'] }));
    const wishes = wishesIn({ ...pool, clients: all }, rules);
    const clients = new Set(wishes.map(({ client }) => client.id)).size;
    const parameters = new Set(wishes.map(({ parameter }) => parameter)).size;
    add('ListUserPoolClients', Math.ceil(pool.clients.length / 60) + 1);
    // Each claimant once, once more after its secrets were counted, and each id that a tag names.
    add('DescribeUserPoolClient', 2 * clients + Object.keys(pool.tags).length);
    add('ListUserPoolClientSecrets', clients);
    // If one of ten cannot be decrypted, all are read singly.
    add('GetParameters', Math.ceil(parameters / 10) + 2 * parameters);
    // Another pool, and who of it stands in the way.
    add('DescribeUserPool', poolsEver - 1);
    add('DescribeUserPoolClient', wishes.length);
    add('DescribeParameters', 1);
    add('ListTagsForResource', 2 * parameters);
  }
  // What the pools own and no longer claim.
  add('GetParameters', resources);
  add('DescribeUserPoolClient', resources);
  return most;
}

function overBudget(calls: readonly CallMade[], most: Readonly<Record<string, number>>): readonly string[] {
  return [...Map.groupBy(calls, ({ operation }) => operation)].flatMap(([operation, made]) =>
    made.length > (most[operation] ?? 0)
      ? [`a quiet sweep called ${operation} ${made.length} times, ${most[operation] ?? 0} at most are due`]
      : [],
  );
}

function overPace(calls: readonly CallMade[]): readonly string[] {
  return rates.flatMap(({ operations, perSecond }) => {
    const times = calls.filter(({ operation }) => operations.includes(operation)).map(({ at }) => at);
    const hasBurst = times.some(
      (time) => times.filter((other) => other >= time && other < time + 1000).length > perSecond,
    );
    return hasBurst ? [`more than ${perSecond} calls a second of ${operations.join(', ')}`] : [];
  });
}
