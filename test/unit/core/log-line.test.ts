import { expect, test } from 'vitest';
import { sentence } from '../../../lambdas/core/findings.ts';
import { lineOf, wordsOf } from '../../../lambdas/core/log-line.ts';
import type { Outcome } from '../../../lambdas/core/report.ts';
import { idOf } from './builders.ts';

const unreadable = { code: 'secret-unreadable', client: idOf('orders') } as const;
const noDomain = { code: 'no-domain', userPoolId: 'p' } as const;
const outcome: Outcome = {
  action: 'update',
  code: 'updated',
  clientId: idOf('orders'),
  clientName: 'orders',
  parameter: '/apis/orders',
  place: 'auth.cognito',
  reasons: ['url'],
  notes: [],
};

test('a line has the fields of the contract, and of notes the codes', () => {
  expect(lineOf({ ...outcome, notes: [noDomain, unreadable], finding: unreadable })).toEqual({
    code: 'updated',
    clientId: idOf('orders'),
    clientName: 'orders',
    parameter: '/apis/orders',
    place: 'auth.cognito',
    action: 'update',
    reasons: ['url'],
    notes: ['no-domain', 'secret-unreadable'],
  });
});

test.each<[string, Partial<Outcome>, string]>([
  ['the code, where nothing has to be explained', {}, 'auth.cognito of /apis/orders: updated'],
  ['the notes', { notes: [noDomain, unreadable] }, `${sentence(noDomain)} ${sentence(unreadable)}`],
  ['the finding alone, where there is one', { notes: [noDomain], finding: unreadable }, sentence(unreadable)],
])('the words of an outcome are %s', (_, difference, words) => {
  expect(wordsOf({ ...outcome, ...difference })).toBe(words);
});
