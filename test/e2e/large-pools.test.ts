import { describe, expect, it } from 'vitest';
import { atCalls, refuse } from './faults.ts';
import { credentialsOf, openWorld } from './worlds.ts';

/** Pools that one pass does not get done. */
const orders = '/layered-apis/orders';

describe('the rest of a large pool', () => {
  it('is not forgotten when it cannot be sent', { timeout: 30_000 }, async () => {
    const world = openWorld({ trail: false, quotas: false });
    const pool = await world.createPool('apis', { tags: { 'ssm-sync': '/layered-apis/:clientName' }, domain: 'acme' });
    for (let index = 0; index < 105; index++) await pool.createClient(`client-${index}`);
    refuse(world, { operation: 'SendMessageBatch', about: 'settled', times: 4 }, 'ServiceUnavailable', 503);
    await world.sweep();
    expect(world.aws.parameterStore.names()).toHaveLength(105);
    expect(world.said('call-failed')).toHaveLength(1);
    expect(world.deployment.sweeps.messages).toEqual([]);
  });

  it('takes nobody’s place when one of it is renamed meanwhile', { timeout: 30_000 }, async () => {
    const world = openWorld({ trail: false, quotas: false });
    const pool = await world.createPool('apis', { tags: { 'ssm-sync': '/layered-apis/:clientName' }, domain: 'acme' });
    const clients = [];
    for (let index = 0; index < 105; index++) {
      const name = `client-${index}`;
      clients.push({ name, ...(await pool.createClient(name)) });
    }
    // Pools are worked off in the order of ids: this one is not of the rest.
    const [holder] = clients.toSorted((one, other) => (one.id < other.id ? -1 : 1));
    await pool.tag({ [`ssm-sync:${holder?.name}`]: orders });
    await world.sweep();
    expect(world.credentials(orders)).toMatchObject({ clientId: holder?.id });

    atCalls(world, { operation: 'SendMessageBatch', about: 'settled', times: 1 }, async ({ input }) => {
      const [rest] = input.Entries as readonly { readonly MessageBody: string }[];
      const [ClientId] = JSON.parse(rest?.MessageBody ?? '').clientIds;
      const { cognito } = world.as('person');
      await cognito.updateUserPoolClient({ UserPoolId: pool.id, ClientId, ClientName: holder?.name });
      return undefined;
    });
    await world.sweep();
    expect(world.said('claimed-by-another-client')).toHaveLength(1);
    expect(world.credentials(orders)).toMatchObject({ clientId: holder?.id });
    expect(world.version(orders)).toBe(1);
  });
});

describe('a very large pool', () => {
  it('is swept in bounded runs at the pace of the quotas: none runs out of time, and everybody is served once', async () => {
    const world = openWorld({ trail: false });
    const pool = await world.createPool('apis', { tags: { 'ssm-sync': '/layered-apis/:clientName' }, domain: 'acme' });
    for (let index = 0; index < 350; index++) await pool.createClient(`client-${index}`);
    await world.sweep();
    expect(world.aws.parameterStore.names()).toHaveLength(350);
    expect(world.aws.parameterStore.names().every((name) => world.version(name) === 1)).toBe(true);
    expect(world.said('out-of-time')).toEqual([]);
    expect(world.said('call-failed')).toEqual([]);
    expect(world.deployment.deadLetters.flatMap(({ messages }) => messages)).toEqual([]);
    expect(world.measured('TargetsInSync')).toBe(350);
  }, 60_000);

  it('is not held up by a target that all its clients claim', async () => {
    const world = openWorld({ trail: false, quotas: false });
    const tags = { 'ssm-sync': '/layered-apis/:clientName/prod /layered-apis/common' };
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    for (let index = 0; index < 151; index++) await pool.createClient(`client-${index}`);
    await world.sweep();
    expect(world.aws.parameterStore.names()).toHaveLength(151);
    expect(world.text('/layered-apis/common')).toBeUndefined();
    expect(world.said('claimed-twice')).toHaveLength(151);
  }, 60_000);
});

describe('a pass that runs out of time', () => {
  it('hands back what it could not do, and the next ones do the rest', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { domain: 'acme' });
    const clients = [];
    for (let index = 0; index < 60; index++) clients.push(await pool.createClient(`client-${index}`));
    await world.settle();
    // Four at once: a pass of 25 looks for 280 seconds and would write for 420.
    atCalls(world, { operation: 'DescribeUserPoolClient' }, () => ({ kind: 'delay', milliseconds: 40_000 }));
    atCalls(world, { operation: 'PutParameter' }, () => ({ kind: 'delay', milliseconds: 60_000 }));
    await pool.tag({ 'ssm-sync': '/layered-apis/:clientName' });
    await world.settle();
    expect(world.said('out-of-time').length).toBeGreaterThan(0);
    // Every run ended with an answer, and before its time.
    expect(world.aws.lambda.invocations.filter(({ error }) => error !== undefined)).toEqual([]);
    for (const client of clients) {
      const name = `/layered-apis/client-${clients.indexOf(client)}`;
      expect(world.credentials(name)).toEqual(credentialsOf(client));
    }
    expect(world.deployment.deadLetters.flatMap(({ messages }) => messages)).toEqual([]);
  });
});
