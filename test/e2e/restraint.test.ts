import { expect, it } from 'vitest';
import { atCalls } from './faults.ts';
import { edited, opened, orders } from './owners.ts';
import { credentialsOf } from './worlds.ts';

/** Somebody's controller that writes its own version back as soon as ours stands. */
it('another controller that edits what was put right is answered five times an hour, and by sweeps', async () => {
  const { world, client } = await opened();
  const text = edited(client, { url: 'https://edited.example' });
  const write = () =>
    world.as('pipeline').ssm.putParameter({ Name: orders, Value: text, Type: 'SecureString', Overwrite: true });
  const ended = atCalls(world, { operation: 'PutParameter', when: 'after' }, async () => {
    void world.aws.clock.sleep(1000).then(write);
    return undefined;
  });
  await world.put(orders, text);
  await world.aws.clock.advance(50 * 60_000);
  // The first one is in one of two function environments, each of which remembers for itself.
  expect(world.measured('TargetsDrifted')).toBeGreaterThanOrEqual(5);
  expect(world.measured('TargetsDrifted')).toBeLessThanOrEqual(10);
  expect(world.said('restoration-skipped').at(-1)).toMatchObject({
    level: 'WARN',
    trigger: 'parameter',
    parameter: orders,
  });
  ended();
  await world.sweep();
  expect(world.json(orders)).toEqual({ theirs: 1, auth: { cognito: credentialsOf(client) } });
  // An hour later it is answered at once again.
  await world.aws.clock.advance(61 * 60_000);
  await world.put(orders, text);
  await world.aws.clock.advance(60_000);
  expect(world.json(orders)).toEqual({ theirs: 1, auth: { cognito: credentialsOf(client) } });
});
