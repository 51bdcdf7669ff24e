/** Invariant 7: a sweep over a world at rest makes the calls that docs/architecture.md says, and not faster than it says. */
import type { LocalAws } from '../../local-aws/local-aws.ts';
import type { CallMade } from '../chronicle.ts';
import type { Deployed } from '../deployments.ts';
import type { PoolState } from '../pool-history.ts';
import type { Evidence, Violation } from './oracle.ts';
import { blockAt, standing } from './paper.ts';
import { type Wish, wishesIn } from './wishes.ts';

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
    const found = [
      ...overBudget(own, budget(one, pools, resources, chronicle.pools.ids.length, aws)),
      ...overPace(own),
    ];
    return found.map((sentence): Violation => ({ invariant: 'bounded', found: `${one.rules.name}: ${sentence}` }));
  });
}

/** The most calls of each operation that one quiet sweep may take. */
function budget(
  { rules }: Deployed,
  pools: readonly PoolState[],
  resources: number,
  poolsEver: number,
  aws: LocalAws,
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
    add('DescribeUserPoolClient', describes(pool, wishes, aws));
    add('ListUserPoolClientSecrets', clients);
    // If one of ten cannot be decrypted, all are read singly.
    add('GetParameters', Math.ceil(parameters / 10) + 2 * parameters);
    // Another pool, one of whose clients stands in the way.
    add('DescribeUserPool', poolsEver - 1);
    add('DescribeParameters', 1);
    add('ListTagsForResource', 2 * parameters);
  }
  // What the pools own and no longer claim.
  add('GetParameters', resources);
  return most;
}

/**
 * Each claimant once, and once more after its secrets were counted, where what is shown is not what is stored; each id
 * that a tag names and no client bears; and whoever stands in a claimant's way.
 */
function describes(pool: PoolState, wishes: readonly Wish[], { parameterStore }: LocalAws): number {
  const placed = wishes.map(({ client, parameter, place }) => {
    const version = parameterStore.versions(parameter).at(-1);
    const block = version && blockAt(version, place);
    const occupant = block && standing(block, 'clientId');
    const isQuiet = occupant === client.id && block && standing(block, 'clientSecret') === client.shown;
    return {
      id: client.id,
      isQuiet: isQuiet && client.shown !== undefined,
      isInTheWay: occupant !== undefined && occupant !== client.id,
    };
  });
  const ids = new Set(placed.map(({ id }) => id));
  const loud = new Set(placed.flatMap(({ id, isQuiet }) => (isQuiet ? [] : [id])));
  const regular = new Set(pool.clients.flatMap(({ id, isStranger }) => (isStranger ? [] : [id])));
  const named = Object.keys(pool.tags).filter(
    (key) => /:[0-9a-z]{24,26}$/.test(key) && !regular.has(key.split(':').at(-1) ?? ''),
  );
  return ids.size + loud.size + named.length + placed.filter(({ isInTheWay }) => isInTheWay).length;
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
