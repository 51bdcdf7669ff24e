import { describe, expect, test } from 'vitest';
import { anatomyOf } from '../../lambdas/cli/doctor/anatomy.ts';
import { synthesise } from '../infra/synthesis.ts';
import { configuration } from './doctor-facts.ts';

const { deployed } = synthesise({ deploymentName: 'sync' });
const anatomy = anatomyOf(configuration);
const namesOf = (type: string, property: string): unknown[] =>
  deployed.all(type).map((properties) => properties[property]);

describe('what doctor looks for', () => {
  test('are the rules of the stack, and its schedule', () => {
    expect(namesOf('AWS::Events::Rule', 'Name')).toEqual(anatomy.rules);
    expect(namesOf('AWS::Scheduler::Schedule', 'Name')).toEqual([anatomy.schedule]);
  });

  test('are the queues of the stack, at their addresses', () => {
    const { events, sweeps, deadLetters } = anatomy;
    const queues = [events, sweeps, ...deadLetters];
    expect(queues.map(({ name }) => name).toSorted()).toEqual(namesOf('AWS::SQS::Queue', 'QueueName').toSorted());
    expect(queues.map(({ url }) => url)).toEqual(
      queues.map(({ name }) => `https://sqs.eu-west-1.amazonaws.com/123456789012/${name}`),
    );
  });
});
