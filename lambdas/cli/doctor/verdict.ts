import type { Block, Failure } from '../../core/findings.ts';
import { sentence } from '../../core/findings.ts';
import type { Fact, Facts } from './facts.ts';

/**
 *   ok       as it should be
 *   warn     works, and somebody should know
 *   bad      does not work
 *   unknown  could not be read
 */
export type Severity = 'ok' | 'warn' | 'bad' | 'unknown';

/** What a check says of one thing: what was found, and what mends it. */
export interface Verdict {
  readonly severity: Severity;
  readonly message: string;
  /** A command, or what to do where no command does it. */
  readonly fix?: string;
  readonly userPoolId?: string;
  readonly parameter?: string;
}

/** One question to the facts. It answers at least once; with `ok` only where it has nothing else to say. */
export interface Check {
  /** Its name, also in the JSON: a contract. */
  readonly name: string;
  /** Why it matters. */
  readonly why: string;
  judge(facts: Facts): readonly Verdict[];
}

export function ok(message: string): Verdict {
  return { severity: 'ok', message };
}

/** The verdicts; where there are none, all is well. */
export function orWell(verdicts: readonly Verdict[], message: string): readonly Verdict[] {
  return verdicts.length > 0 ? verdicts : [ok(message)];
}

/** Judges what was read, and says of what was not that it is not known. `thing`: what it is, as a sentence begins. */
export function judged<Value>(
  fact: Fact<Value>,
  thing: string,
  judge: (value: Value) => readonly Verdict[],
): readonly Verdict[] {
  return 'unreadable' in fact ? [unknown(fact.unreadable, thing)] : judge(fact.value);
}

/** The permissions of those operations that are not named after their service's own prefix are looked up here. */
const services: readonly (readonly [service: string, operations: RegExp])[] = [
  ['lambda', /^(GetFunctionConfiguration|ListEventSourceMappings)$/],
  ['events', /^List(Rules|TargetsByRule)$/],
  ['cloudtrail', /^(DescribeTrails|GetTrailStatus|GetEventSelectors)$/],
  ['cloudwatch', /^GetMetricData$/],
  ['scheduler', /^GetSchedule$/],
  ['sqs', /^GetQueueAttributes$/],
  ['kms', /^DescribeKey$/],
  ['tag', /^GetResources$/],
  ['cognito-idp', /UserPool/],
  ['ssm', /^(GetParameters?|DescribeParameters|ListTagsForResource)$/],
];

export function unknown(finding: Failure | Block, thing: string): Verdict {
  if (!('operation' in finding))
    return { severity: 'unknown', message: `${thing} could not be read: ${sentence(finding)}` };
  const { code, operation } = finding;
  if (code === 'key-unusable') {
    return {
      severity: 'unknown',
      message: `${thing} could not be read: its KMS key refused ${operation}.`,
      fix: 'Ask for kms:Decrypt on its key, and see that the key is enabled.',
    };
  }
  if (code !== 'call-refused') {
    const error = 'error' in finding ? `failed with ${finding.error}` : 'was stopped';
    return {
      severity: 'unknown',
      message: `${thing} could not be read: ${operation} ${error}.`,
      fix: 'Try again in a minute.',
    };
  }
  const service = services.find(([, operations]) => operations.test(operation))?.[0] ?? 'the service';
  return {
    severity: 'unknown',
    message: `${thing} could not be read: ${operation} was refused with ${finding.error}.`,
    fix: `Ask for the permission ${service}:${operation}.`,
  };
}
