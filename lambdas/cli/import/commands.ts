import { type Command, Option } from 'commander';
import type { CommandSet } from '../command-set.ts';
import { importServerless } from './import.ts';
import { languages } from './languages.ts';

export const importCommands: CommandSet = (program: Command, _run, runOffline) => {
  program
    .command('import')
    .description('print the tags that replace a serverless-app-client-credentials-to-ssm configuration; asks no AWS')
    .argument('<serverless.yml...>', 'files with the plugin’s section')
    .option('--stage <stage>', 'as it is said to serverless deploy')
    .addOption(new Option('--format <language>', 'only this one; all when left out').choices(languages))
    .addHelpText('after', help)
    .action(runOffline(importServerless));
};

const help = `
Variables that the file itself decides are resolved; every other one is named and left to you.
Exit codes: 0 the tags are complete, 2 something in them is left to you, 1 a file could not be read.

Examples:
  cognito-ssm-sync import serverless.yml --stage prod
  cognito-ssm-sync import */serverless.yml --format cloudformation`;
