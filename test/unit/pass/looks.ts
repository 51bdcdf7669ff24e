import { Look, type Needs, type World } from '../../../lambdas/core/world.ts';
import { observe } from '../../../lambdas/pass/observe.ts';
import type { Parameters, UserPools } from '../../../lambdas/pass/ports.ts';
import { idOf, world } from '../core/builders.ts';
import { parameters, userPools } from './ports.ts';

/** What tests of looking share: what is asked for, of ports that answer nothing else. */

export const owner = { userPoolId: 'eu-west-1_Other', clientId: idOf('orders'), deployment: 'test' };
export const name = '/apis/orders';
export const id = idOf('orders');

/** What is needed: nothing but what is stated. */
function needs(stated: Partial<Needs>): Needs {
  const { listing, clients, secretCounts, parameters, metadata, tags, otherPools, otherClients } = new Look(world());
  return { listing, clients, secretCounts, parameters, metadata, tags, otherPools, otherClients, ...stated };
}

/** One of each that can be missing, or fail, by itself. */
export const oneOfEach = needs({
  clients: new Set([id]),
  metadata: new Set([name]),
  tags: new Set([name]),
  otherPools: new Set([owner.userPoolId]),
  otherClients: new Map([['other', owner]]),
});

export function observed(
  asked: Partial<Needs>,
  ports: { readonly pools?: Partial<UserPools>; readonly parameters?: Partial<Parameters> } = {},
  seen: World = world(),
): Promise<World> {
  return observe(needs(asked), seen, userPools(ports.pools), parameters(ports.parameters));
}
