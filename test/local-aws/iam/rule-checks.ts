/**
 * What EventBridge's operations on rules need: the rule's ARN on the default bus. Listing them is asked for `rule/*`, as
 * AWS's refusals name it; the Service Authorization Reference names no resource for it. C
 */
import type { Json } from '../service.ts';
import { type Check, type Mapping, type Surroundings, textsOf } from './check.ts';

export const ruleChecks: Readonly<Record<string, Mapping>> = {
  ListRules: (input, surroundings) => [onRule('ListRules', '*', input, surroundings)],
  ListTargetsByRule: named('ListTargetsByRule', 'Rule'),
  EnableRule: named('EnableRule', 'Name'),
  DisableRule: named('DisableRule', 'Name'),
};

function named(operation: string, member: 'Rule' | 'Name'): Mapping {
  return (input, surroundings) => textsOf(input[member]).map((name) => onRule(operation, name, input, surroundings));
}

/** A rule of another bus has that bus in its ARN. */
function onRule(operation: string, name: string, { EventBusName }: Json, { site }: Surroundings): Check {
  const bus = (textsOf(EventBusName)[0] ?? 'default').replace(/^arn:.*:event-bus\//, '');
  const path = bus === 'default' ? name : `${bus}/${name}`;
  const { partition, region, account } = site;
  return { action: `events:${operation}`, resource: `arn:${partition}:events:${region}:${account}:rule/${path}` };
}
