/**
 * What is measured: a process that does with a bundle what Lambda's Node does, and says how long it took. It is run
 * with its types stripped, so that it weighs nothing itself, and times count from the start of its process.
 *
 *   BUNDLE        path of the module with the handler
 *   EVENT         the batch, JSON
 *   WARM_EVENTS   how many more batches come after the first; 0: none
 *
 * Its answer goes to file descriptor 3, for the handler logs to the others.
 */
import { writeSync } from 'node:fs';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';

/** Times in milliseconds. */
export interface Answer {
  readonly importing: number;
  /** From the start of the process to the answer of the first event. */
  readonly firstAnswer: number;
  /** What all threads used until then: other work on the machine changes it least. */
  readonly processorTime: number;
  readonly peakKilobytes: number;
  /** Of each further event. */
  readonly warm: readonly number[];
  /** Messages of the first event that were handed back. */
  readonly failures: number;
}

type Handler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

const { BUNDLE = '', EVENT = '', WARM_EVENTS = '0' } = process.env;
const event: SQSEvent = JSON.parse(EVENT);
const context = { awsRequestId: 'request', getRemainingTimeInMillis: () => 600_000 } as Context;

const before = performance.now();
const { handler }: { handler: Handler } = await import(BUNDLE);
const imported = performance.now();
const { batchItemFailures } = await handler(event, context);
const answered = performance.now();
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
const warm: number[] = [];
for (let count = 0; count < Number(WARM_EVENTS); count += 1) {
  // The pace holds events about one pool seconds apart. For it that time has passed.
  const now = Date.now() + 60_000;
  Date.now = () => now;
  const start = performance.now();
  await handler(event, context);
  warm.push(performance.now() - start);
}
const answer: Answer = {
  importing: imported - before,
  firstAnswer: answered,
  processorTime: (userCPUTime + systemCPUTime) / 1000,
  peakKilobytes: maxRSS,
  warm,
  failures: batchItemFailures.length,
};
writeSync(3, JSON.stringify(answer));
process.exit();
