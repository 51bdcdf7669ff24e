import { describe, expect, test } from 'vitest';
import {
  CallError,
  type Finding,
  type FindingCode,
  findingCodes,
  isBlock,
  isRetryable,
  sentence,
} from '../../../lambdas/core/findings.ts';

const tag = 'ssm-sync:orders';
const parameter = '/apis/orders';
const place = 'auth.cognito';
const client = 'client-1';
const left = { parameter, place, client, userPoolId: 'p_1' };
const call = { operation: 'PutParameter', error: 'InternalServerError', requestId: 'request-1' };

/** One finding of every code, and what its sentence tells people to do or expect. */
const samples: { readonly [Code in FindingCode]: readonly [Extract<Finding, { code: Code }>, string] } = {
  'tag-malformed': [{ code: 'tag-malformed', tag, found: 'it names no target', accepted: 'none' }, 'Accepted: none.'],
  'client-missing': [{ code: 'client-missing', tag, client }, 'Create it, correct the tag'],
  'client-dynamic': [{ code: 'client-dynamic', tag, client }, 'Remove the tag.'],
  'declared-twice': [{ code: 'declared-twice', tags: [tag, 'ssm-sync:x'], client }, 'Keep one of them'],
  'target-invalid': [
    { code: 'target-invalid', tag, target: '/x=', problem: 'is odd' },
    'A target is /path or /path@place',
  ],
  'target-not-allowed': [
    { code: 'target-not-allowed', tag, target: '/x/y', prefixes: ['/apis/', '/web/'] },
    'Move the target, or add its prefix to the deployment.',
  ],
  'claimed-twice': [
    { code: 'claimed-twice', parameter, place, count: 2, clients: [client, 'client-2'] },
    'Declare one of them by its id, or give each a target of its own.',
  ],
  'claimed-by-another-client': [
    { code: 'claimed-by-another-client', parameter, place, holder: client },
    'when that client is deleted or no longer declared there.',
  ],
  'places-overlap': [
    { code: 'places-overlap', parameter, places: ['auth', 'auth.url'] },
    'Give each client a place of its own.',
  ],
  'parameter-not-secure': [{ code: 'parameter-not-secure', parameter, type: 'StringList' }, 'Recreate it as one'],
  'document-invalid': [
    { code: 'document-invalid', parameter, problem: 'it is not JSON (line 1)' },
    'Correct the value by hand',
  ],
  'document-too-large': [
    { code: 'document-too-large', parameter, bytes: 4097, limit: 4096, tier: 'Standard' },
    'Shorten the document or move the parameter to the Advanced tier.',
  ],
  'secret-unreadable': [{ code: 'secret-unreadable', client }, 'put it there by hand or replace the client.'],
  'key-unusable': [{ code: 'key-unusable', parameter, operation: 'PutParameter' }, 'Restore the key, or name it'],
  'version-label-full': [{ code: 'version-label-full', parameter }, 'Move the label to a newer version.'],
  'parameter-pattern-mismatch': [{ code: 'parameter-pattern-mismatch', parameter }, 'Widen the pattern.'],
  'parameter-limit': [{ code: 'parameter-limit', parameter }, 'Delete parameters or raise the quota.'],
  'place-occupied': [
    { code: 'place-occupied', parameter, place, holder: client, userPoolId: 'p_1' },
    'Remove it there by hand, or point the tag elsewhere.',
  ],
  'pool-gone': [{ code: 'pool-gone', ...left }, 'Remove it by hand, or accept it'],
  'client-gone': [{ code: 'client-gone', ...left }, `cognito-ssm-sync release ${parameter}`],
  'declaration-gone': [{ code: 'declaration-gone', ...left }, 'Put the tag back'],
  'declaration-moved': [{ code: 'declaration-moved', ...left }, '--place auth.cognito'],
  'call-failed': [{ code: 'call-failed', ...call }, 'Trying again can mend it.'],
  'call-refused': [{ code: 'call-refused', ...call }, 'Check who may do it, and the configuration'],
  'out-of-time': [{ code: 'out-of-time', operation: 'GetParameters' }, 'Trying again can mend it.'],
  moved: [{ code: 'moved', parameter, found: 'it was deleted' }, 'It has to be looked at again.'],
  'lost-update': [{ code: 'lost-update', parameter, version: 3 }, 'compare them.'],
  'no-domain': [{ code: 'no-domain', userPoolId: 'eu-west-1_x' }, 'Give the pool a domain'],
  'secret-superseded': [{ code: 'secret-superseded', client }, 'The stored one is kept.'],
  'lost-update-repaired': [{ code: 'lost-update-repaired', parameter, version: 3 }, 'put back and merged into.'],
  'owner-untagged': [
    { code: 'owner-untagged', parameter, error: 'AccessDeniedException' },
    'Check the permission ssm:AddTagsToResource',
  ],
  recreated: [{ code: 'recreated', parameter }, 'remove the tag'],
};

