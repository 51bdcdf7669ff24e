/**
 * The Node.js runtime of Lambda, as far as a function notices: it imports the module once, works on one event at a
 * time, and answers in JSON. What the function prints goes the same way as its answer, so that no line comes after it.
 *
 * The world of a test lives on a time of its own, which goes faster than the machine's if the test says so. So that what
 * the function measures, when it gives up and how long it waits agree with that world, `Date` and `setTimeout` are here
 * those of that world.
 */
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Report, Start, Work } from './messages.ts';

const start = JSON.parse(process.argv[2] ?? '') as Start;
const MachineDate = Date;
/** What the world's time was, and the machine's then. */
let known = { world: start.now, machine: performance.now() };

class WorldDate extends MachineDate {
  constructor(...parts: []) {
    super(...(parts.length === 0 ? ([WorldDate.now()] as unknown as []) : parts));
  }

  static override now(): number {
    return Math.round(known.world + start.speed * (performance.now() - known.machine));
  }
}

function enterWorld(): void {
  Object.assign(globalThis, { Date: WorldDate });
  if (start.speed === 1) return;
  const { setTimeout: machineTimeout } = globalThis;
  const { setTimeout: machineSleep } = timers;
  Object.assign(globalThis, {
    setTimeout: (run: () => void, milliseconds = 0, ...parts: []) =>
      machineTimeout(run, milliseconds / start.speed, ...parts),
  });
  Object.assign(timers, {
    setTimeout: (milliseconds = 0, ...more: []) => machineSleep(milliseconds / start.speed, ...more),
  });
  // Also for those who import it by name.
  syncBuiltinESMExports();
}

/** Its thread goes on while the function keeps this one busy. */
function watchParent(): void {
  new Worker(new URL('parent-watch.ts', import.meta.url), { workerData: start.parent, execArgv: [] }).unref();
}

function report(message: Report): Promise<void> {
  return new Promise((resolve) => process.send?.(message, () => resolve()));
}

/** Whole lines only, as a log has them. */
function capture(stream: NodeJS.WriteStream, level: 'log' | 'error'): void {
  let rest = '';
  Object.assign(stream, {
    write(chunk: string | Uint8Array, ...more: unknown[]): boolean {
      const lines = (rest + Buffer.from(chunk as Uint8Array).toString('utf8')).split('\n');
      rest = lines.pop() ?? '';
      for (const text of lines) void report({ kind: 'said', text, level });
      for (const done of more) if (typeof done === 'function') done();
      return true;
    },
  });
}

function sentence(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

type Handler = (event: unknown, context: object) => unknown;

async function importHandler({ module, handler }: Start): Promise<Handler> {
  const found: unknown = (await import(module))[handler];
  if (typeof found !== 'function') throw new Error(`${module} has no handler ${handler}`);
  return found as Handler;
}

async function work(handle: Handler, { event, context, deadline }: Work): Promise<Report> {
  const getRemainingTimeInMillis = (): number => Math.max(0, deadline - Date.now());
  try {
    const value = await handle(event, { ...context, getRemainingTimeInMillis });
    return { kind: 'returned', answer: JSON.stringify(value ?? null) };
  } catch (error) {
    return { kind: 'failed', error: sentence(error) };
  }
}

watchParent();
enterWorld();
capture(process.stdout, 'log');
capture(process.stderr, 'error');
try {
  const handle = await importHandler(start);
  process.on('message', (given: Work) => {
    known = { world: given.now, machine: performance.now() };
    void work(handle, given).then(report);
  });
  // Nobody is left to work for.
  process.once('disconnect', () => process.exit());
  await report({ kind: 'ready' });
} catch (error) {
  await report({ kind: 'failed', error: sentence(error) });
  process.exit(1);
}
