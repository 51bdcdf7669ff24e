import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../lambdas/core/findings.ts';
import { mustRetry, type Outcome, sequel } from '../../../lambdas/core/report.ts';
import { parseRequest } from '../../../lambdas/core/request.ts';
import { clientRequest, idOf, poolId, poolRequest } from './builders.ts';

const parameter = '/apis/orders';
const labelled = { code: 'version-label-full', parameter } as const;
const moved = { code: 'moved', parameter, found: 'somebody created it first' } as const;
const twice = { code: 'claimed-twice', parameter, place: 'auth.cognito', count: 2, clients: [idOf('orders')] } as const;

describe('a message is handed back', () => {
  const report = (findings: readonly (Finding | undefined)[]): Parameters<typeof mustRetry>[0] => ({
    request: poolRequest(),
    state: 'done',
    outcomes: findings.map(
      (finding): Outcome => ({ action: 'none', code: 'in-sync', reasons: [], notes: [], ...(finding && { finding }) }),
    ),
    deferred: [],
    unowned: new Set(),
  });

  test.each<[string, readonly (Finding | undefined)[], boolean]>([
    ['where one outcome of several can be mended by trying again', [undefined, twice, moved], true],
    ['not where none can', [undefined, twice, labelled], false],
    ['not where nothing came of the pass', [], false],
  ])('%s', (_, findings, handedBack) => {
    expect(mustRetry(report(findings))).toBe(handedBack);
  });
});

describe('what a pass left over', () => {
  const at = '2026-11-20T10:00:00Z';
  const left = (
    deferred: readonly (readonly string[])[],
    sweep?: string,
    unowned: readonly string[] = [],
  ): ReturnType<typeof sequel> => {
    const request = poolRequest({ at, ...(sweep !== undefined && { sweep }) });
    return sequel({ request, state: 'done', outcomes: [], deferred, unowned: new Set(unowned) }, 'origin-1');
  };
  const body = (clientIds: readonly string[], following = 0): object => ({
    v: 1,
    kind: 'clients',
    userPoolId: poolId,
    clientIds,
    at,
    settled: true,
    following,
  });

  test('is carried on by a settled message for each pack, named by its origin and number, which says how many come after it', () => {
    expect(left([['a', 'b'], ['c']])).toStrictEqual([
      { id: `origin-1.${poolId}.0`, body: body(['a', 'b'], 1) },
      { id: `origin-1.${poolId}.1`, body: body(['c']) },
    ]);
  });

  test('belongs to the sweep that the pass belongs to', () => {
    expect(left([['a']], '2026-11-20T10:00:00Z')).toMatchObject([
      { body: { ...body(['a']), sweep: '2026-11-20T10:00:00Z' } },
    ]);
  });

  test('is asked for in words that are understood', () => {
    const [message] = left([[idOf('a')]], '2026-11-20T10:00:00Z');
    expect(parseRequest(JSON.stringify(message?.body))).toEqual(
      clientRequest(['a'], { settled: true, following: 0, at, sweep: '2026-11-20T10:00:00Z' }),
    );
  });

  test('names in each pack those whose places are not known as theirs, and them alone', () => {
    const messages = left([['a', 'b'], ['c'], ['d']], undefined, ['b', 'd', 'e']);
    expect(messages.map(({ body }) => body)).toStrictEqual([
      { ...body(['a', 'b'], 2), unowned: ['b'] },
      body(['c'], 1),
      { ...body(['d']), unowned: ['d'] },
    ]);
    const [message] = messages;
    expect(parseRequest(JSON.stringify(message?.body))).toMatchObject({ clientIds: ['a', 'b'], unowned: ['b'] });
  });

  test('is no message where nothing was', () => {
    expect(left([])).toEqual([]);
  });
});
