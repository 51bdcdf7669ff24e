/** Rules on the default bus, whose targets are queues. EventBridge may send where the queue's own policy lets this rule. */
import type { RuleTarget } from '../event-rule.ts';
import type { Json } from '../service.ts';
import { arnIn, type Made, type Maker } from './making.ts';
import type { Properties } from './properties.ts';

export const makeRule: Maker = ({ stack, properties, madeUpName }): Made => {
  const { site, eventBus, iam } = stack.account;
  properties.only('EventBusName', undefined, 'default');
  const name = properties.text('Name', madeUpName(64));
  const arn = arnIn(site, 'events', `rule/${name}`);
  properties.only('State', undefined, 'ENABLED', 'DISABLED');
  const rules = { kind: 'service', name: 'events.amazonaws.com' } as const;
  eventBus.putRule({
    name,
    ...(properties.has('Description') && { description: properties.text('Description') }),
    pattern: properties.value('EventPattern') as Json,
    targets: properties.parts('Targets').map(readTarget),
    enabled: properties.value('State') !== 'DISABLED',
    maySend: (queueArn) => iam.refusal(rules, 'sqs:SendMessage', queueArn, { 'aws:SourceArn': arn }) === undefined,
  });
  return { ref: name, attributes: { Arn: arn } };
};

function readTarget(target: Properties): RuleTarget {
  const transformer = target.has('InputTransformer') ? target.part('InputTransformer') : undefined;
  return {
    id: target.text('Id'),
    queueArn: target.text('Arn'),
    ...(transformer && {
      inputTemplate: transformer.text('InputTemplate'),
      inputPaths: transformer.value('InputPathsMap') as Readonly<Record<string, string>>,
    }),
    ...(target.has('SqsParameters') && { messageGroupId: target.part('SqsParameters').text('MessageGroupId') }),
    ...(target.has('DeadLetterConfig') && { deadLetterQueueArn: target.part('DeadLetterConfig').text('Arn') }),
  };
}
