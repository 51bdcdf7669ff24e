import { describe, expect, it } from 'vitest';
import { credentialsOf, openWorld } from './worlds.ts';

/** Names and places that are words of the grammar, of JavaScript or of file systems, and mean nothing here. */
const orders = '/layered-apis/orders';
const byPattern = { 'ssm-sync': '/layered-apis/:clientName' };

describe('a client whose name is a word of the grammar', () => {
  it.each(['none', 'create=never', 'rotate=90d', '__proto__', 'constructor', 'toString', '@auth.cognito', '-'])(
    'is a client like any other, by a tag: %s',
    async (name) => {
      const world = openWorld();
      const tags = { [`ssm-sync:${name}`]: orders };
      const pool = await world.createPool('apis', { tags, domain: 'acme' });
      const client = await pool.createClient(name);
      await pool.createClient('orders');
      await world.settle();
      await world.sweep();
      expect(world.aws.parameterStore.names()).toEqual([orders]);
      expect(world.credentials(orders)).toEqual(credentialsOf(client));
    },
  );

  it('is one by the pattern, where a path can hold it', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: byPattern, domain: 'acme' });
    const names = ['__proto__', 'constructor', 'none', 'x'.repeat(128)];
    for (const name of names) await pool.createClient(name);
    await world.settle();
    expect(world.aws.parameterStore.names()).toEqual(names.map((name) => `/layered-apis/${name}`).sort());
  });

  it('climbs out of no folder: dots are letters', async () => {
    const world = openWorld({ environment: { TARGETS: '/layered-apis/apis/' } });
    const tags = { 'ssm-sync': '/layered-apis/apis/:clientName/prod' };
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    const client = await pool.createClient('..');
    await world.put('/layered-apis/prod', '{}');
    await world.settle();
    expect(world.text('/layered-apis/prod')).toBe('{}');
    expect(world.credentials('/layered-apis/apis/../prod')).toEqual(credentialsOf(client));
  });
});

describe('a place that is a word of JavaScript', () => {
  it.each(['__proto__', '__proto__.clientId', 'constructor.prototype', 'toString', 'auth.hasOwnProperty'])(
    'is a place like any other: %s',
    async (place) => {
      const world = openWorld();
      const tags = { 'ssm-sync:orders': `${orders}@${place}` };
      const pool = await world.createPool('apis', { tags, domain: 'acme' });
      await world.put(orders, '{"token":"s3cr3t-1"}');
      const client = await pool.createClient('orders');
      await world.settle();
      const nested = place.split('.').reduceRight<object>((inner, name) => Object.fromEntries([[name, inner]]), {
        ...credentialsOf(client),
      });
      expect(JSON.parse(world.text(orders) ?? '')).toEqual({ token: 's3cr3t-1', ...nested });
      expect(Object.keys(world.json(orders) as object)).toEqual(['token', place.split('.')[0]]);
      const version = world.version(orders);
      await world.sweep();
      expect(world.version(orders)).toBe(version);
    },
  );
});
