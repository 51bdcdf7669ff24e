import { Command, CommanderError } from 'commander';
import type { CommandSet, Run, RunOffline } from './command-set.ts';
import { declareCommands } from './declare/commands.ts';
import { dlqCommands } from './dlq/commands.ts';
import { doctorCommands } from './doctor/commands.ts';
import { explainCommands } from './explain/commands.ts';
import { importCommands } from './import/commands.ts';
import { planCommands } from './plan/commands.ts';
import { releaseCommands } from './release/commands.ts';
import type { Session } from './session.ts';
import { statusCommands } from './status/commands.ts';
import type { Terminal } from './terminal.ts';

/** What the person chose for every command. */
export interface Choices {
  readonly profile?: string;
  readonly region?: string;
  readonly deployment: string;
  readonly targets?: readonly string[];
  readonly tagPrefix?: string;
  readonly debug?: boolean;
}

/** Where a command runs: opens what it works with, and takes its exit code. */
export interface Stage {
  open(choices: Choices): Promise<Session>;
  end(exitCode: number): void;
  readonly terminal: Terminal;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
}

const commandSets: readonly CommandSet[] = [
  planCommands,
  statusCommands,
  explainCommands,
  doctorCommands,
  declareCommands,
  releaseCommands,
  importCommands,
  dlqCommands,
];

/** All commands with their options, helps and examples. A wrong word is answered with the nearest right one. */
export function createProgram(stage: Stage): Command {
  const program = new Command('cognito-ssm-sync')
    .description(
      'Puts credentials of Cognito app clients where the tags of their user pools say, and keeps them right.',
    )
    .option('--profile <name>', 'profile of the AWS configuration to sign in with')
    .option('--region <region>', 'region; the profile’s or AWS_REGION when left out')
    .option('--deployment <name>', 'name of the deployment, which is its function’s', 'cognito-ssm-sync')
    .option('--targets <prefixes>', 'instead of a deployment: prefixes that may be written under, with commas', list)
    .option('--tag-prefix <prefix>', 'with --targets: first part of the tag keys')
    .option('--debug', 'show where an error comes from')
    .addHelpText('after', help)
    .showHelpAfterError('(--help lists what there is)')
    .showSuggestionAfterError()
    .configureOutput({ writeOut: stage.write, writeErr: stage.writeError })
    .exitOverride();
  const run: Run =
    (work) =>
    async (...given) =>
      stage.end(await work(await stage.open(program.opts<Choices>()), ...given));
  const runOffline: RunOffline =
    (work) =>
    async (...given) =>
      stage.end(await work(stage.terminal, program.opts<Choices>(), ...given));
  for (const addCommands of commandSets) addCommands(program, run, runOffline);
  return program;
}

function list(text: string): readonly string[] {
  return text.split(',').filter((word) => word !== '');
}

/** The exit code, where commander ended the program itself and has said all there is to say. */
export function endedBy(error: unknown): number | undefined {
  return error instanceof CommanderError ? error.exitCode : undefined;
}

const help = `
Everything signs in as the AWS CLI does. Exit codes stand in each command's help; 1 is always an error.

Examples:
  cognito-ssm-sync plan
  cognito-ssm-sync apply --client orders
  cognito-ssm-sync --profile production --region eu-central-1 status --html status.html
  cognito-ssm-sync explain /layered-apis/orders/prod
  cognito-ssm-sync --targets /layered-apis/ plan      (nothing is deployed yet)`;
