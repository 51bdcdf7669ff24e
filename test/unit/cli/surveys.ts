/** What the passes over pools came to, from values: so a test of `status` states only the outcomes that it is about. */
import { type Overview, overviewOf, type Setting } from '../../../lambdas/cli/status/overview.ts';
import type { PoolSurvey } from '../../../lambdas/cli/survey.ts';
import type { PassPlan } from '../../../lambdas/core/decision.ts';
import { type Outcome, orphaned, outcomesOf } from '../../../lambdas/core/report.ts';
import {
  callFailed,
  claim,
  credentials,
  deployment,
  document,
  idOf,
  pool,
  poolRequest,
  present,
  world,
} from '../core/builders.ts';
import { parameter, planned, wanted } from '../core/planning.ts';

type Pass = PoolSurvey['passes'][number];

const at = '2026-11-21T18:00:00.000Z';

/** Of a client called by its name; in sync, unless the difference says else. */
export function outcomeOf(clientName: string, difference: Partial<Outcome> = {}): Outcome {
  const target = { clientId: idOf('client'), clientName, parameter: '/apis/orders', place: 'auth.cognito' };
  return { action: 'none', code: 'in-sync', ...target, reasons: [], notes: [], ...difference };
}

/** One of every kind that there is, twice where two are told apart. */
export const allKinds: Readonly<Record<string, Partial<Outcome>>> = {
  inSync: {},
  noted: { notes: [{ code: 'no-domain', userPoolId: 'eu-west-1_noDomain0' }] },
  unreadable: { notes: [{ code: 'secret-unreadable', client: idOf('kept') }] },
  created: { action: 'create', code: 'create-due', reasons: ['clientId'], parameter: '/apis/created' },
  drifted: { action: 'update', code: 'update-due', reasons: ['url'] },
  waiting: { action: 'waiting', code: 'waiting' },
  blocked: {
    action: 'blocked',
    code: 'parameter-not-secure',
    finding: { code: 'parameter-not-secure', parameter: '/apis/plain', type: 'String' },
  },
  rejected: {
    action: 'rejected',
    code: 'client-missing',
    finding: { code: 'client-missing', tag: 'ssm-sync:gone', client: 'gone' },
  },
  failed: { action: 'failed', code: 'call-failed', finding: callFailed('GetParameters') },
  left: orphaned({
    code: 'client-gone',
    parameter: '/apis/left',
    place: 'auth.cognito',
    client: idOf('left'),
    userPoolId: 'eu-west-1_left00000',
  }),
};

/** A pool by the last letters of its id, its name and what became of its targets. */
export function surveyOf(
  id: string,
  name: string,
  outcomes: readonly Outcome[],
  seen: readonly Pass[] = [],
): PoolSurvey {
  const report = { request: poolRequest(), state: 'done', outcomes, deferred: [], unowned: new Set<string>() } as const;
  const userPoolId = `eu-west-1_${id}`;
  return { userPoolId, pool: pool({ id: userPoolId, name }), passes: [{ report, sighting: undefined }, ...seen] };
}

/** A pool that is no more, with what it left behind. */
export function goneSurvey(id: string, outcomes: readonly Outcome[] = []): PoolSurvey {
  const { passes, userPoolId } = surveyOf(id, '', outcomes);
  return {
    userPoolId,
    pool: undefined,
    passes: passes.map(({ report, sighting }) => ({ report: { ...report, state: 'ignored' }, sighting })),
  };
}

/** A pass that saw this client in sync, in a parameter that was last written then. */
export function passSeeing(name: string, changedAt: string): Pass {
  const sight = present(document(credentials(name)), { changedAt });
  const plan: PassPlan = {
    parameters: [planned(sight, [wanted(sight, claim(name))])],
    lost: [],
    rejected: [],
    failures: [],
    deferred: [],
    unowned: new Set(),
    orphans: [],
  };
  const report = { request: poolRequest(), state: 'done', deferred: [], unowned: new Set<string>() } as const;
  return {
    report: { ...report, outcomes: outcomesOf(plan, new Map()) },
    sighting: { plan, world: world({ parameters: new Map([[parameter, sight]]) }) },
  };
}

/** The overview of these pools at six in the evening of 21 November 2026. */
export function overview(surveys: readonly PoolSurvey[], difference: Partial<Setting> = {}): Overview {
  return overviewOf(surveys, { deployment: deployment(), mode: 'apply', scope: {}, at, ...difference });
}
