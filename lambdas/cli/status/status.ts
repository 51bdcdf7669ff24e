import { exitCodeOf } from '../plan/plan.ts';
import { progressOf } from '../progress.ts';
import type { Scope } from '../scope.ts';
import type { Session } from '../session.ts';
import { survey } from '../survey.ts';
import { overviewOf } from './overview.ts';
import { overviewLines } from './overview-json.ts';
import { printOverview } from './overview-text.ts';
import { pageOf } from './page.ts';
import { preparePageFile } from './page-file.ts';

export interface StatusOptions extends Scope {
  readonly json?: boolean;
  readonly all?: boolean;
  /** A file for the page. */
  readonly html?: string | undefined;
}

/** `status`: how all pools are; writes nothing to AWS. Answers the exit code, as `plan` does. @throws CommandError */
export async function status(session: Session, options: StatusOptions): Promise<number> {
  const { terminal, deployment, found, parts } = session;
  // Before the work, which can take minutes: a page that cannot be written is known at once.
  const writePage = options.html === undefined ? undefined : await preparePageFile(options.html);
  const surveys = await survey(session, options, { onProgress: progressOf(session) });
  const { forecast, ...overview } = overviewOf(surveys, {
    deployment,
    mode: found.configuration.mode,
    scope: { pool: options.pool, client: options.client },
    at: new Date(parts.clock.now()).toISOString(),
  });
  if (options.json) for (const line of overviewLines(overview)) terminal.print(line);
  else printOverview(overview, terminal, options.all === true);
  if (writePage) {
    await writePage(pageOf(overview));
    terminal.say(`The page is in ${options.html}.`);
  }
  if (forecast.changes > 0 && !options.json) terminal.say('What would change: cognito-ssm-sync plan');
  return exitCodeOf(forecast);
}
