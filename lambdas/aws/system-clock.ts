import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../pass/ports.ts';

/** The machine's time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, signal ? { signal } : {}),
};
