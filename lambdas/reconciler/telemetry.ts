import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { CallError, sentence } from '../core/findings.ts';
import { inventoryOf, isWritten } from '../core/inventory.ts';
import { lineOf, wordsOf } from '../core/log-line.ts';
import type { Action } from '../core/plan.ts';
import { mustRetry, type Outcome, type PassReport } from '../core/report.ts';

/**
 * What the reconciler says of itself. Log fields are a contract (docs/architecture.md): a line for each target that is
 * not simply in sync, one line a pass. Inventory metrics come from sweeps only, so that their sums are true.
 */
export class Telemetry {
  readonly #logger: Logger;
  readonly #metrics: Metrics;

  constructor(logger: Logger, metrics: Metrics) {
    this.#logger = logger;
    this.#metrics = metrics;
  }

  /** Says what a pass did; `now` in milliseconds since the epoch. */
  publish(report: PassReport, now: number): void {
    const { userPoolId, sweep, at, restoring } = report.request;
    const trigger = sweep !== undefined ? 'sweep' : restoring ? 'parameter' : 'event';
    const common = { v: 1, userPoolId, trigger, ...(sweep !== undefined && { sweepId: sweep }) };
    for (const outcome of report.outcomes) {
      if (outcome.code !== 'in-sync' || outcome.notes.length > 0) this.#say(outcome, common);
    }
    const counts = countBy(report.outcomes, ({ action }) => action);
    this.#logger.info('Pass', {
      ...common,
      code: `pass-${report.state}`,
      counts,
      deferred: report.deferred.flat().length,
    });

    const written = report.outcomes.filter(isWritten);
    this.#count('TargetsWritten', written.length);
    this.#count('ReconcileFailures', counts.failed ?? 0);
    const repaired = report.outcomes.filter(({ notes }) => notes.some(({ code }) => code === 'lost-update-repaired'));
    this.#count('LostUpdatesRepaired', new Set(repaired.map(({ parameter }) => parameter)).size);
    if (trigger === 'event') this.#convergence(written.length, now - Date.parse(at));
    // Nothing was declared or changed in Cognito.
    if (trigger === 'parameter') this.#count('TargetsDrifted', written.length);
    // A pass that is tried again is counted when it is done; of a pool that is gone only what it left.
    if (sweep === undefined || mustRetry(report)) return;
    if (report.state === 'done') this.#inventory(report, now - Date.parse(sweep));
    this.#metrics.addMetric('OrphanedParameters', MetricUnit.Count, counts.orphaned ?? 0);
    const gone = report.outcomes.filter(({ code }) => code === 'declaration-gone');
    this.#metrics.addMetric('DeclarationsGone', MetricUnit.Count, gone.length);
  }

  /** Says that a sweep began and how many pools it sends out to. */
  sweepStarted(sweepId: string, pools: number): void {
    this.#logger.info('Sweep', { v: 1, code: 'sweep-started', trigger: 'sweep', sweepId, pools });
    this.#metrics.addMetric('SweepStarted', MetricUnit.Count, 1);
  }

  /** Says that a sweep did not begin, because the one before is not over. No sweep began, so that is not measured. */
  sweepSkipped(sweepId: string): void {
    this.#logger.warn('The sweep before is not over; the next one makes up for this one.', {
      v: 1,
      code: 'sweep-skipped',
      trigger: 'sweep',
      sweepId,
    });
  }

  /** Says that a parameter is edited as often as it is put right. */
  restorationSkipped(parameter: string): void {
    this.#logger.warn(
      `${parameter} was put right and edited again several times within an hour; the next sweep puts it right. Find what writes it.`,
      {
        v: 1,
        code: 'restoration-skipped',
        trigger: 'parameter',
        parameter,
      },
    );
  }

  /** Says that a message is not understood, and why; never its body. */
  messageInvalid(messageId: string, problem: string): void {
    this.#logger.error(`Message ${messageId} is not understood: ${problem}.`, {
      v: 1,
      code: 'message-invalid',
      messageId,
    });
    this.#count('ReconcileFailures', 1);
  }

  /** Says that something was thrown. Only a finding's sentence is known to be safe; of other errors the name and the frames. */
  failed(error: unknown): void {
    const finding = error instanceof CallError ? error.finding : undefined;
    const name = error instanceof Error ? error.name : typeof error;
    const frames = error instanceof Error ? error.stack?.split('\n').filter((line) => /^ +at /.test(line)) : undefined;
    this.#logger.error(finding ? sentence(finding) : `${name} was thrown; the message is tried again.`, {
      v: 1,
      code: finding?.code ?? 'unexpected-error',
      ...(finding ? {} : { frames }),
    });
    this.#count('ReconcileFailures', 1);
  }

  apiCalls(count: number): void {
    this.#count('ApiCalls', count);
  }

  /** Once for each write, so that its percentiles are over writes. */
  #convergence(writes: number, milliseconds: number): void {
    for (let write = 0; write < writes; write++) {
      this.#metrics.addMetric('ConvergenceTime', MetricUnit.Milliseconds, Math.max(0, milliseconds));
    }
  }

  #inventory(report: PassReport, age: number): void {
    this.#metrics.addMetric('SweepAge', MetricUnit.Milliseconds, Math.max(0, age));
    // The rest of a large pass is the same pool's: it adds targets and is no pool of its own.
    if (report.request.scope === 'pool') this.#metrics.addMetric('PoolsSwept', MetricUnit.Count, 1);
    const inventory = inventoryOf(report.outcomes);
    this.#metrics.addMetric('TargetsInSync', MetricUnit.Count, inventory.inSync);
    this.#metrics.addMetric('TargetsBlocked', MetricUnit.Count, inventory.blocked);
    this.#metrics.addMetric('TargetsWaiting', MetricUnit.Count, inventory.waiting);
    this.#metrics.addMetric('DeclarationsRejected', MetricUnit.Count, inventory.rejected);
    this.#metrics.addMetric('SecretsUnreadable', MetricUnit.Count, inventory.secretsUnreadable);
    this.#metrics.addMetric('TargetsDrifted', MetricUnit.Count, inventory.drifted);
  }

  #count(name: string, value: number): void {
    if (value > 0) this.#metrics.addMetric(name, MetricUnit.Count, value);
  }

  #say(outcome: Outcome, common: Readonly<Record<string, unknown>>): void {
    this.#logger[levels[outcome.action]](wordsOf(outcome), { ...common, ...lineOf(outcome) });
  }
}

const levels = {
  failed: 'error',
  blocked: 'warn',
  rejected: 'warn',
  orphaned: 'warn',
  create: 'info',
  update: 'info',
  waiting: 'info',
  none: 'info',
} as const satisfies Record<Action, string>;

function countBy<Item>(items: readonly Item[], key: (item: Item) => string): Readonly<Record<string, number>> {
  return Object.fromEntries([...Map.groupBy(items, key)].map(([name, group]) => [name, group.length]));
}
