/** Accounts of a size, and how long a sweep of one takes at least. */
import { quotas, shareOfQuota } from '../../lambdas/aws/pace.ts';
import type { World } from '../world.ts';
import { createWorld } from '../world-here.ts';

export interface Size {
  readonly pools: number;
  readonly clientsOfPool: number;
}

/** Each pool gives each client a parameter by its pattern. Only sweeps look at it. */
export async function openLargeWorld({ pools, clientsOfPool }: Size): Promise<World> {
  const world = createWorld({ trail: false, clientsPerPool: 10_000, sweepMinutes: 1440 });
  const { quotas: limits } = world.aws;
  limits.enabled = false;
  for (let index = 0; index < pools; index++) {
    const tags = { 'ssm-sync': `/layered-apis/${index}/:clientName` };
    const pool = await world.createPool(`pool-${index}`, { tags, domain: `acme-${index}` });
    for (let client = 0; client < clientsOfPool; client++) await pool.createClient(`client-${client}`);
  }
  limits.enabled = true;
  return world;
}

/** The least time in seconds, and what sets it: the least calls of an operation at what we allow ourselves of its quota. */
export interface Bound {
  readonly seconds: number;
  readonly because: string;
}

/** `written`: whether every parameter is written. */
export function boundOf({ pools, clientsOfPool }: Size, written: boolean): Bound {
  const clients = pools * clientsOfPool;
  const lists = Math.ceil(clientsOfPool / 60);
  const rate = (name: keyof typeof quotas): number => quotas[name].perSecond * shareOfQuota;
  const terms: readonly Bound[] = [
    { because: 'PutParameter', seconds: written ? clients / rate('parameter-write') : 0 },
    { because: 'client reads', seconds: (pools * lists + clients) / rate('client-read') },
    { because: 'pool reads', seconds: pools / rate('pool-read') },
    { because: 'parameter reads', seconds: (pools * Math.ceil(clientsOfPool / 10)) / rate('parameter-read') },
    { because: 'GetResources', seconds: (2 * Math.ceil((pools + clients) / 100)) / rate('index-read') },
    { because: 'DescribeUserPoolClient of one pool', seconds: clientsOfPool / rate('operation-of-pool') },
    { because: 'ListUserPoolClients of one pool', seconds: lists / rate('operation-of-pool') },
  ];
  return terms.reduce((most, term) => (term.seconds > most.seconds ? term : most));
}
