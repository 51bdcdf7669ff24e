import {
  DisableRuleCommand,
  EnableRuleCommand,
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import { createLocalAws } from '../../local-aws/local-aws.ts';
import { endpointOf, inProcess } from './client-fixture.ts';
import { changed, complete, deployed } from './cloud-formation/stack-fixture.ts';

const change = { source: 'aws.ssm', detailType: 'Parameter Store Change', detail: { name: '/a' } };
const bus = 'arn:aws:events:eu-west-1:123456789012:event-bus/default';

function client(aws = deployed(complete).aws) {
  return new EventBridgeClient(inProcess(aws));
}

/** A bus with three rules that match everything and go nowhere. */
function withRules(...names: readonly string[]) {
  const aws = createLocalAws();
  const queueArn = aws.sqs.create('events').arn;
  const pattern = { source: [{ exists: true }] };
  for (const name of names) aws.eventBus.putRule({ name, pattern, targets: [{ queueArn }, { queueArn }] });
  return new EventBridgeClient(inProcess(aws));
}

describe('the rules of the default bus', () => {
  it('are as their template says, with their targets', async () => {
    const { aws } = deployed(changed('Rule', { Description: 'What changed' }));
    const events = new EventBridgeClient(await endpointOf(aws));
    expect((await events.send(new ListRulesCommand({}))).Rules).toEqual([
      {
        Name: 'changes',
        Arn: 'arn:aws:events:eu-west-1:123456789012:rule/changes',
        Description: 'What changed',
        EventPattern: '{"source":["aws.ssm"]}',
        State: 'ENABLED',
        EventBusName: 'default',
      },
    ]);
    const { Targets } = await events.send(new ListTargetsByRuleCommand({ Rule: 'changes' }));
    expect(Targets).toEqual([
      {
        Id: 'work',
        Arn: 'arn:aws:sqs:eu-west-1:123456789012:work',
        InputTransformer: { InputPathsMap: { name: '$.detail.name' }, InputTemplate: '{"name":<name>}' },
        DeadLetterConfig: { Arn: expect.stringContaining(':Test-Undelivered-') },
      },
    ]);
  });

  it('match nothing while they are disabled, by whomever', async () => {
    const { aws, bodies } = deployed(changed('Rule', { State: 'DISABLED' }));
    const events = client(aws);
    const hears = async () => {
      const before = bodies.length;
      aws.eventBus.publish(change);
      await aws.clock.settle();
      const { Rules = [] } = await events.send(new ListRulesCommand({ NamePrefix: 'changes' }));
      return [Rules[0]?.State, bodies.length - before];
    };
    expect(await hears()).toEqual(['DISABLED', 0]);
    await events.send(new EnableRuleCommand({ Name: 'changes', EventBusName: bus }));
    expect(await hears()).toEqual(['ENABLED', 1]);
    await events.send(new DisableRuleCommand({ Name: 'changes' }));
    expect(await hears()).toEqual(['DISABLED', 0]);
    expect(aws.cloudWatch.measured.map(({ name }) => name)).toEqual(['MatchedEvents', 'Invocations']);
  });

  it('come by prefix, in pages and in the order of their names', async () => {
    const events = withRules('b2', 'a', 'b1', 'b3');
    const names: (string | undefined)[][] = [];
    let NextToken: string | undefined;
    do {
      const page = await events.send(new ListRulesCommand({ NamePrefix: 'b', Limit: 2, NextToken }));
      names.push((page.Rules ?? []).map(({ Name }) => Name));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(names).toEqual([['b1', 'b2'], ['b3']]);
  });

  it('show their targets in pages too', async () => {
    const events = withRules('a');
    const first = await events.send(new ListTargetsByRuleCommand({ Rule: 'a', Limit: 1 }));
    const { NextToken } = first;
    const second = await events.send(new ListTargetsByRuleCommand({ Rule: 'a', Limit: 1, NextToken }));
    expect([first, second].map(({ Targets }) => Targets?.map(({ Id }) => Id))).toEqual([['target-0'], ['target-1']]);
    expect(second.NextToken).toBeUndefined();
  });

  it.each([
    ['a rule that is not there', { Rule: 'none' }],
    ['a bus that is not there', { Rule: 'changes', EventBusName: 'mine' }],
  ])('are not found for %s', async (_, input) => {
    await expect(client().send(new ListTargetsByRuleCommand(input))).rejects.toBeInstanceOf(ResourceNotFoundException);
  });

  it.each([{ Limit: 0 }, { Limit: 101 }, { NamePrefix: 'no name' }, { NextToken: 'made up' }, { EventBusName: '' }])(
    'are not listed for %j',
    async (input) => {
      await expect(client().send(new ListRulesCommand(input))).rejects.toMatchObject({ name: 'ValidationException' });
    },
  );
});
