/** Three pools in which there is some of everything that `status` can have to tell. */
import type { PoolInWorld } from '../pool-in-world.ts';
import type { World } from '../world.ts';

export interface StatusScene {
  readonly apis: PoolInWorld;
  readonly partners: PoolInWorld;
  readonly legacy: PoolInWorld;
  /** Client ids of `legacy`: of the orphan, and of the lost secret. */
  readonly old: string;
  readonly kept: string;
}

const hour = 3_600_000;

/** `apis`: three in sync and one drifted; `partners`: one of each fault and one that waits; `legacy`: an orphan, and a lost secret. */
export async function statusScene(world: World): Promise<StatusScene> {
  const apis = await world.createPool('apis', {
    domain: 'acme',
    tags: {
      'ssm-sync': '/layered-apis/:clientName/prod',
      'ssm-sync:orders': '/layered-apis/orders/prod /layered-apis/orders/jobs@auth.machine',
    },
  });
  for (const name of ['orders', 'billing', 'catalogue']) await apis.createClient(name);
  const partners = await world.createPool('partners', {
    tags: {
      'ssm-sync:acme': '/layered-apis/partners/acme',
      'ssm-sync:globex': '/layered-apis/partners/globex create=never',
      'ssm-sync:initech': '/layered-apis/partners/initech',
      'ssm-sync:umbrella': '/elsewhere/umbrella',
    },
  });
  await world.put('/layered-apis/partners/acme', 'plain text', { Type: 'String' });
  for (const name of ['acme', 'globex', 'umbrella']) await partners.createClient(name);
  const legacy = await world.createPool('legacy', {
    domain: 'legacy',
    tags: { 'ssm-sync:old': '/layered-apis/legacy/old', 'ssm-sync:kept': '/layered-apis/legacy/kept' },
  });
  const old = await legacy.createClient('old');
  const kept = await legacy.createClient('kept');
  await world.settle();

  await legacy.untag('ssm-sync:old');
  await legacy.addSecret(kept.id);
  await legacy.deleteOldestSecret(kept.id);
  await world.settle();
  await world.aws.clock.advance(3 * hour);
  const text = world.text('/layered-apis/billing/prod') ?? '';
  await world.put('/layered-apis/billing/prod', text.replace('acme.auth', 'evil.auth'));
  return { apis, partners, legacy, old: old.id, kept: kept.id };
}
