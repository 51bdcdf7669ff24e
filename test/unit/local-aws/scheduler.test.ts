import { describe, expect, it } from 'vitest';
import { createLocalAws } from '../../local-aws/local-aws.ts';

const hour = 3_600_000;

function world() {
  const aws = createLocalAws();
  const queue = aws.sqs.create('events');
  const schedule = (more: { enabled?: boolean; startAt?: number; input?: string } = {}) =>
    aws.scheduler.schedule({
      name: 'sweep',
      everyMilliseconds: hour,
      queueArn: queue.arn,
      input: '{"kind":"sweep","at":"<aws.scheduler.scheduled-time>"}',
      ...more,
    });
  const times = () => queue.messages.map(({ body }) => JSON.parse(body).at.slice(11, 19));
  return { aws, queue, schedule, times };
}

describe('the scheduler', () => {
  it('sends its input at once and then at its rate, with the time it was due', async () => {
    const { aws, schedule, times } = world();
    schedule();
    await aws.clock.advance(2 * hour);
    expect(times()).toEqual(['10:00:00', '11:00:00', '12:00:00']);
  });

  it('sends nothing while it is disabled, and keeps its beat', async () => {
    const { aws, schedule, times } = world();
    const running = schedule({ enabled: false, startAt: aws.clock.now() + hour / 2 });
    await aws.clock.advance(hour);
    running.enabled = true;
    await aws.clock.advance(hour);
    running.delete();
    await aws.clock.advance(hour);
    expect(times()).toEqual(['11:30:00']);
  });

  it('is nothing that anybody waits for', async () => {
    const { aws, schedule, times } = world();
    schedule({ startAt: aws.clock.now() + hour });
    await aws.clock.runUntilIdle();
    expect(times()).toEqual([]);
  });

  it('sends to a group of a FIFO queue', async () => {
    const { aws } = world();
    const fifo = aws.sqs.create('sweep.fifo', { FifoQueue: 'true', ContentBasedDeduplication: 'true' });
    const more = { queueArn: fifo.arn, messageGroupId: 'sweep', input: '{}' };
    aws.scheduler.schedule({ name: 'sweep', everyMilliseconds: hour, ...more });
    await aws.clock.settle();
    expect(fifo.messages.map(({ groupId }) => groupId)).toEqual(['sweep']);
  });

  it('refuses what it would not carry out', () => {
    const { aws, schedule } = world();
    expect(() => schedule({ input: '<aws.scheduler.execution-id>' })).toThrow('not known here');
    const nowhere = { name: 'x', input: '{}', queueArn: 'arn:aws:sqs:eu-west-1:123456789012:none' };
    expect(() => aws.scheduler.schedule({ ...nowhere, everyMilliseconds: hour })).toThrow('No queue');
    expect(() => aws.scheduler.schedule({ ...nowhere, everyMilliseconds: 1000 })).toThrow('whole minutes');
  });
});
