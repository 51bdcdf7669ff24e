import { describe, expect, it } from 'vitest';
import { atCalls } from './faults.ts';
import { credentialsOf, endpoint, openWorld } from './worlds.ts';

/** Other writers, and writes of which no answer came. */
const orders = '/layered-apis/orders';
const tags = { 'ssm-sync:orders': orders };
const theirs = '{"token":"s3cr3t-theirs"}';

describe('somebody who creates the parameter between our read and our write', () => {
  it('is not overwritten: what they wrote is merged into', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    const client = await pool.createClient('orders');
    world.foreignSecrets.push('s3cr3t-theirs');
    atCalls(world, { operation: 'PutParameter', times: 1 }, async () => {
      await world.as('pipeline').ssm.putParameter({ Name: orders, Value: theirs, Type: 'SecureString' });
      return undefined;
    });
    await world.settle();
    expect(world.aws.parameterStore.versions(orders)[0]?.value).toBe(theirs);
    expect(world.json(orders)).toEqual({ token: 's3cr3t-theirs', auth: { cognito: credentialsOf(client) } });
    expect(world.version(orders)).toBe(2);
  });
});

describe('a write of which no answer comes', () => {
  it.each(['before', 'after'] as const)('(lost %s its effect) ends with the right text', async (when) => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags: { 'ssm-sync:orders': `${orders} ${orders}/new` } });
    await world.put(orders, theirs);
    const client = await pool.createClient('orders');
    atCalls(world, { operation: 'PutParameter', times: 2, when }, () => ({ kind: 'time-out', milliseconds: 3000 }));
    await world.settle();
    const ours = { clientId: client.id, clientSecret: client.secret };
    expect(world.json(orders)).toEqual({ token: 's3cr3t-theirs', auth: { cognito: ours } });
    expect(world.json(`${orders}/new`)).toEqual({ auth: { cognito: ours } });
    expect(world.aws.parameterStore.versions(orders)[0]?.value).toBe(theirs);
    expect(world.deployment.events.messages).toEqual([]);
    // Twice written by ourselves is nobody's loss.
    for (const code of ['moved', 'lost-update']) expect(world.said(code)).toEqual([]);
    expect(world.measured('LostUpdatesRepaired')).toBe(0);
  });
});

describe('somebody who edits our keys', () => {
  it('sees them put right by the next sweep, which counts it as drift', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    const client = await pool.createClient('orders');
    await world.settle();
    const edited = { url: endpoint('gone'), clientId: client.id, clientSecret: 's3cr3t-typo', scope: 'orders/read' };
    await world.put(orders, JSON.stringify({ auth: { cognito: edited } }, undefined, 4));
    await world.sweep();
    expect(world.credentials(orders)).toEqual({ ...credentialsOf(client), scope: 'orders/read' });
    expect(world.measured('TargetsDrifted')).toBe(1);
    await world.sweep();
    expect(world.measured('TargetsDrifted')).toBe(1);
    expect(world.version(orders)).toBe(3);
  });
});
