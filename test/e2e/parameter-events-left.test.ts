import { describe, expect, it } from 'vitest';
import { edited, type Opened, opened, orders, ownerTag, ownerTags, stripTags, tagParameter } from './owners.ts';
import { credentialsOf, openWorld } from './worlds.ts';

/** Edits that are nothing to put right: what people meant, what is no longer ours, and what never was. */
const tags = { 'ssm-sync:orders': orders };

describe('an edit is left as it is', () => {
  it.each<[string, (opened: Opened) => string]>([
    ['it is right', ({ client }) => edited(client, {})],
    ['another id stands there now', ({ client }) => edited(client, { clientId: '7example23456789abcdefghij' })],
    ['it is no JSON any more', () => '{"theirs":'],
    ['something else stands where a text belongs', ({ client }) => edited(client, { url: { clientId: client.id } })],
  ])('where %s', async (_, text) => {
    const all = await opened();
    const { world } = all;
    const written = text(all);
    await world.put(orders, written);
    await world.settle();
    expect(world.text(orders)).toBe(written);
    expect(world.log().filter(({ code, trigger }) => trigger === 'parameter' && code === 'pass-done')).toHaveLength(1);
    expect(world.measured('TargetsDrifted')).toBe(0);
  });

  it('where it is no JSON any more it is said', async () => {
    const { world, client } = await opened();
    await world.put(orders, '{"theirs":');
    await world.settle();
    expect(world.said('document-invalid')).toMatchObject([{ trigger: 'parameter', clientId: client.id }]);
  });

  it('where the stored secret was rotated: the older one is not put back', async () => {
    const { world, pool, client } = await opened();
    const { value } = await pool.addSecret(client.id);
    await world.settle();
    await world.put(orders, edited(client, { clientSecret: value, url: 'https://edited.example' }));
    await world.settle();
    expect(world.credentials(orders)).toEqual({ ...credentialsOf(client), clientSecret: value });
  });

  it.each<[string, (opened: Opened) => Promise<unknown>]>([
    ['its client is not declared any more', ({ pool }) => pool.untag('ssm-sync:orders')],
    ['its client is declared elsewhere', ({ pool }) => pool.tag({ 'ssm-sync:orders': '/layered-apis/elsewhere' })],
    ['its client was deleted', ({ pool, client }) => pool.deleteClient(client.id)],
    ['its owner tag is gone', ({ world }) => stripTags(world, orders)],
    [
      'its owner tag makes no sense',
      ({ world }) => tagParameter(world, orders, { 'ssm-sync:owner:auth.cognito': 'nobody' }),
    ],
    [
      'its owner tag names another client',
      async ({ world, pool }) => tagParameter(world, orders, ownerTag(pool, await pool.createClient('another'))),
    ],
  ])('where %s', async (_, change) => {
    const all = await opened();
    const { world, client } = all;
    await change(all);
    await world.settle();
    const text = edited(client, { url: 'https://edited.example' });
    await world.put(orders, text);
    await world.settle();
    expect(world.text(orders)).toBe(text);
    expect(world.measured('TargetsDrifted')).toBe(0);
  });
});

describe('nothing is done', () => {
  it('for a parameter outside the prefixes, whatever its tags say: it is no event of ours', async () => {
    const { world, pool, client } = await opened();
    await world.put('/other/orders', '{}');
    await tagParameter(world, '/other/orders', ownerTags(pool, client));
    const calls = await world.callsDuring(async () => {
      await world.put('/other/orders', '{"theirs":1}');
      await world.settle();
    });
    expect(calls).toEqual({});
  });

  it('for a parameter under the prefixes that is not ours, but for a look at its tags', async () => {
    const { world } = await opened();
    await world.put('/layered-apis/theirs', '{}');
    const calls = await world.callsDuring(async () => {
      await world.put('/layered-apis/theirs', '{"theirs":1}');
      await world.settle();
    });
    expect(calls).toEqual({ ListTagsForResource: 1 });
  });

  it('for a String', async () => {
    const { world, pool, client } = await opened();
    await world.put('/layered-apis/string', '{}', { Type: 'String' });
    await tagParameter(world, '/layered-apis/string', ownerTags(pool, client));
    const calls = await world.callsDuring(async () => {
      await world.put('/layered-apis/string', '{"theirs":1}', { Type: 'String' });
      await world.settle();
    });
    expect(calls).toEqual({});
  });

  it('for a parameter that is deleted, at once or right after an edit: that is the next sweep’s', async () => {
    const { world, client } = await opened();
    await world.put(orders, edited(client, { url: 'https://edited.example' }));
    await world.deleteParameter(orders);
    await world.settle();
    expect(world.text(orders)).toBeUndefined();
    await world.sweep();
    expect(world.credentials(orders)).toEqual(credentialsOf(client));
  });

  it('where the deployment only reports, but that it is due', async () => {
    const world = openWorld({ environment: { MODE: 'report' } });
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    const client = await pool.createClient('orders');
    await world.put(orders, '{}');
    await tagParameter(world, orders, ownerTags(pool, client));
    await world.settle();
    await world.put(orders, '{"theirs":1}');
    await world.settle();
    expect(world.text(orders)).toBe('{"theirs":1}');
    expect(world.said('update-due').filter(({ trigger }) => trigger === 'parameter')).toHaveLength(1);
    expect(world.measured('TargetsDrifted')).toBe(0);
  });
});
