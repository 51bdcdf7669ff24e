#!/usr/bin/env node
/** The program `cognito-ssm-sync`: what a person sees of the reconciler, and does in its stead. */
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
import { errorName } from '../aws/errors.ts';
import { systemClock } from '../aws/system-clock.ts';
import { tell } from './failure.ts';
import { type Choices, createProgram, endedBy } from './program.ts';
import { repeating } from './repeated-choices.ts';
import { type Clients, type Parts, Session } from './session.ts';
import { createTerminal } from './terminal.ts';

let terminal = createTerminal(process);
const stopping = new AbortController();

/** Exit code of a program that Ctrl-C ended, as shells have it. */
const interrupted = 130;

function createClients({ profile, region }: Choices): Clients {
  // No client gets a logger: the SDK's would print what it sends to PutParameter.
  const common = {
    retryMode: 'standard',
    maxAttempts: 4,
    ...(profile !== undefined && { profile }),
    ...(region !== undefined && { region }),
  };
  return {
    cognito: new CognitoIdentityProviderClient(common),
    ssm: new SSMClient(common),
    tagging: new ResourceGroupsTaggingAPIClient(common),
    lambda: new LambdaClient(common),
    events: new EventBridgeClient(common),
    cloudTrail: new CloudTrailClient(common),
    cloudWatch: new CloudWatchClient(common),
    scheduler: new SchedulerClient(common),
    kms: new KMSClient(common),
    // A queue's url names its region's host; the endpoint that was chosen for the others is chosen for it, too.
    sqs: new SQSClient({ ...common, md5: false, useQueueUrlAsEndpoint: false }),
  };
}

/** A second Ctrl-C this much later, in milliseconds, means it; npm itself passes one on at once. */
const meant = 500;
let stoppingSince: number | undefined;

function onInterrupt(): void {
  const now = performance.now();
  if (stoppingSince !== undefined) {
    if (now - stoppingSince < meant) return;
    terminal.say('Stopped at once. A write that was under way may have been made: look with cognito-ssm-sync plan.');
    process.exit(interrupted);
  }
  terminal.say('Stopping; what has begun to be written is finished. Ctrl-C again stops at once.');
  stoppingSince = now;
  stopping.abort();
}

async function main(words: readonly string[]): Promise<number> {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 22) {
    terminal.say(
      `cognito-ssm-sync needs Node.js 22 or newer; this is ${process.version}. Get one at https://nodejs.org.`,
    );
    return 1;
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onInterrupt);
  let unprinted: string | undefined;
  // Whoever reads our output may stop reading it (`… | head`): what was begun goes on, and its exit code is the truth.
  process.stdout.on('error', (error) => {
    if (errorName(error) !== 'EPIPE') unprinted = errorName(error);
  });
  process.stderr.on('error', () => {});
  let exitCode = 0;
  let debug = words.includes('--debug');
  const program = createProgram({
    async open(choices) {
      debug = choices.debug === true;
      terminal = repeating(terminal, choices);
      const parts: Parts = {
        clients: createClients(choices),
        clock: systemClock,
        terminal,
        signal: stopping.signal,
      };
      const { deployment: name, targets, tagPrefix } = choices;
      return Session.open(parts, { name, ...(targets && { targets }), ...(tagPrefix && { tagPrefix }) });
    },
    end(code) {
      exitCode = code;
    },
    terminal,
    write: (text) => terminal.print(text.replace(/\n$/, '')),
    writeError: (text) => terminal.say(text.replace(/\n$/, '')),
  });
  try {
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    const ended = endedBy(error);
    if (ended !== undefined) return ended;
    if (stopping.signal.aborted) {
      terminal.say('Stopped.');
      return interrupted;
    }
    const { message, next } = tell(error);
    terminal.say(`Error: ${message}`);
    if (next !== undefined) terminal.say(next);
    if (debug && error instanceof Error)
      terminal.say(
        (error.stack ?? '')
          .split('\n')
          .filter((line) => /^ +at /.test(line))
          .join('\n'),
      );
    return 1;
  } finally {
    terminal.status(undefined);
  }
  // That a disk is full is heard of a moment after the last line.
  await new Promise((resolve) => process.stdout.write('', resolve));
  if (unprinted !== undefined) {
    terminal.say(`Error: What was to be printed could not be written: ${unprinted}.`);
    return 1;
  }
  return stopping.signal.aborted ? interrupted : exitCode;
}

// Not process.exit: what is still on its way to a pipe would be lost.
process.exitCode = await main(process.argv.slice(2));
