import type { CommandSet } from '../command-set.ts';
import { doctor } from './doctor.ts';

export const doctorCommands: CommandSet = (program, run) => {
  program
    .command('doctor')
    .description('examine the deployment, its events, pools and parameters; writes nothing')
    .option('--json', 'lines of JSON, with the fields of the log')
    .addHelpText('after', help)
    .action(run(doctor));
};

const help = `
What you may not read is said, and stops nothing else.

Exit codes: 0 all was read and nothing is bad (there may be warnings), 1 something is bad or could not be read.

Examples:
  cognito-ssm-sync doctor
  cognito-ssm-sync doctor --deployment audit-sync --region eu-central-1
  cognito-ssm-sync doctor --json | jq 'select(.severity == "bad")'`;
