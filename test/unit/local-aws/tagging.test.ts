import { describe, expect, test } from 'vitest';
import { AwsError, type Json } from '../../local-aws/service.ts';
import { createTagging } from '../../local-aws/tagging.ts';

const site = { partition: 'aws', region: 'eu-west-1', account: '123456789012' };
const caller = { accessKeyId: 'AKIDLOCAL', arn: 'arn:aws:iam::123456789012:user/tester' };
const pool = 'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI';
const parameter = 'arn:aws:ssm:eu-west-1:123456789012:parameter/a';
const day = 24 * 3_600_000;

function createFixture(options: { lag?: number; pages?: 'sparse' | 'full' } = {}) {
  let now = Date.UTC(2026, 10, 20, 10);
  let lag = options.lag ?? 0;
  const tagging = createTagging({
    site,
    now: () => now,
    lagMilliseconds: () => lag,
    ...(options.pages === undefined ? {} : { pages: options.pages }),
  });

  async function call(input: Json): Promise<Json> {
    const run = tagging.operations.GetResources;
    if (run === undefined) throw new Error('no GetResources');
    return run(input, { operation: 'GetResources', caller, requestId: 'request', at: now });
  }

  async function outcome(input: Json): Promise<string> {
    try {
      await call(input);
      return 'done';
    } catch (error) {
      if (error instanceof AwsError) return error.code;
      throw error;
    }
  }

  /** Every resource of every page, in the order in which they came, and the sizes of the pages. */
  async function read(input: Json = {}): Promise<{ arns: string[]; tags: unknown[]; sizes: number[] }> {
    const all = { arns: [] as string[], tags: [] as unknown[], sizes: [] as number[] };
    let token: unknown;
    do {
      const page = await call(token === undefined ? input : { ...input, PaginationToken: token });
      const list = Array.isArray(page.ResourceTagMappingList) ? page.ResourceTagMappingList : [];
      all.arns.push(...list.map(({ ResourceARN }) => ResourceARN));
      all.tags.push(...list.map(({ Tags }) => Tags));
      all.sizes.push(list.length);
      token = page.PaginationToken;
    } while (token !== '');
    return all;
  }

  return {
    tagging,
    call,
    outcome,
    read,
    advance(milliseconds: number) {
      now += milliseconds;
    },
    slow(milliseconds: number) {
      lag = milliseconds;
    },
  };
}

describe('what is listed', () => {
  test('a change shows after the lag, and not before', async () => {
    const { tagging, read, advance } = createFixture({ lag: 1000 });
    tagging.tagged(pool, { a: '1' });
    advance(999);
    expect((await read()).arns).toEqual([]);
    advance(1);
    expect(await read()).toMatchObject({ arns: [pool], tags: [[{ Key: 'a', Value: '1' }]] });
  });

  test('a quick change never shows before a slow one that came first', async () => {
    const { tagging, read, advance, slow } = createFixture({ lag: 1000 });
    tagging.tagged(pool, { a: '1' });
    slow(0);
    tagging.tagged(pool, { a: '2' });
    expect((await read()).arns).toEqual([]);
    advance(1000);
    expect((await read()).tags).toEqual([[{ Key: 'a', Value: '2' }]]);
  });

  test('a resource that lost its tags comes back without tags, one that never had any does not come at all', async () => {
    const { tagging, read } = createFixture();
    tagging.tagged(pool, { a: '1' });
    tagging.tagged(pool, {});
    tagging.tagged(parameter, {});
    expect(await read()).toMatchObject({ arns: [pool], tags: [[]] });
    expect((await read({ TagFilters: [{ Key: 'a' }] })).arns).toEqual([]);
  });

  test('a deleted user pool stays for thirty days, with the tags it had', async () => {
    const { tagging, read, advance } = createFixture();
    tagging.tagged(pool, { a: '1' });
    tagging.tagged(pool, undefined);
    advance(30 * day - 1);
    expect(await read({ TagFilters: [{ Key: 'a' }] })).toMatchObject({ arns: [pool] });
    advance(1);
    expect((await read()).arns).toEqual([]);
  });

  test('or until it is forgotten', async () => {
    const { tagging, read } = createFixture();
    tagging.tagged(pool, { a: '1' });
    tagging.tagged(pool, undefined);
    tagging.forget(pool);
    expect((await read()).arns).toEqual([]);
  });

  test('a deleted parameter goes', async () => {
    const { tagging, read } = createFixture();
    tagging.tagged(parameter, { a: '1' });
    tagging.tagged(parameter, undefined);
    expect((await read()).arns).toEqual([]);
  });
});

