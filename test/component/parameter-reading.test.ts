import { describe, expect, test } from 'vitest';
import type { ParameterSight } from '../../lambdas/core/parameter.ts';
import { AwsError, type Operation } from '../local-aws/service.ts';
import { putParameter } from './arrangement.ts';
import { createEmbeddedAws, type EmbeddedAws } from './embedded-aws.ts';

const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `/apis/p${index}`);

/** Creates them all, each with its own name as its value. */
async function createAll(aws: EmbeddedAws, created: readonly string[]): Promise<void> {
  for (const name of created) await putParameter(aws, name, { Value: name });
}

/** What a sight shows, in a word. */
function word(sight: ParameterSight | undefined): string {
  if (sight?.kind === 'present') return sight.parameter.value.reveal();
  return sight?.kind === 'unreadable' ? sight.finding.code : (sight?.kind ?? 'nothing');
}

async function wordsOf(aws: EmbeddedAws, asked: readonly string[]): Promise<Record<string, string>> {
  const sights = await aws.finish(aws.parameters.read(asked));
  return Object.fromEntries([...sights].map(([name, sight]) => [name, word(sight)]));
}

describe('reading parameters', () => {
  test('is by tens, and sees every one that is there', async () => {
    const aws = createEmbeddedAws();
    await createAll(aws, names(23));
    expect(await wordsOf(aws, [...names(23), '/apis/none'])).toEqual({
      ...Object.fromEntries(names(23).map((name) => [name, name])),
      '/apis/none': 'absent',
    });
    expect(aws.dispatcher.calls.map(({ about }) => (Array.isArray(about.Names) ? about.Names.length : 0))).toEqual([
      10, 10, 4,
    ]);
  });

  test('shows version, type, data type and the decrypted value', async () => {
    const aws = createEmbeddedAws();
    await putParameter(aws, '/apis/a', { Value: '{}', DataType: 'json', Tier: 'Advanced' });
    await putParameter(aws, '/apis/a', { Value: '{"a":1}', Overwrite: true });
    await putParameter(aws, '/apis/b', { Value: 'plain', Type: 'String' });
    const sights = await aws.finish(aws.parameters.read(['/apis/a', '/apis/b']));
    expect(sights.get('/apis/a')).toMatchObject({
      kind: 'present',
      parameter: { version: 2, type: 'SecureString', dataType: 'json' },
    });
    expect(word(sights.get('/apis/a'))).toBe('{"a":1}');
    expect(sights.get('/apis/b')).toMatchObject({ kind: 'present', parameter: { version: 1, type: 'String' } });
  });

  test('of nothing calls nobody', async () => {
    const aws = createEmbeddedAws();
    expect(await wordsOf(aws, [])).toEqual({});
    expect(aws.dispatcher.calls).toEqual([]);
  });

  test.each(['orders', '/orders'])('finds a name of one level, created as %s, under its slash', async (created) => {
    const aws = createEmbeddedAws();
    await putParameter(aws, created, { Value: 'here' });
    expect(await wordsOf(aws, ['/orders', '/apis/none'])).toEqual({ '/orders': 'here', '/apis/none': 'absent' });
  });

  test('knows a missing name of one level whichever way AWS spells it', async () => {
    const aws = createEmbeddedAws();
    aws.amend(aws.parameterStore, 'GetParameters', () => () => ({ Parameters: [], InvalidParameters: ['orders'] }));
    expect(await wordsOf(aws, ['/orders'])).toEqual({ '/orders': 'absent' });
  });
});

