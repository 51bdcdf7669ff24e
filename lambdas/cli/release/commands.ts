import type { Command } from 'commander';
import type { CommandSet } from '../command-set.ts';
import { release } from './release.ts';

export const releaseCommands: CommandSet = (program: Command, run) => {
  program
    .command('release')
    .description('accept what is left behind in a parameter: remove the tags that say whose it is; its text stays')
    .argument('<parameter>', 'the parameter’s name')
    .option('--place <place>', 'only this place, such as auth.cognito')
    .option('--force', 'also where its owner still claims it')
    .option('--yes', 'do not ask')
    .option('--json', 'lines of JSON, with the fields of the log; needs --yes')
    .addHelpText('after', help)
    .action(run(release));
};

const help = `
Where the owner still claims the place it refuses: the next sweep would only tag it again. Use undeclare there.
Exit codes: 0 the tags are gone, 1 they are not.

Examples:
  cognito-ssm-sync release /layered-apis/orders/prod
  cognito-ssm-sync release /layered-apis/orders/prod --place auth.machine --yes`;
