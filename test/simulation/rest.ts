/** Lets time pass until nothing is under way any more, and finds out when that will never be. */
import type { LocalAws } from '../local-aws/local-aws.ts';
import type { Chronicle } from './chronicle.ts';

const quarter = 15 * 60_000;
/** A message that a run dies over every time lies hidden for an hour, five times. */
const mostQuarters = 40;
/** Nobody has as much to do in a quarter of an hour; who writes in circles has. */
const mostWrites = 30;

/** False: it goes on and on. */
export async function comesToRest({ clock }: LocalAws, { writes }: Chronicle): Promise<boolean> {
  for (let passed = 0; passed < mostQuarters; passed += 1) {
    const before = writes.length;
    const end = clock.now() + quarter;
    try {
      await clock.runUntilIdle(quarter);
      return true;
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('still under way')) throw error;
      if (writes.length - before > mostWrites) return false;
      await clock.advance(Math.max(0, end - clock.now()));
    }
  }
  return false;
}
