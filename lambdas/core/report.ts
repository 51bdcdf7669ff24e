import type { ManagedKey } from './credentials.ts';
import type { PassPlan } from './decision.ts';
import {
  type Block,
  type Failure,
  type Finding,
  type FindingCode,
  isBlock,
  isNote,
  isRetryable,
  type Note,
  type Orphan,
} from './findings.ts';
import { placeOf } from './ownership.ts';
import type { Action, ParameterPlan, TargetPlan } from './plan.ts';
import type { PoolRequest } from './request.ts';

/** What a pass did, as values: logs, metrics and the queue's answer are made from it. */
export interface PassReport {
  readonly request: PoolRequest;
  /** `ignored`: the pool is gone, or this deployment does not look at it. */
  readonly state: 'done' | 'ignored';
  readonly outcomes: readonly Outcome[];
  /** Clients left to messages of their own, one a pack. */
  readonly deferred: readonly (readonly string[])[];
  /** Those whose places the tagging index does not show as theirs. */
  readonly unowned: ReadonlySet<string>;
}

/** What became of one target, one declaration or one client. */
export interface Outcome {
  readonly action: Action;
  readonly code: OutcomeCode;
  readonly clientId?: string;
  readonly clientName?: string;
  readonly parameter?: string;
  readonly place?: string;
  readonly reasons: readonly ManagedKey[];
  readonly notes: readonly Note[];
  readonly finding?: Finding;
}

/** `…-due`: planned and not done, since the deployment only reports. */
type OutcomeCode = 'in-sync' | 'created' | 'updated' | 'create-due' | 'update-due' | 'waiting' | FindingCode;

/** What writing a parameter came to: written, perhaps with a note; left alone because the deployment only reports; or a finding. */
export type Applied = 'written' | 'not-applied' | Note | Failure | Block;

/** The outcomes of a plan; `applied` says what became of each parameter that was to be written. */
export function outcomesOf(plan: PassPlan, applied: ReadonlyMap<ParameterPlan, Applied>): readonly Outcome[] {
  return [
    ...plan.parameters.flatMap((planned) => {
      const result = applied.get(planned);
      if (planned.targets.length === 0 && result !== undefined) return unclaimed(planned.parameter, result);
      return planned.targets.map((target) => outcomeOf(target, result));
    }),
    ...plan.lost.map((target) => outcomeOf(target, undefined)),
    ...plan.rejected.map(
      ({ rejection, client }): Outcome => ({
        action: 'rejected',
        code: rejection.code,
        ...(client && { clientId: client.id, clientName: client.name }),
        reasons: [],
        notes: [],
        finding: rejection,
      }),
    ),
    ...plan.failures.map(failed),
    ...plan.orphans.map(orphaned),
  ];
}

/** What is left behind, with the client that stands there. */
export function orphaned(finding: Orphan): Outcome {
  const { code, client: clientId, parameter, place } = finding;
  return { action: 'orphaned', code, clientId, parameter, place, reasons: [], notes: [], finding };
}

/** A failure that is of no one target. */
export function failed(finding: Failure | Block): Outcome {
  return { action: 'failed', code: finding.code, reasons: [], notes: [], finding };
}

/** Of a parameter that nobody claims any more, but that had to be put right after a write of ours. */
function unclaimed(parameter: string, applied: Applied): readonly Outcome[] {
  if (typeof applied !== 'object') return [];
  const common = { parameter, reasons: [] };
  if (isNote(applied)) return [{ ...common, action: 'none', code: 'in-sync', notes: [applied] }];
  return [
    { ...common, action: isBlock(applied) ? 'blocked' : 'failed', code: applied.code, notes: [], finding: applied },
  ];
}

function outcomeOf(target: TargetPlan, applied: Applied | undefined): Outcome {
  const { claim, reasons } = target;
  const due = target.action === 'create' || target.action === 'update';
  const about = typeof applied === 'object' ? applied : undefined;
  const note = about && isNote(about) ? about : undefined;
  // A lost version is the parameter's affair, also where this target needed nothing.
  const tells = about && !isNote(about) && (due || about.code === 'lost-update');
  const finding = tells ? about : target.finding;
  return {
    action: tells ? (isBlock(about) ? 'blocked' : 'failed') : target.action,
    code: finding?.code ?? codeOf(target.action, note ? 'written' : applied),
    clientId: claim.client.id,
    clientName: claim.client.name,
    parameter: claim.parameter,
    place: placeOf(claim),
    reasons,
    notes: note ? [...target.notes, note] : target.notes,
    ...(finding && { finding }),
  };
}

function codeOf(action: Action, applied: Applied | undefined): OutcomeCode {
  if (action === 'create') return applied === 'written' ? 'created' : 'create-due';
  if (action === 'update') return applied === 'written' ? 'updated' : 'update-due';
  return action === 'waiting' ? 'waiting' : 'in-sync';
}

/** Whether the message is to be handed back: something failed that another try can mend. */
export function mustRetry({ outcomes }: PassReport): boolean {
  return outcomes.some(({ finding }) => finding !== undefined && isRetryable(finding));
}

/**
 * The messages that carry on what a pass left over, one a pack. They are settled: who has each place has been decided
 * with the whole pool in view. Ids begin with `origin`, so that the same pass over again sends nothing twice, and
 * another pass is not taken for it.
 */
export function sequel(
  { request, deferred, unowned }: PassReport,
  origin: string,
): readonly { id: string; body: object }[] {
  const { userPoolId, at, sweep } = request;
  return deferred.map((clientIds, index) => {
    const untagged = clientIds.filter((id) => unowned.has(id));
    return {
      id: `${origin}.${userPoolId}.${index}`,
      body: {
        v: 1,
        kind: 'clients',
        userPoolId,
        clientIds,
        at,
        ...(sweep !== undefined && { sweep }),
        settled: true,
        following: deferred.length - 1 - index,
        ...(untagged.length > 0 && { unowned: untagged }),
      },
    };
  });
}
