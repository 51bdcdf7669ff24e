import type { Command } from 'commander';
import { type CommandSet, poolId } from '../command-set.ts';
import { explain } from './explain.ts';

export const explainCommands: CommandSet = (program: Command, run) => {
  program
    .command('explain')
    .description('say which tag or pattern leads where and why, who has the place, and what decided each key')
    .argument(
      '<client|parameter>',
      'an app client’s id or exact name, or a parameter’s name (begins with a slash) or ARN',
    )
    .option('--pool <id>', 'only this user pool, also if it declares nothing', poolId)
    .option('--json', 'lines of JSON, with the fields of the log')
    .addHelpText('after', help)
    .action(run(explain));
};

const help = `
Exit codes: 0 it is explained, 1 there is no such client, or something could not be looked at.

Examples:
  cognito-ssm-sync explain orders
  cognito-ssm-sync explain 1example23456789abcdefghij --pool eu-west-1_AbCdEfGhI
  cognito-ssm-sync explain /layered-apis/orders/prod
  cognito-ssm-sync explain /layered-apis/orders/prod --json | jq '.keys'`;
