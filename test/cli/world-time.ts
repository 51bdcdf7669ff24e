/**
 * Loaded before a program (`node --import`), so that it lives on the time of a test's world: from the world's own time
 * on, and faster than the machine's, since a program that waits for its pace makes a test wait.
 */
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';

const { now, speed } = JSON.parse(process.env.WORLD_TIME ?? '') as { readonly now: number; readonly speed: number };
const MachineDate = Date;
const start = performance.now();

class WorldDate extends MachineDate {
  constructor(...parts: []) {
    super(...(parts.length === 0 ? ([WorldDate.now()] as unknown as []) : parts));
  }

  static override now(): number {
    return Math.round(now + speed * (performance.now() - start));
  }
}

const { setTimeout: machineSleep } = timers;
Object.assign(globalThis, { Date: WorldDate });
Object.assign(timers, {
  setTimeout: (milliseconds = 0, ...more: []) => machineSleep(milliseconds / speed, ...more),
});
// Also for those who import it by name.
syncBuiltinESMExports();
