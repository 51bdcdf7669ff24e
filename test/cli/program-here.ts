/** The program in this process, on the time and the AWS of a world: where real time or a process of its own is too dear. */
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { tell } from '../../lambdas/cli/failure.ts';
import { createProgram, endedBy } from '../../lambdas/cli/program.ts';
import { type Clients, Session } from '../../lambdas/cli/session.ts';
import type { Terminal } from '../../lambdas/cli/terminal.ts';
import type { Aws } from '../local-aws/local-aws.ts';
import type { World } from '../world.ts';

export interface Here {
  /** What the person answers, in this order; without any there is nobody to be asked. */
  readonly answers?: readonly string[];
  /** Ctrl-C. */
  readonly signal?: AbortSignal;
  /** Columns of the terminal. */
  readonly width?: number;
  readonly onStatus?: (line: string) => void;
  readonly onAsk?: (question: string) => void;
}

export interface SaidHere {
  readonly code: number;
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
  /** The questions that were asked. */
  readonly asked: readonly string[];
}

/** Runs the program while the world's time goes on. */
export async function runHere(world: World, words: readonly string[], here: Here = {}): Promise<SaidHere> {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const asked: string[] = [];
  const answers = [...(here.answers ?? [])];
  const terminal: Terminal = {
    width: here.width,
    interactive: here.answers !== undefined,
    print: (line = '') => void stdout.push(line),
    say: (line) => void stderr.push(line),
    status: (line) => line !== undefined && here.onStatus?.(line),
    paint: (_, text) => text,
    async ask(question) {
      asked.push(question);
      here.onAsk?.(question);
      return answers.shift();
    },
  };
  let code = 0;
  const program = createProgram({
    open: ({ deployment: name }) => {
      const signal = here.signal ?? new AbortController().signal;
      const parts = { clients: clientsOf(world.aws), clock: world.aws.clock, terminal, signal };
      return Session.open(parts, { name });
    },
    end: (exitCode) => {
      code = exitCode;
    },
    terminal,
    write: (text) => void stdout.push(text),
    writeError: (text) => void stderr.push(text),
  });
  try {
    await world.did(program.parseAsync([...words], { from: 'user' }));
  } catch (error) {
    code = endedBy(error) ?? 1;
    const { message, next } = tell(error);
    stderr.push(message, ...(next === undefined ? [] : [next]));
  }
  const leaks = world.leaks({ 'the command line': [...stdout, ...stderr] });
  if (leaks.length > 0) throw new Error(`secrets were shown: ${JSON.stringify(leaks)}`);
  return { code, stdout, stderr, asked };
}

function clientsOf(aws: Aws): Clients {
  const configuration = () => aws.clientConfiguration('person', { maxAttempts: 4 });
  return {
    cognito: new CognitoIdentityProviderClient(configuration()),
    ssm: new SSMClient(configuration()),
    tagging: new ResourceGroupsTaggingAPIClient(configuration()),
    lambda: new LambdaClient(configuration()),
    events: new EventBridgeClient(configuration()),
    cloudTrail: new CloudTrailClient(configuration()),
    cloudWatch: new CloudWatchClient(configuration()),
    scheduler: new SchedulerClient(configuration()),
    kms: new KMSClient(configuration()),
    sqs: new SQSClient({ ...configuration(), md5: false }),
  };
}
