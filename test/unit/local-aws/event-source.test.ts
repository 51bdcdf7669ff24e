import { describe, expect, it } from 'vitest';
import { bodies, fails, minute, world } from './function-fixture.ts';

describe('a mapping', () => {
  it('makes one batch of what is sent at once, and no larger than its size', async () => {
    const { aws, send, runs } = world(() => null, { batchSize: 2 });
    for (const body of ['a', 'b', 'c']) send(body);
    await aws.clock.settle();
    expect(runs()).toEqual([['a', 'b'], ['c']]);
  });

  it('waits its window for a batch that is not full, and no longer for one that is', async () => {
    const { aws, send, runs, elapsed } = world(() => null, { batchSize: 4, batchingWindowSeconds: 20 });
    send('a');
    await aws.clock.advance(10_000);
    send('b');
    await aws.clock.advance(9_000);
    expect(runs()).toEqual([]);
    send('c');
    await aws.clock.runUntilIdle();
    expect([runs(), elapsed()]).toEqual([[['a', 'b', 'c']], 20_000]);
    send('d');
    await aws.clock.settle();
    for (const body of ['e', 'f', 'g']) send(body);
    await aws.clock.runUntilIdle();
    expect([runs().at(-1), elapsed()]).toEqual([['d', 'e', 'f', 'g'], 20_000]);
  });

  it('runs no more at a time than it may', async () => {
    let running = 0;
    let most = 0;
    const { aws, send, runs, elapsed } = world(
      async () => {
        running += 1;
        most = Math.max(most, running);
        await aws.clock.sleep(10_000);
        running -= 1;
      },
      { batchSize: 1, maximumConcurrency: 2 },
    );
    for (const body of ['a', 'b', 'c', 'd', 'e']) send(body);
    await aws.clock.runUntilIdle();
    expect([most, runs().length, elapsed()]).toEqual([2, 5, 30_000]);
  });

  it('keeps the order of a FIFO group, failures included, and runs groups beside one another', async () => {
    const log: string[] = [];
    const { aws, send, dead } = world(
      async (event) => {
        for (const { body } of event.Records) log.push(`${body} begins`);
        await aws.clock.sleep(1000);
        for (const { body } of event.Records) log.push(`${body} ends`);
        return fails(event, 'a1');
      },
      { fifo: true, batchSize: 1 },
    );
    for (const body of ['a1', 'a2']) send(body, 'a');
    send('b1', 'b');
    await aws.clock.runUntilIdle();
    expect(log).toEqual([
      ...['a1 begins', 'b1 begins', 'a1 ends', 'b1 ends'],
      ...['a1 begins', 'a1 ends'],
      ...['a2 begins', 'a2 ends'],
    ]);
    expect(bodies(dead.messages)).toEqual(['a1']);
  });

  it('lets a FIFO message come again whose time ran out while the function was at it', async () => {
    const { aws, send, runs, queue, source } = world(
      async (event) => {
        const [record] = event.Records;
        if (record?.attributes.ApproximateReceiveCount !== '1') return;
        queue.changeVisibility(record.receiptHandle, 5);
        await aws.clock.sleep(10_000);
      },
      { fifo: true },
    );
    send('a', 'g');
    await aws.clock.settle();
    source.enabled = false;
    await aws.clock.runUntilIdle();
    expect([runs(), bodies(queue.messages)]).toEqual([[['a']], ['a']]);
    source.enabled = true;
    await aws.clock.settle();
    expect([runs(), bodies(queue.messages)]).toEqual([[['a'], ['a']], []]);
  });

  it('receives nothing while it is disabled, and catches up afterwards', async () => {
    const { aws, send, runs, source } = world(() => null);
    source.enabled = false;
    send('a');
    await aws.clock.advance(minute);
    expect(runs()).toEqual([]);
    source.enabled = true;
    await aws.clock.settle();
    expect(runs()).toEqual([['a']]);
  });

  it('is refused where Lambda refuses it', () => {
    expect(() => world(() => null, { batchSize: 11 })).toThrow('batchingWindowSeconds');
    expect(() => world(() => null, { maximumConcurrency: 1 })).toThrow('maximumConcurrency');
    expect(() => world(() => null, { fifo: true, batchingWindowSeconds: 1 })).toThrow('batchingWindowSeconds');
    expect(() => world(() => null, { functionName: 'none' })).toThrow('Function not found');
    const { aws } = world(() => null);
    const quick = aws.sqs.create('quick', { VisibilityTimeout: '59' });
    expect(() => aws.lambda.map({ queueArn: quick.arn, functionName: 'reconciler' })).toThrow('less than Function');
  });
});
