import { Stack } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Properties } from './properties.ts';
import type { Queues } from './queues.ts';
import { triggers } from './triggers.ts';

/**
 * The triggers as rules on the account's default bus, which is where AWS's own events are. Pattern and transformer
 * go into the template as they stand in triggers.ts; the L2 rule would write templates of its own.
 */
export class EventRules extends Construct {
  constructor(scope: Construct, id: string, { events, undelivered }: Queues, { deploymentName, targets }: Properties) {
    super(scope, id);
    const { account, region } = Stack.of(this);
    const prefixes = targets.map(({ prefix }) => prefix);
    const rules = triggers({ account, region }, prefixes).map(
      ({ name, description, pattern, inputPaths, inputTemplate }) =>
        new CfnRule(this, name, {
          name: `${deploymentName}-${name}`,
          description: `${description}.`,
          eventPattern: pattern,
          state: 'ENABLED',
          targets: [
            {
              id: 'events',
              arn: events.queueArn,
              inputTransformer: { inputPathsMap: inputPaths, inputTemplate },
              deadLetterConfig: { arn: undelivered.queueArn },
            },
          ],
        }),
    );
    for (const queue of [events, undelivered]) {
      queue.addToResourcePolicy(
        new PolicyStatement({
          sid: 'SendFromTheRules',
          effect: Effect.ALLOW,
          principals: [new ServicePrincipal('events.amazonaws.com')],
          actions: ['sqs:SendMessage'],
          resources: [queue.queueArn],
          // Rules are the only senders; without this, anybody's rule of any account could be one.
          conditions: { ArnEquals: { 'aws:SourceArn': rules.map(({ attrArn }) => attrArn) } },
        }),
      );
    }
  }
}
