import { describe, expect, test } from 'vitest';
import { type ClientSight, isClient, isFailure, isKnownPublic, Look, type Needs } from '../../../lambdas/core/world.ts';
import { absent, callFailed, claim, client, idOf, withoutSecret, world } from './builders.ts';

const failure = callFailed('DescribeUserPoolClient');

describe('what describing a client gave', () => {
  test.each<[string, ClientSight | undefined, boolean, boolean]>([
    ['is a client', client('orders'), true, false],
    ['is a failure', failure, false, true],
    ['is neither where there is no such client', 'missing', false, false],
    ['is neither where it was not looked at', undefined, false, false],
  ])('%s', (_, sight, aClient, aFailure) => {
    expect([isClient(sight), isFailure(sight)]).toEqual([aClient, aFailure]);
  });
});

describe('a client is known to be public', () => {
  const seen = (sight: ClientSight, count: number): ReturnType<typeof world> =>
    world({ described: new Map([[idOf('orders'), sight]]), secretCounts: new Map([[idOf('orders'), count]]) });

  test.each<[string, ReturnType<typeof world>, boolean]>([
    ['where it shows no secret and has none', seen(withoutSecret('orders'), 0), true],
    ['not where it has some', seen(withoutSecret('orders'), 1), false],
    ['not where it shows one', seen(client('orders'), 0), false],
    ['not where it is missing', seen('missing', 0), false],
    ['not where it was not looked at', world(), false],
  ])('%s', (_, where, known) => {
    expect(isKnownPublic(claim('orders'), where)).toBe(known);
  });
});

describe('a look', () => {
  const owner = { userPoolId: 'p_1', clientId: 'a', deployment: 'test' };
  const nothing: Needs = {
    listing: false,
    clients: new Set(),
    secretCounts: new Set(),
    parameters: new Set(),
    metadata: new Set(),
    tags: new Set(),
    otherPools: new Set(),
    otherClients: new Map(),
  };

  test.each<[string, (look: Look) => unknown, Partial<Needs>]>([
    ['the listing', (look) => look.listed(), { listing: true }],
    ['a client', (look) => look.client('a'), { clients: new Set(['a']) }],
    ['a secret count', (look) => look.secretCount('a'), { secretCounts: new Set(['a']) }],
    ['a parameter', (look) => look.parameter('/a'), { parameters: new Set(['/a']) }],
    ['metadata', (look) => look.metadataOf('/a'), { metadata: new Set(['/a']) }],
    ['the tags of a parameter', (look) => look.tagsOf('/a'), { tags: new Set(['/a']) }],
    ['another pool', (look) => look.otherPool('p_1'), { otherPools: new Set(['p_1']) }],
    ['a client of another pool', (look) => look.otherClient(owner), { otherClients: new Map([['p_1 a', owner]]) }],
    ['a client whose secrets matter', (look) => look.secrets('a'), { clients: new Set(['a']) }],
  ])('that asks for %s in vain remembers it', (_, ask, needs) => {
    const look = new Look(world());
    expect(look.inVain).toBe(false);
    expect(ask(look)).toBeUndefined();
    expect(look).toMatchObject({ ...nothing, ...needs });
    expect(look.inVain).toBe(true);
  });

  test('gives what was seen, and then nothing is needed', () => {
    const seen = world({
      listed: [],
      described: new Map([['a', client('a')]]),
      secretCounts: new Map([['a', 0]]),
      parameters: new Map([['/a', absent]]),
      metadata: new Map([['/a', { tier: 'Standard' }]]),
    });
    const look = new Look(seen);
    expect(look.listed()).toEqual([]);
    expect(look.client('a')).toBe(seen.described.get('a'));
    expect(look.secretCount('a')).toBe(0);
    expect(look.parameter('/a')).toBe(absent);
    expect(look.metadataOf('/a')).toEqual({ tier: 'Standard' });
    expect(look.inVain).toBe(false);
    expect(look).toMatchObject(nothing);
  });

  test('still needs what it once asked for in vain after it was given something else', () => {
    const look = new Look(world({ parameters: new Map([['/a', absent]]) }));
    look.listed();
    look.parameter('/a');
    look.listed();
    expect(look.listing).toBe(true);
  });

  test.each<[string, ClientSight, readonly string[]]>([
    ['asks for the count where Cognito shows none', withoutSecret('a'), ['a']],
    ['asks for no count where it shows one', client('a'), []],
    ['asks for no count where the client is missing', 'missing', []],
    ['asks for no count where describing failed', failure, []],
  ])('for secrets %s', (_, sight, counts) => {
    const look = new Look(world({ described: new Map([['a', sight]]) }));
    look.secrets('a');
    expect([...look.secretCounts]).toEqual(counts);
    expect([...look.clients]).toEqual([]);
  });
});
