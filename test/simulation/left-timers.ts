/**
 * The middleware of a function sets a real timer for its time-out and never ends it when the run is killed. On AWS the
 * process is gone with it; here it would keep a whole world in memory for ten minutes.
 */
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';

/** What is shorter is somebody's way to let others have a turn. */
const long = 1000;

/** Ends the long timers that were set meanwhile and are left. */
export async function endingTimers<Result>(run: () => Promise<Result>): Promise<Result> {
  const { setTimeout } = timers;
  const left = new Set<NodeJS.Timeout>();
  const noting = (callback: () => void, delay?: number): NodeJS.Timeout => {
    const timer = setTimeout(callback, delay);
    if (delay !== undefined && delay >= long) left.add(timer);
    return timer;
  };
  timers.setTimeout = Object.assign(noting, { __promisify__: setTimeout.__promisify__ });
  syncBuiltinESMExports();
  try {
    return await run();
  } finally {
    timers.setTimeout = setTimeout;
    syncBuiltinESMExports();
    for (const timer of left) clearTimeout(timer);
  }
}
