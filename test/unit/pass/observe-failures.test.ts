import { describe, expect, test } from 'vitest';
import { callFailed, client, idOf, world } from '../core/builders.ts';
import { id, name, observed, oneOfEach, owner } from './looks.ts';
import { block, callError, fault } from './refusals.ts';

/** One thing that cannot be looked at stops no other; what nothing can be decided without, and what is no answer, is thrown. */

describe('what cannot be looked at', () => {
  const failure = (operation: string) => () => Promise.reject(callError(callFailed(operation)));

  test('is a failure in its own place', async () => {
    const after = await observed(
      { ...oneOfEach, secretCounts: new Set([id]), metadata: new Set([name, '/apis/billing']) },
      {
        pools: { pool: failure('DescribeUserPool'), client: failure('Describe'), secretCount: failure('List') },
        parameters: { tags: failure('ListTags'), metadata: failure('DescribeParameters') },
      },
    );
    const unseen = callFailed('DescribeParameters');
    expect(after).toEqual(
      world({
        described: new Map([[id, callFailed('Describe')]]),
        secretCounts: new Map([[id, callFailed('List')]]),
        tags: new Map([[name, callFailed('ListTags')]]),
        metadata: new Map([
          [name, unseen],
          ['/apis/billing', unseen],
        ]),
        otherPools: new Map([[owner.userPoolId, callFailed('DescribeUserPool')]]),
        otherClients: new Map([['other', callFailed('Describe')]]),
      }),
    );
  });

  test('leaves the others as they are', async () => {
    const other = idOf('billing');
    const described = async (_: string, asked: string) => {
      if (asked === id) throw callError(callFailed('Describe'));
      return client('billing');
    };
    const after = await observed({ clients: new Set([id, other]) }, { pools: { client: described } });
    expect(after.described).toEqual(
      new Map<string, unknown>([
        [id, callFailed('Describe')],
        [other, client('billing')],
      ]),
    );
  });

  test('is thrown for a listing, or for a read of parameters: without them nothing can be decided', async () => {
    const listing = observed({ listing: true }, { pools: { clients: failure('ListUserPoolClients') } });
    await expect(listing).rejects.toMatchObject({ finding: callFailed('ListUserPoolClients') });
    const reading = observed({ parameters: new Set([name]) }, { parameters: { read: failure('GetParameters') } });
    await expect(reading).rejects.toMatchObject({ finding: callFailed('GetParameters') });
  });

  test.each([
    ['a block, which no such call has', callError(block)],
    ['a fault of the program', fault],
  ])('is no finding where it is %s', async (_, thrown) => {
    const refused = () => Promise.reject(thrown);
    await expect(observed({ clients: new Set([id]) }, { pools: { client: refused } })).rejects.toBe(thrown);
    await expect(observed({ tags: new Set([name]) }, { parameters: { tags: refused } })).rejects.toBe(thrown);
  });
});
