import { type Command, Option } from 'commander';
import { type CommandSet, scoped, wholeNumber } from '../command-set.ts';
import { apply } from './apply.ts';
import { plan } from './plan.ts';

export const planCommands: CommandSet = (program: Command, run) => {
  scoped(program.command('plan').description('show what apply, or the next sweep, would do; writes nothing'))
    .option('--all', 'list every target that is in sync')
    .option('--json', 'lines of JSON, with the fields of the log')
    .option('--out <file>', 'save the plan for apply --plan')
    .addHelpText('after', planHelp)
    .action(run(plan));

  scoped(program.command('apply').description('show the plan, ask, and carry it out'))
    .option('--yes', 'do not ask')
    .addOption(new Option('--plan <file>', 'carry out this plan of plan --out').conflicts(['pool', 'client']))
    .option('--max-changes <count>', 'write nothing when more are due', wholeNumber)
    .option('--json', 'lines of JSON, with the fields of the log; needs --yes')
    .addHelpText('after', applyHelp)
    .action(run(apply));
};

const planHelp = `
Exit codes: 0 everything is in sync, 2 changes are due, 1 something failed or, with no change due, needs a person.

Examples:
  cognito-ssm-sync plan
  cognito-ssm-sync plan --pool eu-west-1_AbCdEfGhI --client orders
  cognito-ssm-sync plan --out friday.json && cognito-ssm-sync apply --plan friday.json
  cognito-ssm-sync plan --json | jq 'select(.action == "blocked")'`;

const applyHelp = `
Exit codes: 0 everything that was due is written, 1 something is not.

Examples:
  cognito-ssm-sync apply
  cognito-ssm-sync apply --yes --max-changes 10
  cognito-ssm-sync apply --plan friday.json`;
