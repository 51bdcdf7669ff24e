import { describe, expect, test } from 'vitest';
import { absent, claim, credentials, present, withoutSecret } from './builders.ts';
import { planned, wanted } from './planning.ts';

describe('several clients in one parameter', () => {
  const other = claim('billing', { place: ['auth', 'billing'] });

  test('are one write, with each at its place', () => {
    const sight = present('{"a":1}');
    const { targets, write } = planned(sight, [wanted(sight, claim('orders')), wanted(sight, other)]);
    expect(targets).toMatchObject([{ action: 'update' }, { action: 'update' }]);
    expect(JSON.parse(write?.text.reveal() ?? '')).toEqual({
      a: 1,
      auth: { cognito: credentials('orders'), billing: credentials('billing') },
    });
  });

  test('are one new document, with each at its place', () => {
    const { targets, write } = planned(absent, [wanted(absent, claim('orders')), wanted(absent, other)]);
    expect(targets).toMatchObject([{ action: 'create' }, { action: 'create' }]);
    expect(write?.kind).toBe('create');
    expect(JSON.parse(write?.text.reveal() ?? '')).toEqual({
      auth: { cognito: credentials('orders'), billing: credentials('billing') },
    });
  });

  test('of whom one may not create are created together with one that may, whatever their order', () => {
    const never = claim('orders', { create: 'never' });
    const { targets, write } = planned(absent, [wanted(absent, never), wanted(absent, other)]);
    expect(targets.map(({ claim, action }) => [claim.client.name, action])).toEqual([
      ['billing', 'create'],
      ['orders', 'create'],
    ]);
    expect(Object.keys(JSON.parse(write?.text.reveal() ?? '').auth)).toEqual(['billing', 'cognito']);
  });

  test('of whom none may create all wait', () => {
    const targets = [claim('orders', { create: 'never' }), { ...other, create: 'never' as const }];
    const plan = planned(
      absent,
      targets.map((made) => wanted(absent, made)),
    );
    expect(plan.targets).toMatchObject([{ action: 'waiting' }, { action: 'waiting' }]);
    expect(plan.write).toBeUndefined();
  });

  test('of whom the creator is blocked are not created by one that may not', () => {
    const hidden = { described: withoutSecret('billing'), secretCount: 1 };
    const plan = planned(absent, [wanted(absent, claim('orders', { create: 'never' })), wanted(absent, other, hidden)]);
    expect(plan.targets).toMatchObject([{ action: 'blocked' }, { action: 'waiting' }]);
    expect(plan.write).toBeUndefined();
  });

  test('of whom one is blocked do not keep the others from being written', () => {
    const sight = present('{"auth":{"billing":7}}');
    const { targets, write } = planned(sight, [wanted(sight, other), wanted(sight, claim('orders'))]);
    expect(targets).toMatchObject([{ action: 'blocked' }, { action: 'update' }]);
    expect(JSON.parse(write?.text.reveal() ?? '')).toEqual({ auth: { billing: 7, cognito: credentials('orders') } });
  });

  test('of whom the last no longer fits are written without it', () => {
    const sight = present(JSON.stringify({ x: 'x'.repeat(3800) }));
    const { targets, write } = planned(sight, [wanted(sight, claim('orders')), wanted(sight, other)]);
    expect(targets).toMatchObject([
      { action: 'update' },
      { action: 'blocked', finding: { code: 'document-too-large' } },
    ]);
    expect(JSON.parse(write?.text.reveal() ?? '')).toMatchObject({ auth: { cognito: credentials('orders') } });
    expect(write?.text.reveal()).not.toContain('billing');
  });

  test('of whom one makes a document that another’s place does not fit into: that one is blocked', () => {
    // Settlement keeps such places apart; were it to fail, nothing would be erased.
    const inner = claim('billing', { place: ['auth', 'cognito', 'url'] });
    const { targets, write } = planned(absent, [wanted(absent, claim('orders')), wanted(absent, inner)]);
    expect(targets).toMatchObject([
      { action: 'create' },
      {
        action: 'blocked',
        finding: {
          code: 'document-invalid',
          problem: 'something else stands where an object has to be (auth.cognito.url is a JSON string)',
        },
      },
    ]);
    expect(JSON.parse(write?.text.reveal() ?? '')).toEqual({ auth: { cognito: credentials('orders') } });
  });
});
