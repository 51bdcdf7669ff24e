import { describe, expect, test } from 'vitest';
import { createClient, createPool } from './arrangement.ts';
import { createEmbeddedAws, type EmbeddedAws } from './embedded-aws.ts';

async function createClients(aws: EmbeddedAws, pool: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index++) ids.push(await createClient(aws, pool, { ClientName: `c${index}` }));
  return ids;
}

function registerStrangers(aws: EmbeddedAws, pool: string, count: number): void {
  for (let index = 0; index < count; index++) aws.cognito.registerDynamically(pool, { clientName: 'orders' });
}

describe('the listing of clients', () => {
  test('is all pages, in the order of the ids, with the names', async () => {
    const aws = createEmbeddedAws();
    const pool = await createPool(aws);
    const ids = await createClients(aws, pool, 130);
    const listed = await aws.finish(aws.pools.clients(pool));
    expect(listed.map(({ id }) => id)).toEqual([...ids].sort());
    expect(listed.find(({ id }) => id === ids[7])).toEqual({ id: ids[7], name: 'c7' });
    expect(aws.dispatcher.count('ListUserPoolClients')).toBe(3);
  });

  test('goes on over short pages, whose dynamic clients were filtered out', async () => {
    const aws = createEmbeddedAws();
    const pool = await createPool(aws);
    const ids = await createClients(aws, pool, 70);
    registerStrangers(aws, pool, 100);
    const listed = await aws.finish(aws.pools.clients(pool));
    expect(listed.map(({ id }) => id)).toEqual([...ids].sort());
    expect(aws.dispatcher.count('ListUserPoolClients')).toBe(3);
  });

  test('goes on over empty pages that carry a token', async () => {
    const aws = createEmbeddedAws();
    const pool = await createPool(aws);
    // One client is on one of the three pages; each of the others is empty, and the first two carry tokens.
    registerStrangers(aws, pool, 100);
    const [id] = await createClients(aws, pool, 1);
    registerStrangers(aws, pool, 40);
    expect(await aws.finish(aws.pools.clients(pool))).toEqual([{ id, name: 'c0' }]);
    expect(aws.dispatcher.count('ListUserPoolClients')).toBe(3);
  });

  test('is in the order of the ids, whatever order AWS lists in', async () => {
    const aws = createEmbeddedAws();
    const pool = await createPool(aws);
    const clients = ['b', 'c', 'a'].map((id) => ({ ClientId: id, ClientName: 'orders', UserPoolId: pool }));
    aws.amend(aws.cognito, 'ListUserPoolClients', () => () => ({ UserPoolClients: clients }));
    expect((await aws.finish(aws.pools.clients(pool))).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  test('that fails on a later page is no listing', async () => {
    const aws = createEmbeddedAws();
    const pool = await createPool(aws);
    await createClients(aws, pool, 61);
    aws.amend(aws.cognito, 'ListUserPoolClients', (original) => (input, call) => {
      if (input.NextToken !== undefined) throw new Error('the test breaks the second page');
      return original(input, call);
    });
    await expect(aws.finish(aws.pools.clients(pool))).rejects.toMatchObject({ finding: { code: 'call-failed' } });
  });
});