const findings: readonly Finding[] = Object.values(samples).map(([finding]) => finding);

test('the sentence of a lost update names the versions that may be lost, where it is not sure which', () => {
  const lost = { code: 'lost-update', parameter, version: 3 } as const;
  expect(sentence(lost)).toMatch(/^Version 3 of \S+, another writer's, was overwritten, /);
  expect(sentence({ ...lost, upTo: 5 })).toMatch(
    /^Version 3 of \S+, another writer's, or one up to version 5 was overwritten, /,
  );
});

describe('the sentence of', () => {
  test.each(Object.values(samples).map(([finding, advice]) => [finding.code, finding, advice] as const))(
    '%s names the thing, what was found and what to do',
    (code, finding, advice) => {
      const text = sentence(finding);
      for (const [name, datum] of Object.entries(finding)) {
        if (name !== 'code') for (const part of [datum].flat()) expect(text).toContain(String(part));
      }
      expect(text).toContain(advice);
      expect(text).toMatch(/^\S.*\.$/);
      expect(text).not.toMatch(/undefined|null|NaN|\[object| {2}/);
      expect(text.startsWith(code)).toBe(false);
    },
  );

  test('several things counts and lists them', () => {
    expect(sentence(samples['declared-twice'][0])).toContain(`by 2 tags (${tag}, ssm-sync:x)`);
    expect(sentence(samples['claimed-twice'][0])).toContain(
      `2 clients claim ${place} of ${parameter} (client-1, client-2)`,
    );
    expect(sentence({ ...samples['claimed-twice'][0], count: 9 })).toContain(
      `9 clients claim ${place} of ${parameter} (client-1, client-2, …)`,
    );
    expect(sentence(samples['places-overlap'][0])).toContain('(auth, auth.url)');
  });

  test('a target outside of a deployment that allows the pool nothing says so', () => {
    expect(sentence({ code: 'target-not-allowed', tag, target: '/x', prefixes: [] })).toContain('for this pool (none)');
  });

  test('what people wrote is quoted, so that a space at its end is seen', () => {
    expect(sentence({ code: 'client-missing', tag, client: 'orders ' })).toContain('no app client "orders "');
    expect(sentence({ code: 'target-invalid', tag, target: '/x"', problem: 'is odd' })).toContain(
      'target "/x\\"" is odd',
    );
  });
});

describe('the codes', () => {
  test('are all in one of five classes, each once', () => {
    const all = Object.values(findingCodes).flat();
    expect(new Set(all).size).toBe(all.length);
    expect(new Set(all)).toEqual(new Set(Object.keys(samples)));
  });

  test('of rejections are those of the declaration’s fault', () => {
    expect(findingCodes.rejected).toEqual([
      'tag-malformed',
      'client-missing',
      'client-dynamic',
      'declared-twice',
      'target-invalid',
      'target-not-allowed',
      'claimed-twice',
      'claimed-by-another-client',
      'places-overlap',
    ]);
  });

  test('of blocks are those of a state that a person changes', () => {
    expect(findings.filter(isBlock).map(({ code }) => code)).toEqual(findingCodes.blocked);
    expect(findingCodes.blocked).toHaveLength(9);
  });

  test('of what is left behind are those that sweeps tell, and are never worth another try', () => {
    expect(findingCodes.orphaned).toEqual(['pool-gone', 'client-gone', 'declaration-gone', 'declaration-moved']);
  });

  test('of failures are all there are, and notes are the rest', () => {
    expect(findingCodes.failed).toEqual(['call-failed', 'call-refused', 'out-of-time', 'moved', 'lost-update']);
    expect(findingCodes.noted).toEqual([
      'no-domain',
      'secret-superseded',
      'lost-update-repaired',
      'owner-untagged',
      'recreated',
    ]);
  });

  test('that another try soon can mend are failed calls, missing time and parameters that others write', () => {
    const codes = findings.filter(isRetryable).map(({ code }) => code);
    expect(codes).toEqual(['call-failed', 'out-of-time', 'moved', 'lost-update']);
  });
});

test('a call’s error says its finding’s sentence and carries the finding', () => {
  const [finding] = samples['call-failed'];
  const error = new CallError(finding);
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe('CallError');
  expect(error.message).toBe(sentence(finding));
  expect(error.finding).toBe(finding);
});
