import { describe, expect, test } from 'vitest';
import { triggers } from '../../infra/triggers.ts';
import { account, region, synthesise } from './synthesis.ts';

const prefixes = ['/layered-apis/', '/audit/'];
const { deployed } = synthesise({ deploymentName: 'sync', targets: prefixes.map((prefix) => ({ prefix })) });
const rules = deployed.all('AWS::Events::Rule');
const queueArn = (name: string) => `arn:aws:sqs:${region}:${account}:${name}`;

describe('the rules', () => {
  test('are the triggers as they stand, pattern and transformer, each enabled and on the default bus', () => {
    expect(rules).toEqual(
      triggers({ account, region }, prefixes).map(({ name, description, pattern, inputPaths, inputTemplate }) => ({
        Name: `sync-${name}`,
        Description: `${description}.`,
        EventPattern: pattern,
        State: 'ENABLED',
        Targets: [
          {
            Id: 'events',
            Arn: queueArn('sync-events'),
            InputTransformer: { InputPathsMap: inputPaths, InputTemplate: inputTemplate },
            DeadLetterConfig: { Arn: queueArn('sync-undelivered') },
          },
        ],
      })),
    );
  });

  test('may send to the two queues they name, they alone, and to no other', () => {
    const allowed = deployed.all('AWS::SQS::QueuePolicy').flatMap(({ PolicyDocument }) => {
      const { Statement } = PolicyDocument as { Statement: { Effect: string }[] };
      return Statement.filter(({ Effect }) => Effect === 'Allow');
    });
    expect(allowed).toEqual(
      ['sync-undelivered', 'sync-events'].map((queue) => ({
        Sid: 'SendFromTheRules',
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queueArn(queue),
        Condition: {
          ArnEquals: {
            'aws:SourceArn': rules.map(({ Name }) => `arn:aws:events:${region}:${account}:rule/${Name}`),
          },
        },
      })),
    );
  });
});
