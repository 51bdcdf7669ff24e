import { describe, expect, test } from 'vitest';
import { contest } from '../../../lambdas/core/contest.ts';
import type { Deployment } from '../../../lambdas/core/deployment.ts';
import type { PoolRequest } from '../../../lambdas/core/request.ts';
import type { UserPool } from '../../../lambdas/core/user-pool.ts';
import { Look, type World } from '../../../lambdas/core/world.ts';
import {
  claim,
  client,
  clientRequest,
  credentials,
  deployment,
  document,
  idOf,
  ownerTag,
  pool,
  poolId,
  poolRequest,
  world,
} from './builders.ts';
import { confidential, drive, model, nameOf, type Stated } from './model-world.ts';

/** The table above contest.ts: “orders” claims a place where the client “rival” stands. */
const otherId = 'eu-west-1_Zz9yXx8wW';
const parameter = '/apis/orders';
const named = { 'ssm-sync:orders': parameter };
const rivalStands = { [parameter]: document(credentials('rival')) };
const free = 'update orders';
const refused = {
  code: 'call-refused',
  operation: 'DescribeUserPool',
  error: 'AccessDeniedException',
  requestId: 'request-1',
} as const;

/** The rival's pool, with what its tags and difference say; nobody is declared in it. */
function rivals(difference: Partial<UserPool> = {}, clients = [client('rival')]): OtherPool {
  return { pool: pool({ id: otherId, name: 'others', tags: {}, ...difference }), clients };
}

const stated = (difference: Stated): Model =>
  model({ tags: named, clients: [confidential('orders')], parameters: rivalStands, ...difference });
type Model = ReturnType<typeof model>;
type OtherPool = Model['otherPools'][number];

/** What became of “orders”, and what was looked at to tell it besides the pool's own listing and parameter. */
function judged(
  difference: Stated,
  where: Deployment = deployment(),
  request: PoolRequest = poolRequest(),
): readonly [string, ...(readonly string[])] {
  const { plan, looks } = drive(request, stated(difference), where);
  const targets = [...plan.parameters.flatMap(({ targets }) => targets), ...plan.lost];
  const [target] = targets.filter(({ claim }) => claim.client.id === idOf('orders'));
  const contested = looks.flat().filter((look) => /^(tags|pool|client rival of)/.test(look));
  return [`${target?.finding?.code ?? target?.action} ${nameOf(target?.claim.client.id ?? '')}`, ...contested];
}

const tagged = (tags: Readonly<Record<string, string>>): Stated => ({ tagged: { [parameter]: tags } });
const theirs = (deploymentName = 'test'): Stated => tagged(ownerTag('rival', { userPoolId: otherId, deploymentName }));
const tags = `tags ${parameter}`;
const thePool = `pool ${otherId}`;
const theRival = `client rival of ${otherId}`;

describe('where a client of the pool stands that does not claim the place', () => {
  const clients = [confidential('orders'), confidential('rival')];

  test.each<[string, Stated, readonly string[]]>([
    [
      'it is free if a tag leads that one elsewhere',
      { tags: { ...named, 'ssm-sync:rival': '/apis/rival' } },
      [free, tags],
    ],
    ['it is free if a tag leaves that one out', { tags: { ...named, 'ssm-sync:rival': 'none' } }, [free, tags]],
    ['it is free if a tag about that one is at fault', { tags: { ...named, 'ssm-sync:rival': '?' } }, [free, tags]],
    [
      'it is free if the pattern covers that one',
      { tags: { ...named, 'ssm-sync': '/apis/:clientName' } },
      [free, tags],
    ],
    ['it is free if we gave it to that one: its declaration is gone', tagged(ownerTag('rival')), [free, tags]],
    [
      'it is another deployment’s if that gave it to that one',
      tagged(ownerTag('rival', { deploymentName: 'blue' })),
      ['place-occupied orders', tags],
    ],
    [
      'it is another deployment’s if that gave it to that one, though a tag of ours leads that one elsewhere',
      { tags: { ...named, 'ssm-sync:rival': '/apis/rival' }, ...tagged(ownerTag('rival', { deploymentName: 'blue' })) },
      ['place-occupied orders', tags],
    ],
    ['it is somebody’s without an owner tag', {}, ['place-occupied orders', tags]],
    ['it is somebody’s if the tag names another', tagged(ownerTag('orders')), ['place-occupied orders', tags]],
    ['it is somebody’s if the tag names that one in another pool', theirs(), ['place-occupied orders', tags]],
    [
      'it is somebody’s if only another place is that one’s',
      tagged(ownerTag('rival', { place: 'x' })),
      ['place-occupied orders', tags],
    ],
    ['it waits if the tags could not be read', { failing: [`tags ${parameter}`] }, ['call-failed orders', tags]],
  ])('%s', (_, difference, outcome) => {
    expect(judged({ clients, ...difference })).toEqual(outcome);
  });

  test('who it is, and of which pool, is told', () => {
    const { plan } = drive(poolRequest(), stated({ clients }));
    expect(plan.parameters).toEqual([]);
    expect(plan.lost).toEqual([
      {
        claim: expect.objectContaining({ parameter, place: ['auth', 'cognito'] }),
        action: 'blocked',
        reasons: [],
        notes: [],
        finding: {
          code: 'place-occupied',
          parameter,
          place: 'auth.cognito',
          holder: idOf('rival'),
          userPoolId: poolId,
        },
      },
    ]);
  });

  test('what could not be read is told once', () => {
    const { plan } = drive(poolRequest(), stated({ clients, failing: [`tags ${parameter}`] }));
    expect(plan.lost).toMatchObject([{ action: 'failed', finding: { operation: 'ListTagsForResource' } }]);
    expect(plan.failures).toEqual([]);
  });
});

