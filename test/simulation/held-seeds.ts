/** Holds a range of seeds to the invariants in a test; what fails is told as on the command line. */
import { expect } from 'vitest';
import { trySeed } from './trial.ts';

/** Both ends included. */
export async function expectSeedsToHold(first: number, last: number): Promise<void> {
  const told: string[] = [];
  for (let seed = first; seed <= last; seed += 1) {
    const trial = await trySeed(seed);
    if (trial.violations.length === 0) continue;
    told.push(`Seed ${seed}: ${trial.violations.map(({ found }) => found).join('; ')}\n${trial.told}`);
  }
  expect(told.join('\n\n')).toBe('');
}

/** The range in tens: on a busy machine a hundred worlds take longer than one test may. */
export function tens(first: number, last: number): readonly (readonly [number, number])[] {
  return Array.from({ length: (last - first + 1) / 10 }, (_, index) => [first + 10 * index, first + 10 * index + 9]);
}
