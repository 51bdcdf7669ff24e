import type { PoolInWorld } from '../pool-in-world.ts';
import type { World } from '../world.ts';
import { masked } from './masked.ts';
import type { Stage } from './stage.ts';

/**
 * The acts of the quickstart. Each makes something happen on the embedded AWS through the real SDK, lets the
 * reconciler work, shows what is there then, and holds it against what was promised.
 */
export interface Act {
  readonly title: string;
  play(story: Story): Promise<void>;
}

/** What the acts hand on to one another. */
export interface Story {
  readonly world: World;
  readonly stage: Stage;
  readonly pool: PoolInWorld;
  /** The clients that live. */
  readonly clients: Record<'orders' | 'billing', Client>;
}

interface Client {
  readonly id: string;
  readonly secret: string;
}

const orders = '/layered-apis/orders/prod';
const billing = '/layered-apis/billing/prod';
const shop = '/layered-apis/shop/prod';

const database = `  "database": {
    "host": "db.internal",
    "password": "pg-9f2c71", "pool": 1e1
  }`;

const existing = `{
${database},
  "auth": { "audience": "orders-api" }
}`;

/** The first act, which makes what the others play with. */
export const opening = {
  title: 'A user pool is tagged, and two machine clients are made',
  async play(world: World, stage: Stage): Promise<Story> {
    world.foreignSecrets.push('pg-9f2c71');
    await world.put(orders, existing);
    await stage.happens(`${orders} holds somebody's configuration already:`);
    await stage.show(masked(existing));

    const tags = { 'ssm-sync:orders': orders, 'ssm-sync': '/layered-apis/:clientName/prod' };
    const pool = await world.createPool('layered-apis', { tags, domain: 'acme' });
    await stage.happens('A user pool with a domain, tagged with where credentials belong:');
    for (const [key, value] of Object.entries(tags)) await stage.show(`${key} = ${value}`);
    const clients = { orders: await pool.createClient('orders'), billing: await pool.createClient('billing') };
    const story = { world, stage, pool, clients };
    await stage.happens('Clients “orders” (tagged by name) and “billing” (covered by the pattern) are created.');

    await world.settle();
    await stage.happens('CloudTrail told of it, the reconciler looked, and there they are:');
    for (const name of [orders, billing]) {
      await stage.show(`${name}\n${masked(world.text(name) ?? '(nothing)')}`);
    }
    await stage.promise('the credentials of both clients stand in their parameters', hasCredentials(story, 'acme'));
    await stage.promise('the database block is unchanged to the byte', world.text(orders)?.includes(database) === true);
    return story;
  },
};

