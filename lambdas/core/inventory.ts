import type { Outcome } from './report.ts';

/** How many of the outcomes are what; what passes over all of a pool add up to is the state of the pool. */
export interface Inventory {
  readonly inSync: number;
  /** To be written: `drifted` of them though nothing was declared or changed in Cognito. */
  readonly due: number;
  /** Somebody else had written where our id stood already; to be written, or written by now. */
  readonly drifted: number;
  readonly waiting: number;
  readonly blocked: number;
  readonly rejected: number;
  readonly orphaned: number;
  readonly failed: number;
  /** Cognito no longer shows a secret of theirs; they are in sync or blocked besides. */
  readonly secretsUnreadable: number;
}

export function inventoryOf(outcomes: readonly Outcome[]): Inventory {
  const count = (counts: (outcome: Outcome) => boolean): number => outcomes.filter(counts).length;
  return {
    inSync: count((outcome) => outcome.action === 'none' || isWritten(outcome)),
    due: count(isDueOutcome),
    drifted: count(({ action, reasons }) => action === 'update' && !reasons.includes('clientId')),
    waiting: count(({ action }) => action === 'waiting'),
    blocked: count(({ action }) => action === 'blocked'),
    rejected: count(({ action }) => action === 'rejected'),
    orphaned: count(({ action }) => action === 'orphaned'),
    failed: count(({ action }) => action === 'failed'),
    secretsUnreadable: count(({ finding, notes }) =>
      [finding, ...notes].some((found) => found?.code === 'secret-unreadable'),
    ),
  };
}

export function isWritten({ code }: Outcome): boolean {
  return code === 'created' || code === 'updated';
}

/** Planned, and not done. */
export function isDueOutcome({ code }: Outcome): boolean {
  return code === 'create-due' || code === 'update-due';
}
