import { describe, expect, test } from 'vitest';
import { Secret } from '../../../lambdas/core/secret.ts';
import { storedIn, viewPlace } from '../../../lambdas/core/view.ts';
import { absent, claim, document, present } from './builders.ts';

describe('what a parameter shows at a place', () => {
  test('is what stands there under our keys only', () => {
    const view = viewPlace(claim('orders'), present(document({ clientId: 'x', url: 5, scope: 'y' })));
    expect([...storedIn(view)]).toEqual([
      ['url', { kind: 'other' }],
      ['clientId', { kind: 'string', value: new Secret('x') }],
    ]);
  });

  test('is nothing where the parameter is absent or stopped', () => {
    expect(storedIn(viewPlace(claim('orders'), absent)).size).toBe(0);
    expect(storedIn(viewPlace(claim('orders'), present('oops'))).size).toBe(0);
  });
});