describe('where nobody of the pool stands', () => {
  test.each<[string, Stated, readonly string[]]>([
    ['it is free without an owner tag', {}, [free, tags]],
    ['it is free if the tag makes no sense', tagged({ 'ssm-sync:owner:auth.cognito': 'rival' }), [free, tags]],
    [
      'it is free if the tag names another',
      { ...tagged(ownerTag('third', { userPoolId: otherId })), otherPools: [rivals()] },
      [free, tags],
    ],
    ['it is free if the tag names that one in this pool: it is gone', tagged(ownerTag('rival')), [free, tags]],
    [
      'it is free for what a stranger registered here stands there',
      { clients: [confidential('orders'), confidential('rival', { dynamic: true })] },
      [free, tags],
    ],
    ['it waits if the tags could not be read', { failing: [`tags ${parameter}`] }, ['call-failed orders', tags]],
  ])('%s', (_, difference, outcome) => {
    expect(judged(difference)).toEqual(outcome);
  });

  test.each([
    ['nothing is asked if what stands there can be nobody’s id', 'nobody yet!'],
    ['nothing is asked if the client stands there itself', idOf('orders')],
  ])('%s', (_, clientId) => {
    const parameters = { [parameter]: document({ ...credentials('orders'), url: 'https://old.example', clientId }) };
    expect(judged({ parameters, ...theirs() })).toEqual([free]);
  });

  test('nothing is asked if nothing stands there', () => {
    expect(judged({ parameters: { [parameter]: '{}' }, ...theirs() })).toEqual([free]);
  });
});

