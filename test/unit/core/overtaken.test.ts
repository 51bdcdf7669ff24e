import { describe, expect, test } from 'vitest';
import { fateByAnswer, fateByLayers, type Layers } from '../../../lambdas/core/overtaken.ts';
import type { ParameterSight } from '../../../lambdas/core/parameter.ts';
import type { Write } from '../../../lambdas/core/plan.ts';
import { Secret } from '../../../lambdas/core/secret.ts';
import { callFailed } from './builders.ts';

const parameter = '/apis/orders';
const update: Extract<Write, { kind: 'update' }> = {
  kind: 'update',
  text: new Secret('ours'),
  read: { version: 7, type: 'SecureString', dataType: 'text', value: new Secret('read') },
  metadata: { tier: 'Standard', keyId: 'alias/aws/ssm', version: 7 },
};
const lost = (version: number): object => ({ kind: 'lost', finding: { code: 'lost-update', parameter, version } });

function sight(version: number, value: string, type = 'SecureString'): ParameterSight {
  return { kind: 'present', parameter: { version, type, dataType: 'text', value: new Secret(value) } };
}

describe('an update of version 7', () => {
  test('that is answered 8 is written', () => {
    expect(fateByAnswer(parameter, update, 8)).toEqual({ kind: 'written' });
  });

  test('that is answered 1 made a deleted parameter anew', () => {
    expect(fateByAnswer(parameter, update, 1)).toEqual({ kind: 'written', note: { code: 'recreated', parameter } });
  });

  test('of version 0 that is answered 1 is written', () => {
    const first = { ...update, read: { ...update.read, version: 0 } };
    expect(fateByAnswer(parameter, first, 1)).toEqual({ kind: 'written' });
  });

  test.each([2, 7, 9, 12])('that is answered %i went over something', (answered) => {
    expect(fateByAnswer(parameter, update, answered)).toBeUndefined();
  });

  const unreadable: ParameterSight = { kind: 'unreadable', finding: callFailed('GetParameter') };
  test.each<[string, Layers, object]>([
    ['ours alone: written', { now: sight(9, 'ours'), before: sight(7, 'read'), version: 7 }, { kind: 'written' }],
    [
      'ours alone, moved on since: written',
      { now: sight(10, 'later'), before: sight(7, 'read'), version: 7 },
      { kind: 'written' },
    ],
    ['what cannot be read: lost', { now: sight(9, 'ours'), before: unreadable, version: 8 }, lost(8)],
    ['what is not kept any more: lost', { now: sight(9, 'ours'), before: { kind: 'absent' }, version: 8 }, lost(8)],
    ['theirs, and it has moved on: lost', { now: sight(10, 'later'), before: sight(8, 'theirs'), version: 8 }, lost(8)],
    ['theirs, and ours cannot be read: lost', { now: unreadable, before: sight(8, 'theirs'), version: 8 }, lost(8)],
    ['theirs, and all is deleted: lost', { now: { kind: 'absent' }, before: sight(8, 'theirs'), version: 8 }, lost(8)],
  ])('that is answered 9 and went over %s', (_, layers, expected) => {
    expect(fateByLayers(parameter, update, 9, layers)).toEqual(expected);
  });

  test('that lies over theirs shows theirs, with their type, to be written on top of ours', () => {
    const layers = { now: sight(9, 'ours'), before: sight(8, 'theirs', 'String'), version: 8 };
    expect(fateByLayers(parameter, update, 9, layers)).toEqual({
      kind: 'covering',
      covered: {
        version: 8,
        sight: {
          kind: 'present',
          parameter: {
            version: 9,
            type: 'String',
            dataType: 'text',
            value: new Secret('theirs'),
            stands: new Secret('ours'),
          },
        },
        metadata: { tier: 'Standard', keyId: 'alias/aws/ssm' },
      },
    });
  });

  test('that is answered by a later try lies over theirs, too: by the number of theirs it is told', () => {
    const layers = { now: sight(11, 'ours'), before: sight(8, 'theirs'), version: 8 };
    expect(fateByLayers(parameter, update, 11, layers)).toMatchObject({
      covered: { version: 8, sight: { parameter: { version: 11, value: new Secret('theirs') } } },
    });
    expect(fateByLayers(parameter, update, 11, { ...layers, now: unreadable })).toEqual(lost(8));
    expect(fateByLayers(parameter, update, 11, { ...layers, before: unreadable })).toEqual(lost(8));
    // It may be a try of ours, and theirs the one below.
    const either = { code: 'lost-update', parameter, version: 8, upTo: 9 };
    const below = { ...layers, before: unreadable, version: 9 };
    expect(fateByLayers(parameter, update, 11, below)).toEqual({ kind: 'lost', finding: either });
  });

  test('that has no key leaves the key out again', () => {
    const layers = { now: sight(9, 'ours'), before: sight(8, 'theirs'), version: 8 };
    const keyless = { ...update, metadata: { tier: 'Advanced' } };
    expect(fateByLayers(parameter, keyless, 9, layers)).toMatchObject({
      covered: { metadata: { tier: 'Advanced' } },
    });
  });

  test('that puts something back is never put under another', () => {
    const restoring = { ...update, read: { ...update.read, stands: new Secret('ours before') } };
    const layers = { now: sight(9, 'ours'), before: sight(8, 'theirs'), version: 8 };
    expect(fateByLayers(parameter, restoring, 9, layers)).toEqual(lost(8));
    expect(fateByLayers(parameter, restoring, 9, { ...layers, before: sight(7, 'read'), version: 7 })).toEqual({
      kind: 'written',
    });
  });
});
