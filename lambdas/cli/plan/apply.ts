import { isDeepStrictEqual } from 'node:util';
import { outcomesOf } from '../../core/report.ts';
import type { Sighting } from '../../pass/pass.ts';
import { CommandError } from '../command-error.ts';
import { isConfirmed, mustBeAskable } from '../confirmation.ts';
import { counted } from '../counted.ts';
import { exit } from '../exit-code.ts';
import { progressOf } from '../progress.ts';
import type { Scope } from '../scope.ts';
import type { Session } from '../session.ts';
import { survey } from '../survey.ts';
import { type CarriedOut, type Moved, tellOutcomes } from './apply-text.ts';
import { detail, type Forecast, type Forecasted, forecastOf, isChange, keyOf } from './forecast.ts';
import { Interruptible } from './interruptible.ts';
import { printForecast, summaryOf } from './plan-text.ts';
import { basisOf, differences, planFile, readPlanFile, type SavedPlan } from './saved-plan.ts';

export interface ApplyOptions extends Scope {
  readonly yes?: boolean;
  readonly json?: boolean;
  /** A file of `plan --out`; its scope counts. */
  readonly plan?: string | undefined;
  readonly maxChanges?: number | undefined;
}

/**
 * `apply`: does what `plan` shows, after asking. Looks again before it writes: what is no longer as it was shown is left
 * alone. Answers the exit code: 0 when everything that was due is done. @throws CommandError
 */
export async function apply(session: Session, options: ApplyOptions): Promise<number> {
  const { terminal, deployment } = session;
  mustBeAskable(session, 'apply', options);
  const saved = options.plan === undefined ? undefined : await readSaved(session, options.plan);
  const scope = saved?.scope ?? { pool: options.pool, client: options.client };
  const forecast = forecastOf(await survey(session, scope, { onProgress: progressOf(session) }), deployment);
  if (!options.json) {
    printForecast(forecast, terminal, false);
    terminal.print(terminal.paint('bold', summaryOf(forecast)));
  }
  if (saved) await refuseIfMoved(session, saved, forecast);
  if (forecast.changes === 0) return forecast.inventory.failed > 0 ? exit.error : exit.done;
  if (options.maxChanges !== undefined && forecast.changes > options.maxChanges) {
    throw new CommandError(
      `${counted(forecast.changes, 'change')} are due, and --max-changes allows ${options.maxChanges}. Nothing was written.`,
      'Look at the plan; raise the limit, or narrow it with --pool or --client.',
    );
  }
  if (!(await isConfirmed(session, `Write ${counted(forecast.changes, 'change')}?`, options))) return exit.error;
  const done = await carryOut(session, scope, forecast);
  return tellOutcomes(session, forecast, done, options.json === true) ? exit.done : exit.error;
}

async function readSaved({ deployment }: Session, file: string): Promise<SavedPlan> {
  const saved = await readPlanFile(file);
  if (saved.deployment === deployment.name && saved.region === deployment.region) return saved;
  throw new CommandError(
    `${file} is a plan for ${saved.deployment} in ${saved.region}; this is ${deployment.name} in ${deployment.region}.`,
    `Say --deployment ${saved.deployment} --region ${saved.region}.`,
  );
}

async function refuseIfMoved(session: Session, saved: SavedPlan, forecast: Forecast): Promise<void> {
  const found = differences(saved, await planFile(session, saved.scope, forecast));
  if (found.length === 0) return;
  const told = found.slice(0, 10).map((difference) => `  ${difference}`);
  const more = found.length > told.length ? [`  and ${found.length - told.length} more`] : [];
  throw new CommandError(
    ['The world has moved since the plan was made. Nothing was written.', ...told, ...more].join('\n'),
    'Make a new plan: cognito-ssm-sync plan --out FILE',
  );
}

async function carryOut(session: Session, scope: Scope, forecast: Forecast): Promise<CarriedOut> {
  const { deployment, parts } = session;
  const { pools } = session.uninterrupted;
  const parameters = new Interruptible(session.uninterrupted.parameters, parts.signal);
  const shown = forecast.pools.flatMap(({ targets }) => targets.filter(isChange));
  const approved = new Map(shown.map((target) => [keyOf(target.outcome), basisOf(target)]));
  const isAsShown = (target: Forecasted): boolean => {
    const was = approved.get(keyOf(target.outcome));
    if (was === undefined) return false;
    const is = basisOf(target);
    // Several pools can have places in one parameter: what this run wrote there, it does not take for another's.
    const isOurs = is.version !== null && is.version === parameters.versionMade(is.parameter);
    const { version, action, tags } = was;
    return isDeepStrictEqual(isOurs ? { ...is, version, action, tags } : is, was);
  };
  const moved = new Map<string, Moved>();
  const consents = (sighting: Sighting): boolean => {
    const now = detail(outcomesOf(sighting.plan, new Map()), sighting, deployment).filter(isChange);
    const others = new Set(now.filter((target) => !isAsShown(target)));
    if (others.size > 0)
      for (const target of now) moved.set(keyOf(target.outcome), others.has(target) ? 'itself' : 'beside');
    return others.size === 0;
  };
  const surveys = await survey(session, scope, {
    writing: { consents, pools, parameters },
    onProgress: progressOf(session, 'worked off'),
  });
  return { surveys, moved };
}
