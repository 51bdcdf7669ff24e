import { CommandError } from './command-error.ts';
import type { Session } from './session.ts';

/** How a command that writes is told to. */
export interface Confirmable {
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** Refuses, before anything is looked at, where nobody can be asked. @throws CommandError */
export function mustBeAskable({ terminal }: Session, command: string, { yes, json }: Confirmable): void {
  if (yes || (terminal.interactive && !json)) return;
  throw new CommandError(
    json && terminal.interactive
      ? `${command} --json asks nobody.`
      : `${command} asks before it writes, and there is no terminal to ask at.`,
    'Say --yes to have it done.',
  );
}

/** Whether the person wants it: said beforehand, or now. Says so when not. */
export async function isConfirmed(
  { terminal, parts }: Session,
  question: string,
  { yes }: Confirmable,
): Promise<boolean> {
  if (yes) return true;
  const answer = await terminal.ask(`${question} [y/N] `, parts.signal);
  if (/^y(es)?$/i.test(answer?.trim() ?? '')) return true;
  terminal.say('Nothing was written.');
  return false;
}
