import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { apply } from './plan/apply.ts';
import { plan } from './plan/plan.ts';
import type { Session } from './session.ts';

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
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
}

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
    .showHelpAfterError('(--help lists what there is)')
    .showSuggestionAfterError()
    .configureOutput({ writeOut: stage.write, writeErr: stage.writeError })
    .exitOverride();

  /** A command's work, with what every command works with. */
  const run =
    <Options>(work: (session: Session, options: Options) => Promise<number>) =>
    async (options: Options): Promise<void> =>
      stage.end(await work(await stage.open(program.opts<Choices>()), options));

  const scoped = (command: Command): Command =>
    command
      .option('--pool <id>', 'only this user pool')
      .option('--client <id or name>', 'only app clients of this id or exact name');

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

  return program;
}

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

function list(text: string): readonly string[] {
  return text.split(',').filter((word) => word !== '');
}

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It takes a whole number.');
}

/** Whether commander ended the program itself, and has said all there is to say. */
export function endedBy(error: unknown): number | undefined {
  return error instanceof CommanderError ? error.exitCode : undefined;
}
