import {
  type EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  type Rule,
} from '@aws-sdk/client-eventbridge';
import type { Caller } from './caller.ts';

/** A rule of the default bus. */
export interface EventRule {
  readonly name: string;
  readonly enabled: boolean;
  /** JSON; empty where it has none. */
  readonly pattern: string;
}

/** The rules whose names begin like this. */
export async function eventRules(
  client: EventBridgeClient,
  caller: Caller,
  prefix: string,
): Promise<readonly EventRule[]> {
  const found: Rule[] = [];
  let token: string | undefined;
  do {
    const page = await caller.call({ operation: 'ListRules', pace: 'deployment-read' }, (options) =>
      client.send(new ListRulesCommand({ NamePrefix: prefix, NextToken: token }), options),
    );
    found.push(...(page?.Rules ?? []));
    token = page?.NextToken;
  } while (token !== undefined);
  return found.map(({ Name = '', State, EventPattern = '' }) => ({
    name: Name,
    enabled: State !== 'DISABLED',
    pattern: EventPattern,
  }));
}

/** ARNs of what a rule sends to. A rule has five targets at most, so there is one page. */
export async function targetsOfRule(
  client: EventBridgeClient,
  caller: Caller,
  rule: string,
): Promise<readonly string[]> {
  const answer = await caller.call({ operation: 'ListTargetsByRule', pace: 'deployment-read' }, (options) =>
    client.send(new ListTargetsByRuleCommand({ Rule: rule }), options),
  );
  return (answer?.Targets ?? []).map(({ Arn = '' }) => Arn);
}
