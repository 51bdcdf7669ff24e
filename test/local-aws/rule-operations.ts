/** The rules of the default bus as clients ask for them and switch them; the stack alone makes them. */
import type { Rule, Target } from '@aws-sdk/client-eventbridge';
import type { CompiledRule, CompiledTarget } from './event-rule.ts';
import { invalid, optionalNumber, optionalText, text } from './members.ts';
import { pageAfter } from './pages.ts';
import { AwsError, type Json, type Operation, type Site } from './service.ts';
import type { Wire } from './wire.ts';

type Rules = ReadonlyMap<string, CompiledRule>;

const name = { min: 1, max: 64, pattern: /^[.\-_A-Za-z0-9]+$/ };
const busName = {
  min: 1,
  max: 1600,
  pattern: /^(arn:aws[\w-]*:events:[a-z]+-[a-z]+-[\w-]+:[0-9]{12}:event-bus\/)?[/.\-_A-Za-z0-9]+$/,
};
const mostOnPage = 100;

export function ruleOperations(site: Site, rules: Rules): Readonly<Record<string, Operation>> {
  return {
    ListRules(input) {
      const prefix = optionalText(input, 'NamePrefix', name) ?? '';
      checkBus(input, site);
      const fitting = [...rules.values()].filter((rule) => rule.name.startsWith(prefix));
      const { items, token } = pageOf(fitting, (rule) => rule.name, input);
      return { Rules: items.map(ruleShown), ...(token !== undefined && { NextToken: token }) };
    },
    ListTargetsByRule(input) {
      const { targets } = ruleIn(input, 'Rule', rules, site);
      const { items, token } = pageOf(targets, ({ id }) => id, input);
      return { Targets: items.map(targetShown), ...(token !== undefined && { NextToken: token }) };
    },
    EnableRule: (input) => switched(ruleIn(input, 'Name', rules, site), true),
    DisableRule: (input) => switched(ruleIn(input, 'Name', rules, site), false),
  };
}

function switched(rule: CompiledRule, enabled: boolean): Json {
  rule.enabled = enabled;
  return {};
}

function ruleIn(input: Json, member: 'Rule' | 'Name', rules: Rules, site: Site): CompiledRule {
  const wanted = text(input, member, name);
  checkBus(input, site);
  const rule = rules.get(wanted);
  if (rule) return rule;
  throw new AwsError('ResourceNotFoundException', `Rule ${wanted} does not exist on EventBus default.`);
}

function checkBus(input: Json, { partition, region, account }: Site): void {
  const bus = optionalText(input, 'EventBusName', busName) ?? 'default';
  if (bus === 'default' || bus === `arn:${partition}:events:${region}:${account}:event-bus/default`) return;
  throw new AwsError('ResourceNotFoundException', `Event bus ${bus} does not exist.`);
}

function pageOf<Item>(
  all: readonly Item[],
  keyOf: (item: Item) => string,
  input: Json,
): ReturnType<typeof pageAfter<Item>> {
  return pageAfter(all, keyOf, {
    size: optionalNumber(input, 'Limit', { min: 1, max: mostOnPage }) ?? mostOnPage,
    token: optionalText(input, 'NextToken', { min: 1, max: 2048 }),
    refusal: invalid('Invalid nextToken.'),
  });
}

function ruleShown(rule: CompiledRule): Wire<Rule> {
  return {
    Name: rule.name,
    Arn: rule.arn,
    EventPattern: JSON.stringify(rule.pattern),
    State: rule.enabled ? 'ENABLED' : 'DISABLED',
    ...(rule.description !== undefined && { Description: rule.description }),
    EventBusName: 'default',
  };
}

function targetShown({ id, target }: CompiledTarget): Wire<Target> {
  const { queueArn, inputTemplate, inputPaths, messageGroupId, deadLetterQueueArn } = target;
  return {
    Id: id,
    Arn: queueArn,
    ...(inputTemplate !== undefined && {
      InputTransformer: { InputTemplate: inputTemplate, ...(inputPaths && { InputPathsMap: { ...inputPaths } }) },
    }),
    ...(messageGroupId !== undefined && { SqsParameters: { MessageGroupId: messageGroupId } }),
    ...(deadLetterQueueArn !== undefined && { DeadLetterConfig: { Arn: deadLetterQueueArn } }),
  };
}
