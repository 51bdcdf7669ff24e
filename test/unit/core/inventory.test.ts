import { expect, test } from 'vitest';
import { inventoryOf } from '../../../lambdas/core/inventory.ts';
import type { Outcome } from '../../../lambdas/core/report.ts';
import { callFailed, idOf } from './builders.ts';

const unreadable = { code: 'secret-unreadable', client: idOf('orders') } as const;
const outcome = (difference: Partial<Outcome>): Outcome => ({
  action: 'none',
  code: 'in-sync',
  reasons: [],
  notes: [],
  ...difference,
});
const nothing = {
  inSync: 0,
  due: 0,
  drifted: 0,
  waiting: 0,
  blocked: 0,
  rejected: 0,
  orphaned: 0,
  failed: 0,
  secretsUnreadable: 0,
};

test('an inventory of nothing is nothing', () => {
  expect(inventoryOf([])).toEqual(nothing);
});

test.each<[string, Partial<Outcome>, object]>([
  ['in sync', {}, { inSync: 1 }],
  ['created', { action: 'create', code: 'created' }, { inSync: 1 }],
  [
    'updated for a client that is new there',
    { action: 'update', code: 'updated', reasons: ['clientId'] },
    { inSync: 1 },
  ],
  [
    'updated though nothing was declared',
    { action: 'update', code: 'updated', reasons: ['url'] },
    { inSync: 1, drifted: 1 },
  ],
  ['to be created', { action: 'create', code: 'create-due' }, { due: 1 }],
  ['to be updated', { action: 'update', code: 'update-due', reasons: ['clientId', 'url'] }, { due: 1 }],
  ['drifted', { action: 'update', code: 'update-due', reasons: ['clientSecret'] }, { due: 1, drifted: 1 }],
  ['waiting', { action: 'waiting', code: 'waiting' }, { waiting: 1 }],
  ['blocked', { action: 'blocked', code: 'parameter-limit' }, { blocked: 1 }],
  ['rejected', { action: 'rejected', code: 'client-missing' }, { rejected: 1 }],
  ['left behind', { action: 'orphaned', code: 'pool-gone' }, { orphaned: 1 }],
  ['failed', { action: 'failed', code: 'call-failed', finding: callFailed('GetParameters') }, { failed: 1 }],
  ['kept with a secret that cannot be read', { notes: [unreadable] }, { inSync: 1, secretsUnreadable: 1 }],
  [
    'blocked by a secret that cannot be read',
    { action: 'blocked', code: 'secret-unreadable', finding: unreadable },
    { blocked: 1, secretsUnreadable: 1 },
  ],
])('what is %s counts as such', (_, difference, counts) => {
  expect(inventoryOf([outcome(difference)])).toEqual({ ...nothing, ...counts });
});
