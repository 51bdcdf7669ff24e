import type { Command } from 'commander';
import { type CommandSet, scoped } from '../command-set.ts';
import { status } from './status.ts';

export const statusCommands: CommandSet = (program: Command, run) => {
  scoped(
    program.command('status').description('show how all pools are, and what needs a person; writes nothing to AWS'),
  )
    .option('--all', 'list every target with its last change')
    .option('--json', 'lines of JSON, with the fields of the log')
    .option('--html <file>', 'write it as a page, too: one file, for any browser')
    .addHelpText('after', statusHelp)
    .action(run(status));
};

const statusHelp = `
Counts that are 0 in every pool have no column. The last change is when a parameter was last written, by whomever.
Exit codes: 0 everything is in sync or only orphaned, 2 changes are due, 1 something failed or, with no change due,
is blocked or rejected.

Examples:
  cognito-ssm-sync status
  cognito-ssm-sync status --pool eu-west-1_AbCdEfGhI --all
  cognito-ssm-sync status --html status.html
  cognito-ssm-sync status --json | jq 'select(.code == "pool" and .counts.blocked > 0)'`;
