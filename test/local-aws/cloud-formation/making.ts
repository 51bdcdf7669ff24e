/** What making a resource takes and gives. */
import type { Context, SQSEvent } from 'aws-lambda';
import type { LogLevel } from '../cloud-watch.ts';
import type { EventSource } from '../event-source.ts';
import type { FunctionTemplate } from '../lambda-function.ts';
import type { Aws } from '../local-aws.ts';
import type { RunningSchedule } from '../scheduler.ts';
import type { Site } from '../service.ts';
import type { Properties } from './properties.ts';

/** The part of an AWS that stacks are deployed into. */
export type Account = Pick<
  Aws,
  'site' | 'clock' | 'iam' | 'sqs' | 'eventBus' | 'scheduler' | 'lambda' | 'cloudWatch' | 'cloudTrail'
>;

/** A function as its template describes it; the levels are Lambda's own, as it tells them to the function. */
export interface DescribedFunction extends FunctionTemplate {
  readonly name: string;
  /** Folder of its code. */
  readonly codePath: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly logGroup: string;
  /** Takes a line to the log group, if the role lets it. */
  readonly log: (text: string, level: LogLevel) => void;
}

/** Makes what Lambda calls: how and where a function's code runs is the deployer's choice. */
export type Execution = (described: DescribedFunction) => (event: SQSEvent, context: Context) => unknown;

/** What resources of one stack share while it is deployed. */
export interface Stack {
  readonly name: string;
  readonly account: Account;
  readonly execution: Execution;
  /** Where the file with this key in the bucket of assets lies; throws when there is none. */
  readonly assetPath: (key: string) => string;
  /** When a schedule fires first, milliseconds since the epoch. */
  readonly firstFiring: (everyMilliseconds: number) => number;
  /** ARNs of roles by the names of functions. */
  readonly roles: Map<string, string>;
  /** Names of the log groups that there are. */
  readonly logGroups: Set<string>;
  readonly sources: EventSource[];
  readonly schedules: RunningSchedule[];
}

export interface Order {
  readonly stack: Stack;
  readonly properties: Properties;
  /** The name that CloudFormation makes up for what has none, at most so long. */
  readonly madeUpName: (longest?: number) => string;
}

/** What `Ref` and `Fn::GetAtt` give of it. */
export interface Made {
  readonly ref: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

export type Maker = (order: Order) => Made;

/** `arn:<partition>:<service>:<region>:<account>:<resource>`. */
export function arnIn({ partition, region, account }: Site, service: string, resource: string): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

/** Of properties that change nothing here. */
export const forPeople = 'a text for people';
