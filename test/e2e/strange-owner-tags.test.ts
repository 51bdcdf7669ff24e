import { describe, expect, it } from 'vitest';
import { opened, orders, ownerTags, tagParameter } from './owners.ts';

/** Owner tags that somebody wrote and that cannot be ours: nobody's sweep ends over them. */
describe('an owner tag that is not of the grammar', () => {
  it.each(['a b', 'a/b', 'a:b', 'a@b', ''])('does not keep its pool from being swept (place %j)', async (place) => {
    const { world, pool, client } = await opened();
    await tagParameter(world, orders, { [`ssm-sync:owner:${place}`]: `${pool.id} ${client.id} cognito-ssm-sync` });
    await world.sweep();
    expect(world.said('message-invalid')).toEqual([]);
    expect(world.deployment.deadLetters.flatMap(({ messages }) => messages)).toEqual([]);
    expect(world.measured('TargetsInSync')).toBe(1);
  });

  it('does not send a message that nobody understands (long pool id)', async () => {
    const { world, client } = await opened();
    const id = `eu-west-1_${'a'.repeat(48)}`;
    await tagParameter(world, orders, ownerTags({ id }, client, { place: 'x' }));
    await world.sweep();
    expect(world.said('message-invalid')).toEqual([]);
    expect(world.deployment.deadLetters.flatMap(({ messages }) => messages)).toEqual([]);
  });
});
