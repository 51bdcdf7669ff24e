/** A thread that plays every n-th seed and tells of each. */
import { parentPort, workerData } from 'node:worker_threads';
import { heapInUse } from './heap.ts';
import { type Trial, trySeed } from './trial.ts';

/** What the thread is told. */
export interface Share {
  readonly first: number;
  readonly step: number;
  readonly end: number;
  /** After so many seeds the heap is measured. */
  readonly measureEvery: number;
}

/** What it tells of each seed. */
export interface Told {
  readonly trial: Trial;
  /** Bytes in use after a collection, from time to time. */
  readonly heap?: number;
}

const { first, step, end, measureEvery } = workerData as Share;
let played = 0;
for (let seed = first; seed < end; seed += step) {
  const trial = await trySeed(seed);
  const heap = played % measureEvery === 0 ? heapInUse() : undefined;
  played += 1;
  parentPort?.postMessage({ trial, ...(heap !== undefined && { heap }) } satisfies Told);
}
