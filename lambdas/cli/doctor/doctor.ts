import { CommandError } from '../command-error.ts';
import type { Session } from '../session.ts';
import { countOf, judgeAll } from './checks.ts';
import { doctorLines } from './doctor-json.ts';
import { printJudgements } from './doctor-text.ts';
import { gather } from './gather.ts';

/** `doctor`: whether a deployment can do its work, and what it needs; writes nothing. Answers the exit code. */
export async function doctor(session: Session, { json }: { readonly json?: boolean }): Promise<number> {
  const { terminal, found, deployment } = session;
  if (found.arn === undefined) {
    throw new CommandError(
      'There is nothing to examine: --targets stands for no deployment.',
      'Leave it out, and name the deployment with --deployment and --region.',
    );
  }
  terminal.status('reading the deployment');
  const facts = await gather(session);
  // Of what was stopped nothing is known, and nothing is to be said.
  session.parts.signal.throwIfAborted();
  const judgements = judgeAll(facts);
  if (json) for (const line of doctorLines(judgements)) terminal.print(line);
  else {
    terminal.print(`${deployment.name} in ${deployment.region}`);
    terminal.print();
    printJudgements(judgements, terminal);
  }
  return countOf(judgements, 'bad') + countOf(judgements, 'unknown') > 0 ? 1 : 0;
}
