import { exit } from '../exit-code.ts';
import { progressOf } from '../progress.ts';
import type { Scope } from '../scope.ts';
import type { Session } from '../session.ts';
import { shellWord } from '../shell.ts';
import { survey } from '../survey.ts';
import { printable } from '../terminal.ts';
import { type Forecast, forecastOf } from './forecast.ts';
import { forecastLines } from './plan-json.ts';
import { printForecast, summaryOf } from './plan-text.ts';
import { planFile, writePlanFile } from './saved-plan.ts';

export interface PlanOptions extends Scope {
  readonly json?: boolean;
  readonly all?: boolean;
  /** A file for `apply --plan`. */
  readonly out?: string | undefined;
}

/** `plan`: shows what `apply`, or the next sweep, would do; writes nothing to AWS. Answers the exit code. */
export async function plan(session: Session, options: PlanOptions): Promise<number> {
  const { terminal } = session;
  const surveys = await survey(session, options, { onProgress: progressOf(session) });
  const forecast = forecastOf(surveys, session.deployment);
  if (options.json) for (const line of forecastLines(forecast)) terminal.print(line);
  else {
    printForecast(forecast, terminal, options.all === true);
    terminal.print(terminal.paint('bold', summaryOf(forecast)));
  }
  if (options.out !== undefined) {
    await writePlanFile(options.out, await planFile(session, options, forecast));
    terminal.say(
      `The plan is saved in ${options.out}. Carry it out with: cognito-ssm-sync apply --plan ${options.out}`,
    );
  } else if (forecast.changes > 0 && !options.json)
    terminal.say(`Carry it out with: cognito-ssm-sync apply${scopeWords(options)}`);
  if (forecast.changes > 0 && session.found.configuration.mode === 'report' && !options.json)
    terminal.say(`The deployment ${session.deployment.name} is in mode report: it writes nothing by itself.`);
  return exitCodeOf(forecast);
}

/** What was narrowed for the plan is narrowed for carrying it out. */
function scopeWords({ pool, client }: Scope): string {
  const chosen = [
    ...(pool === undefined ? [] : ['--pool', pool]),
    ...(client === undefined ? [] : ['--client', client]),
  ];
  return chosen.map((word) => ` ${shellWord(printable(word))}`).join('');
}

/** Of `plan` and `status`: what is due outdoes what needs a person, for `apply` has something to do. */
export function exitCodeOf({ inventory, changes }: Forecast): number {
  if (inventory.failed > 0) return exit.error;
  if (changes > 0) return exit.due;
  return inventory.blocked + inventory.rejected > 0 ? exit.error : exit.done;
}
