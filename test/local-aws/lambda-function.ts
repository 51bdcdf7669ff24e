/** A function as it is deployed, and the context that its runs are given. */
import type { Context, SQSEvent } from 'aws-lambda';
import type { AwsClock } from './clock.ts';
import type { Site } from './service.ts';

export interface LambdaFunction {
  readonly name: string;
  readonly handler: (event: SQSEvent, context: Context) => unknown;
  /** 1 to 900. */
  readonly timeoutSeconds: number;
  /** 128 when left out, as on AWS. */
  readonly memoryMegabytes?: number;
  /** `/aws/lambda/<name>` when left out. */
  readonly logGroup?: string;
  /** Takes what Lambda itself writes into the log; the log group does when left out. */
  readonly log?: (line: string) => void;
  /** What its template says besides; nothing of it has an effect here, but it is shown. */
  readonly template?: FunctionTemplate;
}

export interface FunctionTemplate {
  readonly roleArn: string;
  /** `index.handler`. */
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly logFormat: string;
  readonly logLevel: string;
  readonly systemLogLevel: string;
  readonly architecture: string;
}

interface Run {
  readonly site: Site;
  readonly clock: AwsClock;
  readonly requestId: string;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
}

/** `arn:aws:lambda:eu-west-1:123456789012:function:<name>`. */
export function functionArn({ partition, region, account }: Site, name: string): string {
  return `arn:${partition}:lambda:${region}:${account}:function:${name}`;
}

/** Where a function's lines go. */
export function groupOf({ name, logGroup = `/aws/lambda/${name}` }: Pick<LambdaFunction, 'name' | 'logGroup'>): string {
  return logGroup;
}

export function contextOf(lambdaFunction: LambdaFunction, { site, clock, requestId, deadline }: Run): Context {
  const { name: functionName, memoryMegabytes = 128 } = lambdaFunction;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: functionArn(site, functionName),
    memoryLimitInMB: String(memoryMegabytes),
    awsRequestId: requestId,
    logGroupName: groupOf(lambdaFunction),
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, deadline - clock.now()),
    done: notOffered,
    fail: notOffered,
    succeed: notOffered,
  };
}

function notOffered(): never {
  throw new Error('nodejs24.x has no callbacks');
}
