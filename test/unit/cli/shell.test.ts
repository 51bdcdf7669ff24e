import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shellWord } from '../../../lambdas/cli/shell.ts';
import { hcl } from '../../../lambdas/cli/template.ts';

/** What a shell reads in these words. */
function read(words: readonly string[]): readonly string[] {
  const script = `printf '%s\\0' ${words.map(shellWord).join(' ')}`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

describe('a word for a shell', () => {
  test('is read back as it was, whatever is in it', () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0')),
      fc.string({ unit: fc.constantFrom("'", '"', '\\', '$', '`', ' ', '\n', '!', '{', '}', '~', '*', '=', '#', 'a') }),
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 20, maxLength: 100 }), (words) => {
        expect(read(words)).toEqual(words);
      }),
      { numRuns: 20 },
    );
  });

  test('stays bare where nothing in it is special', () => {
    expect(['orders', '/layered-apis/orders@auth.machine', 'eu-west-1_AbCdEfGhI'].map(shellWord)).toEqual([
      'orders',
      '/layered-apis/orders@auth.machine',
      'eu-west-1_AbCdEfGhI',
    ]);
    expect(['', 'Partner portal', "it's", '*', '=a', '~'].map(shellWord)).toEqual([
      "''",
      "'Partner portal'",
      "'it'\\''s'",
      "'*'",
      "'=a'",
      "'~'",
    ]);
  });
});

test('a string of Terraform begins no template', () => {
  expect(hcl(`/x/\${a}/%{b}/"$"`)).toBe('"/x/$${a}/%%{b}/\\"$\\""');
});
