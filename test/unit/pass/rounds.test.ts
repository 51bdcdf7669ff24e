import { describe, expect, test } from 'vitest';
import type { Covered } from '../../../lambdas/core/overtaken.ts';
import type { ParameterPlan } from '../../../lambdas/core/plan.ts';
import type { Applied } from '../../../lambdas/core/report.ts';
import { applyRound, clientsIn, coveredIn, coveringIn, movedIn, refusedIn } from '../../../lambdas/pass/rounds.ts';
import { callFailed, idOf } from '../core/builders.ts';
import { covered, nameFor, planFor, planOf, roundOf, target, updateTo } from './plans.ts';
import { counted, parameters, Store } from './ports.ts';
import { callError, refusal } from './refusals.ts';

/** What became of the writes of one round, and which parameters are looked at again. */
const moved = { code: 'moved', parameter: nameFor('orders'), found: 'somebody wrote' } as const;

/** What became of the usual parameter by this plan, with version 5 of somebody's under what stands. */
async function puttingBack(
  difference: Partial<ParameterPlan>,
  port = new Store({ '/apis/orders': 'ours' }).port(),
): Promise<readonly Applied[]> {
  const below = new Map<string, Covered>([[nameFor('orders'), covered(5)]]);
  const { results } = await applyRound(planOf([planFor('orders', difference)]), port, below);
  return [...results.values()].map(({ applied }) => applied);
}

const back = updateTo('theirs, edited', 'theirs', 'ours');
const tagging = { tags: new Map([['ssm-sync:managed', 'true']]), needed: false, version: 1 };
const repaired = { code: 'lost-update-repaired', parameter: nameFor('orders'), version: 5 };

describe('a round', () => {
  test('writes each parameter and tells what became of it, by its plan', async () => {
    const store = new Store({ '/apis/orders': 'theirs' });
    const due = planFor('orders', { write: updateTo('edited') });
    const plan = planOf([due, planFor('billing')]);
    expect(await applyRound(plan, store.port())).toEqual({ plan, results: new Map([[due, { applied: 'written' }]]) });
    expect(store.texts).toEqual({ '/apis/orders': 'edited' });
  });

  test('has at most four writes under way', async () => {
    const creations = counted(() => 'created' as const);
    const plans = Array.from({ length: 10 }, (_, index) =>
      planFor(`client${index}`, { write: { kind: 'create', text: updateTo('new').text } }),
    );
    const { results } = await applyRound(planOf(plans), parameters({ create: creations.call }));
    expect(creations.most()).toBe(4);
    expect(results.size).toBe(10);
  });
});

describe('putting back what lies under a write of ours', () => {
  test('is told as a repair of that version', async () => {
    expect(await puttingBack({ write: back })).toEqual([repaired]);
  });

  test('is a repair also where the owner tags are refused', async () => {
    const store = new Store({ '/apis/orders': 'ours' });
    const port = store.port({ tag: () => Promise.reject(callError(refusal)) });
    expect(await puttingBack({ write: back, tagging }, port)).toEqual([repaired]);
    expect(store.texts).toEqual({ '/apis/orders': 'theirs, edited' });
  });

  test('that fails names the version, whatever the failure: nobody will know of it later', async () => {
    const port = parameters({
      update: () => Promise.reject(callError({ code: 'key-unusable', parameter: 'x', operation: 'y' })),
    });
    expect(await puttingBack({ write: back }, port)).toEqual([
      { code: 'lost-update', parameter: nameFor('orders'), version: 5 },
    ]);
  });

  test('that goes over one more version names that one, which was made from the other', async () => {
    const store = new Store({ '/apis/orders': 'ours' });
    store.write('/apis/orders', 'somebody once more');
    expect(await puttingBack({ write: back }, store.port())).toEqual([
      { code: 'lost-update', parameter: nameFor('orders'), version: 2 },
    ]);
  });

  test('is done where theirs, edited, is what stands already', async () => {
    expect(await puttingBack({})).toEqual(['written']);
  });
});

describe('a parameter is looked at again', () => {
  test.each<[string, ReturnType<typeof roundOf>]>([
    ['where somebody wrote in between', roundOf([[planFor('orders'), { applied: moved }]])],
    ['where its tags were refused', roundOf([[planFor('orders'), { applied: refusal, refused: refusal }]])],
    [
      'where it had moved before it was to be written',
      roundOf([[planFor('orders', { targets: [target('billing'), target('orders', moved)] }), undefined]]),
    ],
  ])('%s', (_, round) => {
    expect(movedIn(round)).toEqual(round.plan.parameters);
  });

  test.each<[string, ReturnType<typeof roundOf>]>([
    ['that was written', roundOf([[planFor('orders'), { applied: 'written' }]])],
    [
      'that was written with a note',
      roundOf([[planFor('orders'), { applied: { code: 'recreated', parameter: 'x' } }]]),
    ],
    ['that failed otherwise', roundOf([[planFor('orders'), { applied: callFailed('PutParameter') }]])],
    ['that nothing was to be done with', roundOf([[planFor('orders'), undefined]])],
    [
      'of which a target failed otherwise',
      roundOf([[planFor('orders', { targets: [target('orders', callFailed('x'))] }), undefined]]),
    ],
  ])('but not one %s', (_, round) => {
    expect(movedIn(round)).toEqual([]);
  });
});

describe('a round tells', () => {
  const over = planFor('orders');
  const tagless = planFor('billing');
  const round = roundOf([
    [over, { applied: moved, covered: covered(5) }],
    [tagless, { applied: refusal, refused: refusal }],
    [planFor('mailer'), { applied: 'written' }],
    [planFor('steady'), undefined],
  ]);

  test('which of its writes lie over another’s, and what lies under them', () => {
    expect(coveringIn(round)).toEqual([over]);
    expect(coveredIn(round)).toEqual(new Map([[nameFor('orders'), covered(5)]]));
  });

  test('whose owner tags were refused, and why', () => {
    expect(refusedIn(round)).toEqual(new Map([[nameFor('billing'), refusal]]));
  });
});

test('each client of some plans is named once', () => {
  const shared = planFor('shared', { targets: [target('orders'), target('billing')] });
  expect(clientsIn([planFor('orders'), shared])).toEqual([idOf('orders'), idOf('billing')]);
});
