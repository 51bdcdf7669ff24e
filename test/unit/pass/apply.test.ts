import { describe, expect, test } from 'vitest';
import { apply } from '../../../lambdas/pass/apply.ts';
import { callFailed } from '../core/builders.ts';
import { nameFor, planFor, updateTo } from './plans.ts';
import { Store } from './ports.ts';
import { block, callError, fault, refusal } from './refusals.ts';

/** An update whose call threw: whether it took effect is asked only where that cannot be known. */
const parameter = nameFor('orders');
const failure = callFailed('PutParameter');

/** The update in a store whose call throws, after its effect or without any. */
function updating(thrown: Error, becomes: 'edited' | 'theirs'): ReturnType<typeof apply> {
  const store = new Store({ [parameter]: 'theirs' });
  const update = async (): Promise<number> => {
    if (becomes === 'edited') store.write(parameter, 'edited');
    throw thrown;
  };
  return apply(planFor('orders', { write: updateTo('edited') }), store.port({ update }));
}

describe('an update that was not answered', () => {
  test.each([
    ['failed', failure],
    ['was refused', refusal],
  ])('but %s is written all the same where ours stands', async (_, finding) => {
    expect(await updating(callError(finding), 'edited')).toEqual({ applied: 'written' });
  });

  test('is what the call says where another text stands', async () => {
    expect(await updating(callError(failure), 'theirs')).toEqual({ applied: failure });
  });

  test.each<[string, Store]>([
    ['the parameter is gone', new Store()],
    ['the look at it shows nothing', new Store({ '/apis/other': 'x' })],
  ])('is what the call says where %s', async (_, store) => {
    const port = store.port({
      update: () => Promise.reject(callError(failure)),
      ...(store.texts['/apis/other'] && { read: async () => new Map() }),
    });
    expect(await apply(planFor('orders', { write: updateTo('edited') }), port)).toEqual({ applied: failure });
  });

  test('is what the call says where that leaves no doubt, whatever stands', async () => {
    expect(await updating(callError(block), 'edited')).toEqual({ applied: block });
  });

  test('does not hide a fault of the program', async () => {
    await expect(updating(fault, 'edited')).rejects.toBe(fault);
  });
});