describe('where a client of another pool stands to which this deployment gave the place', () => {
  const declared = (declaration: Readonly<Record<string, string>>, clients = [client('rival')]): Stated => ({
    ...theirs(),
    otherPools: [rivals({ tags: declaration }, clients)],
  });
  const elsewhere = { 'ssm-sync:other': '/apis/other' };

  test.each<[string, Stated, readonly string[]]>([
    ['it is free if that pool is gone', theirs(), [free, tags, thePool]],
    ['it is free if that pool declares nothing at all', declared({ team: 'a' }), [free, tags, thePool]],
    ['it is free if that client is gone', declared(elsewhere, []), [free, tags, thePool, theRival]],
    ['it is free if no declaration is about that client', declared(elsewhere), [free, tags, thePool, theRival]],
    [
      'it is free if that client claims another parameter',
      declared({ 'ssm-sync:rival': '/apis/rival' }),
      [free, tags, thePool, theRival],
    ],
    [
      'it is free if that client claims another place of the parameter',
      declared({ 'ssm-sync:rival': `${parameter}@x` }),
      [free, tags, thePool, theRival],
    ],
    [
      'it is free if that client was registered by a stranger',
      declared({ 'ssm-sync': parameter }, [client('rival', { dynamic: true })]),
      [free, tags, thePool, theRival],
    ],
    [
      'it is that client’s if a tag gives it the place',
      declared({ ...elsewhere, 'ssm-sync:rival': `/apis/rival ${parameter}@x ${parameter}` }),
      ['claimed-by-another-client orders', tags, thePool, theRival],
    ],
    [
      'it is that client’s if the pattern gives it the place',
      declared({ 'ssm-sync': '/apis/orders' }),
      ['claimed-by-another-client orders', tags, thePool, theRival],
    ],
    [
      'it waits if that pool could not be read',
      { ...declared(named), failing: [thePool] },
      ['call-failed orders', tags, thePool],
    ],
    [
      'it waits if that client could not be read',
      { ...declared(named), failing: [theRival] },
      ['call-failed orders', tags, thePool, theRival],
    ],
  ])('%s', (_, difference, outcome) => {
    expect(judged(difference)).toEqual(outcome);
  });

  test('who has it is told with its pool', () => {
    const { plan } = drive(poolRequest(), stated(declared({ 'ssm-sync:rival': parameter })));
    expect(plan.lost).toMatchObject([
      {
        action: 'rejected',
        finding: {
          code: 'claimed-by-another-client',
          parameter,
          place: 'auth.cognito',
          holder: `${idOf('rival')} of pool ${otherId}`,
        },
      },
    ]);
  });

  test.each<[string, Partial<World>]>([
    ['that pool', { otherPools: new Map([[otherId, refused]]) }],
    [
      'that client',
      {
        otherPools: new Map([[otherId, pool({ id: otherId, tags: { 'ssm-sync:rival': parameter } })]]),
        otherClients: new Map([[`${otherId} ${idOf('rival')}`, refused]]),
      },
    ],
  ])('it is somebody’s if %s may not be read', (_, seen) => {
    const owner = new Map(Object.entries(ownerTag('rival', { userPoolId: otherId })));
    const look = new Look(world({ listed: [], tags: new Map([[parameter, owner]]), ...seen }));
    const claimant = { claim: claim('orders'), standing: { id: idOf('rival') } };
    expect(contest(claimant, [], look, deployment())).toEqual({
      code: 'place-occupied',
      parameter,
      place: 'auth.cognito',
      holder: idOf('rival'),
      userPoolId: otherId,
    });
  });

  test('it is somebody’s if that pool is none that this deployment looks at, which it does not', () => {
    const where = deployment({ userPools: [poolId] });
    expect(judged(declared({ 'ssm-sync:rival': parameter }), where)).toEqual(['place-occupied orders', tags]);
  });

  test('it is free if that pool may not be written there: its claim is none', () => {
    const where = deployment({ targets: [{ prefix: '/apis/', pools: [poolId] }] });
    const [outcome] = judged(declared({ 'ssm-sync:rival': parameter }), where);
    expect(outcome).toBe(free);
  });
});

describe('where a client of another pool stands to which another deployment gave the place', () => {
  const other = (difference: Stated): Stated => ({ ...theirs('blue'), ...difference });

  test.each<[string, Stated, readonly string[]]>([
    ['it is free if that pool is gone', other({}), [free, tags, thePool]],
    ['it is free if that client is gone', other({ otherPools: [rivals({}, [])] }), [free, tags, thePool, theRival]],
    [
      'it is that one’s while it lives, whatever its pool’s tags say: they are not ours to judge',
      other({ otherPools: [rivals({})] }),
      ['place-occupied orders', tags, thePool, theRival],
    ],
    [
      'it is that one’s too where our own tags would give it the place',
      other({ otherPools: [rivals({ tags: { 'ssm-sync:rival': parameter } })] }),
      ['place-occupied orders', tags, thePool, theRival],
    ],
  ])('%s', (_, difference, outcome) => {
    expect(judged(difference)).toEqual(outcome);
  });

  test('of which pool is told', () => {
    const { plan } = drive(poolRequest(), stated(other({ otherPools: [rivals()] })));
    expect(plan.lost).toMatchObject([
      { action: 'blocked', finding: { code: 'place-occupied', holder: idOf('rival'), userPoolId: otherId } },
    ]);
  });
});

describe('the rest of a large pool, whose clients are not listed,', () => {
  const rest = clientRequest(['orders'], { settled: true });
  const clients = [confidential('orders'), confidential('rival')];

  test.each<[string, Stated, readonly string[]]>([
    ['finds who stands in a newcomer’s way by its id', { clients }, ['place-occupied orders', tags]],
    ['takes the place of one that is gone', {}, [free, tags]],
    [
      'takes the place of one that is declared elsewhere',
      { clients, tags: { ...named, 'ssm-sync:rival': '/apis/rival' } },
      [free, tags],
    ],
    [
      'takes the place of what a stranger registered',
      { clients: [confidential('orders'), confidential('rival', { dynamic: true })] },
      [free, tags],
    ],
    [
      'waits if the one in the way could not be looked at: it may still have the place',
      { clients, failing: ['client rival'], tags: { ...named, 'ssm-sync': '/apis/:clientName' } },
      ['call-failed orders'],
    ],
  ])('%s', (_, difference, outcome) => {
    expect(judged(difference, deployment(), rest)).toEqual(outcome);
  });
});
