import { describe, expect, test } from 'vitest';
import type { ParameterSight } from '../../../lambdas/core/parameter.ts';
import { Secret } from '../../../lambdas/core/secret.ts';
import { claim, credentials, document, present } from './builders.ts';
import { parameter, planned, standard, wanted } from './planning.ts';

const older = present(document({ ...credentials('orders'), clientSecret: 'older' }));

describe('a parameter that was written since it was read', () => {
  const due = (version?: number): ReturnType<typeof planned> =>
    planned(older, [wanted(older, claim('orders'), { secretCount: 1 })], {
      ...standard,
      ...(version !== undefined && { version }),
    });

  test('is not written over, and both versions are said', () => {
    const { targets, write } = due(8);
    expect(write).toBeUndefined();
    expect(targets).toMatchObject([
      { action: 'failed', finding: { code: 'moved', parameter, found: 'version 7 was read, and it is at version 8' } },
    ]);
  });

  test('is told by a version alone: the same one, or none told, is no change', () => {
    expect(due(7).write).toMatchObject({ kind: 'update' });
    expect(due().write).toMatchObject({ kind: 'update' });
  });
});

describe('a text that an update of ours went over', () => {
  const covered = (text: string, stands = 'ours', type = 'SecureString'): ParameterSight => ({
    kind: 'present',
    parameter: { version: 9, type, dataType: 'text', value: new Secret(text), stands: new Secret(stands) },
  });

  test('is edited and put back', () => {
    const sight = covered(document({ ...credentials('orders'), clientSecret: 'older' }));
    const { targets, write } = planned(sight, [wanted(sight, claim('orders'), { secretCount: 1 })]);
    expect(targets).toMatchObject([{ action: 'update', reasons: ['clientSecret'] }]);
    expect(write?.text.reveal()).toBe(document(credentials('orders')));
  });

  test.each([
    ['when it needs no edit', document(credentials('orders')), 'SecureString', 'none'],
    ['when it cannot be merged into', 'no JSON', 'SecureString', 'blocked'],
    ['when it is no secret', document(credentials('orders')), 'String', 'blocked'],
  ])('is put back as it was, with its type, %s', (_, text, type, action) => {
    const sight = covered(text, 'ours', type);
    const { targets, write } = planned(sight, [wanted(sight, claim('orders'))]);
    expect(targets).toMatchObject([{ action }]);
    expect(write).toMatchObject({ kind: 'update', read: { version: 9, type } });
    expect(write?.text.reveal()).toBe(text);
  });

  test('is put back as it was when nobody claims anything in it', () => {
    expect(planned(covered('theirs'), []).write?.text.reveal()).toBe('theirs');
  });

  test('is not written again where that comes to what stands already', () => {
    const edited = document(credentials('orders'));
    const sight = covered(document({ ...credentials('orders'), clientSecret: 'older' }), edited);
    expect(planned(sight, [wanted(sight, claim('orders'), { secretCount: 1 })]).write).toBeUndefined();
  });
});
