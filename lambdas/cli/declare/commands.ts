import type { Command } from 'commander';
import type { CommandSet } from '../command-set.ts';
import { declare, undeclare } from './declare.ts';

export const declareCommands: CommandSet = (program: Command, run) => {
  program
    .command('declare')
    .description('tag a user pool, so that a client’s credentials go to these targets')
    .argument('<pool>', 'the user pool’s id')
    .argument('<client>', 'the client’s id or exact name, or * for all that no tag names')
    .argument('<target...>', '/path or /path@place; or none, to leave the client out of the pattern')
    .option('--create-never', 'write only parameters that exist')
    .option('--yes', 'do not ask')
    .option('--json', 'lines of JSON, with the fields of the log; needs --yes')
    .addHelpText('after', declareHelp)
    .action(run(declare));

  program
    .command('undeclare')
    .description('take the tags away that name a client; what was written stays')
    .argument('<pool>', 'the user pool’s id')
    .argument('<client>', 'the client’s id or exact name, or * for the pool’s pattern')
    .option('--yes', 'do not ask')
    .option('--json', 'lines of JSON, with the fields of the log; needs --yes')
    .addHelpText('after', undeclareHelp)
    .action(run(undeclare));
};

const declareHelp = `
Shows what the tag changes in the plan before it asks. An older tag about the client is replaced, as it is shown.
Exit codes: 0 the pool bears the tag, 1 it does not.

Examples:
  cognito-ssm-sync declare eu-west-1_AbCdEfGhI orders /layered-apis/orders/prod
  cognito-ssm-sync declare eu-west-1_AbCdEfGhI orders /a/orders /b/orders@auth.machine --create-never
  cognito-ssm-sync declare eu-west-1_AbCdEfGhI '*' /layered-apis/:clientName/prod
  cognito-ssm-sync declare eu-west-1_AbCdEfGhI 'Partner portal' none`;

const undeclareHelp = `
Exit codes: 0 the tags are gone, 1 they are not.

Examples:
  cognito-ssm-sync undeclare eu-west-1_AbCdEfGhI orders
  cognito-ssm-sync undeclare eu-west-1_AbCdEfGhI '*'`;