describe('a parameter whose key is not open to us', () => {
  test.each([
    ['InvalidKeyId', 'key-unusable'],
    ['AccessDeniedException', 'call-refused'],
  ] as const)('fails alone: the other nine of its call are read (%s)', async (refusal, code) => {
    const aws = createEmbeddedAws({ switches: { undecryptable: 'fails-the-call' } });
    await createAll(aws, names(9));
    await putParameter(aws, '/apis/locked', { KeyId: 'alias/theirs' });
    aws.parameterStore.denyKey('alias/theirs', refusal);
    expect(await wordsOf(aws, [...names(9), '/apis/locked'])).toEqual({
      ...Object.fromEntries(names(9).map((name) => [name, name])),
      '/apis/locked': code,
    });
    expect(aws.dispatcher.count('GetParameters')).toBe(11);
  });

  test('is named in the finding', async () => {
    const aws = createEmbeddedAws();
    await putParameter(aws, '/apis/locked', { KeyId: 'alias/theirs' });
    aws.parameterStore.denyKey('alias/theirs');
    const sights = await aws.finish(aws.parameters.read(['/apis/locked', '/apis/none']));
    expect(sights.get('/apis/locked')).toEqual({
      kind: 'unreadable',
      finding: { code: 'key-unusable', parameter: '/apis/locked', operation: 'GetParameters' },
    });
    expect(sights.get('/apis/none')).toEqual({ kind: 'absent' });
  });

  test('may be reported as missing, and nothing else is harmed by that', async () => {
    const aws = createEmbeddedAws({ switches: { undecryptable: 'reported-invalid' } });
    await createAll(aws, names(9));
    await putParameter(aws, '/apis/locked', { KeyId: 'alias/theirs' });
    aws.parameterStore.denyKey('alias/theirs');
    expect(await wordsOf(aws, [...names(9), '/apis/locked'])).toEqual({
      ...Object.fromEntries(names(9).map((name) => [name, name])),
      '/apis/locked': 'absent',
    });
  });
});

describe('a read that fails', () => {
  test('for a while fails all ten, retryably and without asking for each; other tens are read', async () => {
    const aws = createEmbeddedAws();
    await createAll(aws, names(14));
    aws.amend(aws.parameterStore, 'GetParameters', failingFor('/apis/p3', 'InternalServerError', 500));
    const words = await wordsOf(aws, names(14));
    expect(Object.values(words)).toEqual([
      ...names(10).map(() => 'call-failed'),
      '/apis/p10',
      '/apis/p11',
      '/apis/p12',
      '/apis/p13',
    ]);
    // Four attempts of the SDK at the first ten, one at the rest.
    expect(aws.dispatcher.count('GetParameters')).toBe(5);
  });

  test('because one name is not ours to read fails that name only', async () => {
    const aws = createEmbeddedAws();
    await createAll(aws, names(3));
    aws.amend(aws.parameterStore, 'GetParameters', failingFor('/apis/p1', 'AccessDeniedException', 400));
    expect(await wordsOf(aws, names(3))).toEqual({
      '/apis/p0': '/apis/p0',
      '/apis/p1': 'call-refused',
      '/apis/p2': '/apis/p2',
    });
  });

  test('at the deadline is out of time, never absent', async () => {
    const aws = createEmbeddedAws({ signal: AbortSignal.abort() });
    expect(await wordsOf(aws, ['/apis/a', '/apis/b'])).toEqual({ '/apis/a': 'out-of-time', '/apis/b': 'out-of-time' });
    expect(aws.dispatcher.calls).toEqual([]);
  });

  test.each([
    ['leaves a name out', { Parameters: [], InvalidParameters: [] }],
    ['has no members', {}],
    ['names another', { Parameters: [{ Name: '/apis/ab', Value: 'x' }], InvalidParameters: ['/apis/aa'] }],
  ])('is an answer that %s: unreadable, never absent', async (_, answer) => {
    const aws = createEmbeddedAws();
    aws.amend(aws.parameterStore, 'GetParameters', () => () => answer);
    const sights = await aws.finish(aws.parameters.read(['/apis/a']));
    expect(sights.get('/apis/a')).toEqual({
      kind: 'unreadable',
      finding: { code: 'call-failed', operation: 'GetParameters', error: 'IncompleteAnswer', requestId: 'none' },
    });
    expect(sights.size).toBe(1);
  });
});

/** Every call that asks for this name fails. */
function failingFor(name: string, code: string, status: number): (original: Operation) => Operation {
  return (original) => (input, call) => {
    if (Array.isArray(input.Names) && input.Names.includes(name)) throw new AwsError(code, 'refused', status);
    return original(input, call);
  };
}