/** The acts that follow. */
export const acts: readonly Act[] = [
  {
    title: 'The same event once more',
    async play({ world, stage, pool, clients }) {
      const versions = [world.version(orders), world.version(billing)];
      const calls = await world.callsDuring(async () => {
        await pool.renameClient(clients.orders.id, 'orders');
        await stage.happens('UpdateUserPoolClient, and nothing is different.');
        await world.settle();
      });
      await stage.show(
        Object.entries(calls)
          .map(([operation, count]) => `${operation} ${count}`)
          .join('   '),
      );
      await stage.promise(
        'three reads',
        calls.DescribeUserPool === 1 &&
          calls.DescribeUserPoolClient === 1 &&
          calls.GetParameters === 1 &&
          Object.keys(calls).length === 3,
      );
      await stage.promise(
        'nothing written',
        versions.join() === [world.version(orders), world.version(billing)].join(),
      );
    },
  },
  {
    title: 'Somebody breaks a parameter by hand',
    async play(story) {
      const { world, stage } = story;
      const broken = (world.text(billing) ?? '').replace(/"url": "[^"]*"/, '"url": "https://localhost/oops"');
      const edited = world.aws.clock.now();
      await world.put(billing, broken);
      await stage.happens(`In the console, ${billing} is edited: its url is wrong now.`);
      await world.settle();
      const [line] = world.said('updated').toReversed();
      const seconds = Math.ceil((world.aws.clock.now() - edited) / 1000);
      await stage.happens('Parameter Store tells of it itself.');
      await stage.show(`updated ${String(line?.parameter)}: ${JSON.stringify(line?.reasons)}`);
      await stage.promise(
        'it is healed within seconds, not at the next sweep',
        hasCredentials(story, 'acme') && seconds < 60,
      );
      await stage.promise('and counted as drift', world.aws.cloudWatch.metric('TargetsDrifted').sum === 1);
      await world.put(billing, '{"feature": true}');
      await world.settle();
      await stage.happens('A pipeline that knows nothing of us overwrites the whole document:');
      await stage.show(masked(world.text(billing) ?? ''));
      await stage.promise('the credentials are back', hasCredentials(story, 'acme'));
      await stage.promise('beside what the pipeline wrote', world.text(billing)?.includes('"feature": true') === true);
    },
  },
  {
    title: 'From a blue pool to a green one',
    async play({ world, stage }) {
      const tags = { 'ssm-sync:shop': shop };
      const [blue, green] = [
        await world.createPool('blue', { tags, domain: 'blue' }),
        await world.createPool('green', { tags, domain: 'green' }),
      ];
      const before = await blue.createClient('shop');
      await world.settle();
      const after = await green.createClient('shop');
      await world.settle();
      await stage.happens(`Pools “blue” and “green” are both tagged with ${shop}. Blue was first:`);
      await stage.show(String(world.said('claimed-by-another-client').at(-1)?.message));
      await stage.promise('who has a place keeps it, across pools', standsAt(world, shop) === before.id);
      await blue.untag('ssm-sync:shop');
      await world.sweep();
      await stage.happens('Blue is untagged, and the next sweep comes by.');
      await stage.promise('the place is green’s', standsAt(world, shop) === after.id);
    },
  },
  {
    title: 'CloudFormation replaces a client: the new one first, the old one later',
    async play(story) {
      const { world, stage, pool, clients } = story;
      const old = clients.orders;
      const successor = await pool.createClient('orders', {}, 'cloudformation');
      await world.settle();
      await stage.happens('A second client “orders” appears. The first still has its place:');
      await stage.show(String(world.said('claimed-by-another-client').at(-1)?.message));
      await stage.promise('the running service keeps working credentials', standsAt(world, orders) === old.id);

      await pool.deleteClient(old.id, 'cloudformation');
      await world.settle();
      story.clients.orders = successor;
      await stage.happens('The old client is deleted.');
      await stage.show(masked(world.text(orders) ?? ''));
      await stage.promise('the place moved over to the new client', hasCredentials(story, 'acme'));
    },
  },
  {
    title: 'The domain changes',
    async play(story) {
      const { world, stage, pool } = story;
      await pool.deleteDomain('acme');
      await world.settle();
      await stage.happens('The pool’s domain “acme” is deleted …');
      await stage.promise('while there is none, the urls stay as they are', hasCredentials(story, 'acme'));
      await pool.createDomain('acme-login');
      await world.settle();
      await stage.happens('… and “acme-login” takes its place.');
      await stage.promise('the urls follow', hasCredentials(story, 'acme-login'));
    },
  },
  {
    title: 'A tag that cannot be right',
    async play(story) {
      const { world, stage, pool } = story;
      await pool.tag({ 'ssm-sync:reports': '/elsewhere/reports' });
      await pool.createClient('reports');
      await world.settle();
      const line = world.said('target-not-allowed').at(-1);
      await stage.happens('ssm-sync:reports = /elsewhere/reports');
      await stage.show(String(line?.message));
      await stage.promise(
        'it is refused, in words that say what to do',
        String(line?.message).includes('Move the target'),
      );
      await stage.promise('nothing is written there', world.text('/elsewhere/reports') === undefined);
      await stage.promise('and nobody else is the worse for it', hasCredentials(story, 'acme-login'));
    },
  },
];

function hasCredentials({ world, clients }: Story, domain: string): boolean {
  const url = `https://${domain}.auth.eu-west-1.amazoncognito.com/oauth2/token`;
  return (['orders', 'billing'] as const).every((name) => {
    const { id, secret } = clients[name];
    const parameter = name === 'orders' ? orders : billing;
    return JSON.stringify(world.credentials(parameter)) === JSON.stringify({ url, clientId: id, clientSecret: secret });
  });
}

function standsAt(world: World, parameter: string): unknown {
  return (world.credentials(parameter) as { clientId?: unknown } | undefined)?.clientId;
}
