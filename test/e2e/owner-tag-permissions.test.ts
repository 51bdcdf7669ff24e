import type { SSM } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import type { World } from '../world.ts';
import { openWorld } from './worlds.ts';

/**
 * What the function's role lets it do to tags of parameters, whatever its code would do: a tag can be what opens a
 * parameter to somebody, so it writes its own and no others.
 */
const managed = { Key: 'ssm-sync:managed', Value: 'true' };
const owner = { Key: 'ssm-sync:owner:auth.cognito', Value: 'eu-west-1_AbCdEfGhI 1example23456789 cognito-ssm-sync' };
const foreign = { Key: 'team', Value: 'orders' };
const [inside, outside] = ['/layered-apis/orders', '/other/orders'];

/** Two parameters of somebody's, with a tag, and Parameter Store as the function's role sees it. */
async function opened(options: Parameters<typeof openWorld>[0] = {}): Promise<{ world: World; ssm: SSM }> {
  const world = openWorld(options);
  for (const name of [inside, outside]) await world.put(name, '{}', { Overwrite: false, Tags: [foreign] });
  return { world, ssm: world.as('reconciler').ssm };
}

const of = (ResourceId: string) => ({ ResourceType: 'Parameter', ResourceId }) as const;
const refused = expect.objectContaining({ name: 'AccessDeniedException' });

describe('the function’s role', () => {
  it('writes the tags of owners, to parameters under the prefixes', async () => {
    const { world, ssm } = await opened();
    await world.did(ssm.addTagsToResource({ ...of(inside), Tags: [managed, owner] }));
    expect(world.aws.parameterStore.tagsOf(inside)).toEqual({
      [foreign.Key]: foreign.Value,
      [managed.Key]: managed.Value,
      [owner.Key]: owner.Value,
    });
    await expect(world.did(ssm.addTagsToResource({ ...of(outside), Tags: [managed] }))).rejects.toEqual(refused);
    expect(world.aws.parameterStore.tagsOf(outside)).toEqual({ [foreign.Key]: foreign.Value });
  });

  it.each([
    ['another tag', [foreign]],
    ['another tag among its own', [managed, owner, foreign]],
    ['a tag named much like its own', [{ Key: 'ssm-sync:managed-by', Value: 'x' }]],
    ['what looks like a declaration', [{ Key: 'ssm-sync', Value: inside }]],
    ['its own in capitals', [{ Key: 'SSM-Sync:managed', Value: 'true' }]],
  ])('does not write %s, neither to a parameter nor with a new one', async (_, Tags) => {
    const { world, ssm } = await opened();
    const before = world.aws.parameterStore.tagsOf(inside);
    await expect(world.did(ssm.addTagsToResource({ ...of(inside), Tags }))).rejects.toEqual(refused);
    const created = { Name: '/layered-apis/new', Value: '{}', Type: 'SecureString', Tags } as const;
    await expect(world.did(ssm.putParameter(created))).rejects.toEqual(refused);
    expect(world.aws.parameterStore.tagsOf(inside)).toEqual(before);
    expect(world.text('/layered-apis/new')).toBeUndefined();
  });

  it('makes a parameter with the tags of its owner', async () => {
    const { world, ssm } = await opened();
    const Name = '/layered-apis/new';
    await world.did(ssm.putParameter({ Name, Value: '{}', Type: 'SecureString', Tags: [managed, owner] }));
    expect(Object.keys(world.aws.parameterStore.tagsOf(Name))).toEqual([managed.Key, owner.Key]);
  });

  it('reads the tags of parameters under the prefixes, and takes none away', async () => {
    const { world, ssm } = await opened();
    expect((await world.did(ssm.listTagsForResource(of(inside)))).TagList).toEqual([foreign]);
    await expect(world.did(ssm.listTagsForResource(of(outside)))).rejects.toEqual(refused);
    const TagKeys = [foreign.Key];
    await expect(world.did(ssm.removeTagsFromResource({ ...of(inside), TagKeys }))).rejects.toEqual(refused);
  });

  it('writes no tag where it only reports', async () => {
    const { world, ssm } = await opened({ environment: { MODE: 'report' } });
    await expect(world.did(ssm.addTagsToResource({ ...of(inside), Tags: [managed] }))).rejects.toEqual(refused);
    expect((await world.did(ssm.listTagsForResource(of(inside)))).TagList).toEqual([foreign]);
  });
});