describe('filters', () => {
  test.each([
    [{}, [pool, parameter]],
    [{ ResourceTypeFilters: ['cognito-idp:userpool'] }, [pool]],
    [{ ResourceTypeFilters: ['ssm:parameter'] }, [parameter]],
    [{ ResourceTypeFilters: ['ssm', 'cognito-idp'] }, [pool, parameter]],
    [{ TagFilters: [{ Key: 'ssm-sync:orders' }] }, [pool]],
    [{ TagFilters: [{ Key: 'ssm-sync' }] }, []],
    [{ TagFilters: [{ Key: 'SSM-SYNC:orders' }] }, []],
    [{ TagFilters: [{ Key: 'toString' }] }, []],
    [{ TagFilters: [{ Key: 'team', Values: ['red', 'blue'] }] }, [pool, parameter]],
    [{ TagFilters: [{ Key: 'team', Values: ['red'] }] }, [parameter]],
    [{ TagFilters: [{ Key: 'team' }, { Key: 'ssm-sync:orders', Values: ['/a'] }] }, [pool]],
    [{ ResourceARNList: [parameter, 'arn:aws:ssm:eu-west-1:123456789012:parameter/none'] }, [parameter]],
  ])('%j finds %j', async (input, expected) => {
    const { tagging, read } = createFixture();
    tagging.tagged(pool, { 'ssm-sync:orders': '/a', team: 'blue' });
    tagging.tagged(parameter, { team: 'red' });
    expect((await read(input)).arns).toEqual(expected);
  });

  test.each([
    { ResourcesPerPage: 0 },
    { ResourcesPerPage: 101 },
    { ResourcesPerPage: '10' },
    { TagFilters: [{}] },
    { TagFilters: [{ Key: 'k', Values: Array.from({ length: 21 }, String) }] },
    { TagFilters: Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}` })) },
    { ResourceTypeFilters: 'ssm:parameter' },
    { ResourceARNList: [pool], ResourceTypeFilters: ['ssm'] },
    { PaginationToken: 'made up' },
  ])('%j is refused', async (input) => {
    expect(await createFixture().outcome(input)).toBe('InvalidParameterException');
  });
});

describe('pages', () => {
  const parameters = Array.from({ length: 5 }, (_, index) => `${parameter}${index}`);

  test('a page can be empty or short while it carries a token', async () => {
    const { tagging, read } = createFixture();
    for (const arn of [pool, ...parameters]) tagging.tagged(arn, { a: '1' });
    const found = await read({ ResourceTypeFilters: ['ssm:parameter'], ResourcesPerPage: 2 });
    expect(found).toMatchObject({ arns: parameters, sizes: [0, 1, 2, 2] });
  });

  test('unless pages are to be full of what there is', async () => {
    const { tagging, read } = createFixture({ pages: 'full' });
    for (const arn of parameters) tagging.tagged(arn, { a: '1' });
    expect((await read({ ResourcesPerPage: 2 })).sizes).toEqual([2, 2, 1]);
    expect((await read({ ResourcesPerPage: 100 })).sizes).toEqual([5]);
  });

  test('a token is good for fifteen minutes, and for its own query', async () => {
    const { tagging, call, outcome, advance } = createFixture();
    tagging.tagged(pool, { a: '1' });
    const { PaginationToken } = await call({});
    expect(await outcome({ PaginationToken, TagFilters: [{ Key: 'a' }] })).toBe('InvalidParameterException');
    advance(15 * 60_000 - 1);
    expect(await outcome({ PaginationToken })).toBe('done');
    advance(1);
    expect(await outcome({ PaginationToken })).toBe('PaginationTokenExpiredException');
  });
});
