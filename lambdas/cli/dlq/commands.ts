import { Argument, type Command } from 'commander';
import type { CommandSet } from '../command-set.ts';
import { queueKinds } from '../dead-letter-queue.ts';
import { list } from './list.ts';
import { redrive } from './redrive.ts';
import { why } from './why.ts';

export const dlqCommands: CommandSet = (program: Command, run) => {
  const dlq = program
    .command('dlq')
    .description('messages that were given up: what they ask for, what stops them, and sending them back')
    .addHelpText('after', examples);
  const command = (name: string, description: string, options = {}) =>
    dlq.command(name, options).description(description).addArgument(whichQueue()).addHelpText('after', examples);

  command('list', 'show what lies there; changes nothing', { isDefault: true })
    .option('--json', 'lines of JSON, with the fields of the log')
    .action(run(list));

  command('why', 'show what stops each message now, by trying it without writing')
    .option('--json', 'lines of JSON, with the fields of the log')
    .action(run(why));

  command('redrive', 'ask, then send the messages back; for undelivered ones start a sweep')
    .option('--yes', 'do not ask')
    .option('--drop-invalid', 'delete what is not understood instead of sending it back')
    .action(run(redrive));
};

function whichQueue(): Argument {
  return new Argument('[queue]', 'which of them').choices([...queueKinds, 'all']).default('all');
}

const examples = `
Exit codes of list and why: 0 nothing lies there, 2 it can be redriven, 1 something stops it or could not be looked at.
Exit codes of redrive: 0 everything that lay there is on its way, 1 something is not.

Examples:
  cognito-ssm-sync dlq
  cognito-ssm-sync dlq why events
  cognito-ssm-sync dlq redrive events
  cognito-ssm-sync dlq redrive --yes --drop-invalid`;
