import { type Command, InvalidArgumentError } from 'commander';
import type { Choices } from './program.ts';
import type { Session } from './session.ts';
import type { Terminal } from './terminal.ts';

/**
 * Makes an action of a command's work: the session comes first, then the command's own arguments and its options, as
 * commander gives them. The work answers the exit code.
 */
export type Run = <Given extends readonly unknown[]>(
  work: (session: Session, ...given: Given) => Promise<number>,
) => (...given: Given) => Promise<void>;

/** The same for work that needs no AWS: nobody has to be signed in for it. */
export type RunOffline = <Given extends readonly unknown[]>(
  work: (terminal: Terminal, choices: Choices, ...given: Given) => Promise<number>,
) => (...given: Given) => Promise<void>;

/** Commands that belong together; each folder has one. */
export type CommandSet = (program: Command, run: Run, runOffline: RunOffline) => void;

/** The options that narrow what a command looks at. */
export function scoped(command: Command): Command {
  return command
    .option('--pool <id>', 'only this user pool', poolId)
    .option('--client <id or name>', 'only app clients of this id or exact name');
}

/** For an option that takes a user pool. What can be none's id AWS refuses as it does what is forbidden. */
export function poolId(text: string): string {
  if (/^[\w-]+_[0-9a-zA-Z]+$/.test(text) && text.length <= 55) return text;
  throw new InvalidArgumentError('It takes a pool’s id, such as eu-west-1_AbCdEfGhI.');
}

/** For an option that takes a count. */
export function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It takes a whole number.');
}
