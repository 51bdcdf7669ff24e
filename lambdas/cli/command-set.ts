import { type Command, InvalidArgumentError } from 'commander';
import type { Session } from './session.ts';

/**
 * Makes an action of a command's work: the session comes first, then the command's own arguments and its options, as
 * commander gives them. The work answers the exit code.
 */
export type Run = <Given extends readonly unknown[]>(
  work: (session: Session, ...given: Given) => Promise<number>,
) => (...given: Given) => Promise<void>;

/** Commands that belong together; each folder has one. */
export type CommandSet = (program: Command, run: Run) => void;

/** The options that narrow what a command looks at. */
export function scoped(command: Command): Command {
  return command
    .option('--pool <id>', 'only this user pool')
    .option('--client <id or name>', 'only app clients of this id or exact name');
}

/** For an option that takes a count. */
export function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It takes a whole number.');
}
