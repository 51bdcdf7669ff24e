import { describe, expect, test } from 'vitest';
import { obsolete, unlisted } from './audit.ts';
import type { Finding } from './comparison.ts';
import type { Difference } from './difference.ts';

const finding: Finding = {
  at: 'paths: one level',
  operation: 'GetParametersByPath',
  path: 'Parameters.2.Value',
  ours: '"a long text"',
  moto: 'absent',
};
const saying = {
  paths: ['Parameters.*.Value'],
  ours: '"a long text"',
  moto: 'absent',
  right: 'ours',
  why: 'it says so',
} as const;
const difference: Difference = { ...saying, steps: ['paths: one level'] };
const byOperation: Difference = { ...saying, operations: ['GetParametersByPath'] };

describe('the audit', () => {
  test.each<[string, Difference]>([
    ['its step', difference],
    ['its operation', byOperation],
    ['a text cut short', { ...difference, ours: '"a …"' }],
    ['a text cut short twice', { ...difference, ours: '…long…xt"' }],
    ['any text', { ...difference, ours: '…' }],
  ])('finds nothing to say of a difference that is listed by %s', (_, listed) => {
    expect(unlisted([finding], [listed])).toEqual([]);
    expect(obsolete([finding], [listed])).toEqual([]);
  });

  test.each<[string, Partial<Difference>]>([
    ['at another step', { steps: ['paths: the root'] }],
    ['at another path', { paths: ['Parameters.2.Name'] }],
    ['at a path above', { paths: ['Parameters.*'] }],
    ['with another text of ours', { ours: '"a text"' }],
    ['with another text of moto', { moto: '[]' }],
    ['with a beginning that is another', { ours: '"the …' }],
    ['with an end that is another', { ours: '…word"' }],
    ['with parts in another order', { ours: '…text…long…' }],
    ['with parts that share a letter', { ours: '"a long text…t"' }],
  ])('tells a difference that is listed %s', (_, other) => {
    const listed = [{ ...difference, ...other } as Difference];
    expect(unlisted([finding], listed)).toEqual([finding]);
    expect(obsolete([finding], listed)).not.toEqual([]);
  });

  test('tells each step, operation and path of a listed difference that shows none', () => {
    const wide: Difference = {
      ...difference,
      steps: ['paths: one level', 'paths: the root'],
      paths: ['*.*.Value', 'Page'],
    };
    expect(obsolete([finding], [wide])).toEqual([
      'paths: the root no longer shows: it says so',
      'Page no longer shows: it says so',
    ]);
    const operations: Difference = { ...byOperation, operations: ['GetParametersByPath', 'GetParameter'] };
    expect(obsolete([finding], [operations])).toEqual(['GetParameter no longer shows: it says so']);
  });
});
