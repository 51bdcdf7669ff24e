import { SSM } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { AwsError } from '../local-aws/service.ts';
import type { PoolInWorld } from '../pool-in-world.ts';
import type { World } from '../world.ts';
import { atCalls, refuse } from './faults.ts';
import { credentialsOf, openWorld } from './worlds.ts';

/** Others who write between our read and our write, at every moment of it. */
const orders = '/layered-apis/orders';
const tags = { 'ssm-sync:orders': orders };
const theirs = '{"token":"s3cr3t-theirs"}';

describe('somebody who writes between our read and our write', () => {
  /** A parameter that exists and a client that is just to get there; `meddle` happens right before the reconciler's n-th call. */
  async function racing(
    operation: string,
    ...meddlers: readonly ((world: World, pool: PoolInWorld) => Promise<unknown>)[]
  ): Promise<{ world: World; ours: object }> {
    const world = openWorld({ switches: { nameAfterDeletion: 'free' } });
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    await world.put(orders, '{"token":"s3cr3t-old"}');
    const client = await pool.createClient('orders');
    world.foreignSecrets.push('s3cr3t-theirs', 's3cr3t-latest');
    const waiting = [...meddlers];
    atCalls(world, { operation, times: meddlers.length }, async () => {
      await waiting.shift()?.(world, pool);
      return undefined;
    });
    await world.settle();
    return { world, ours: credentialsOf(client) };
  }

  const write =
    (Value: string, more: object = {}) =>
    ({ aws }: World) =>
      new SSM(aws.clientConfiguration('pipeline')).putParameter({ Name: orders, Value, Overwrite: true, ...more });
  /** Changes only its own key, on what stands. */
  const edit = (token: string) => (world: World) =>
    write(JSON.stringify({ ...(world.json(orders) as object), token }))(world);
  const values = (world: World) => world.aws.parameterStore.versions(orders).map(({ value }) => value);
  const failures = (world: World) => world.log().filter(({ action }) => action === 'failed');

  it('is not overwritten where it shows before the write: it is read again and merged into, in the same pass', async () => {
    const { world, ours } = await racing('DescribeParameters', write(theirs));
    expect(world.json(orders)).toEqual({ token: 's3cr3t-theirs', auth: { cognito: ours } });
    expect(world.version(orders)).toBe(3);
    expect(failures(world)).toEqual([]);
  });

  it('gets back what they wrote, with ours merged into it, and is told', async () => {
    const { world, ours } = await racing('PutParameter', write(theirs));
    expect(world.json(orders)).toEqual({ token: 's3cr3t-theirs', auth: { cognito: ours } });
    expect(world.version(orders)).toBe(4);
    expect(world.said('updated')).toMatchObject([{ parameter: orders, notes: ['lost-update-repaired'] }]);
    expect(world.said('updated')[0]?.message).toContain('wrote version 2');
    expect(world.measured('LostUpdatesRepaired')).toBe(1);
    expect(failures(world)).toEqual([]);
    await world.sweep();
    expect(world.version(orders)).toBe(4);
  });

  it('gets back what they wrote also when the answers to our write were lost and it was made thrice', async () => {
    const { world, ours } = await racing('PutParameter', async (world) => {
      await write(theirs)(world);
      atCalls(world, { operation: 'PutParameter', times: 2, when: 'after' }, () => ({ kind: 'time-out' }));
    });
    expect(world.json(orders)).toEqual({ token: 's3cr3t-theirs', auth: { cognito: ours } });
    expect(world.said('updated')[0]?.message).toContain('wrote version 2');
    expect(world.version(orders)).toBe(6);
    expect(failures(world)).toEqual([]);
  });

  it('gets back what they wrote also when the answer to our write was lost and its second try was refused', async () => {
    const { world, ours } = await racing('PutParameter', async (world) => {
      await write(theirs)(world);
      atCalls(world, { operation: 'PutParameter', times: 1, when: 'after' }, () => {
        refuse(world, { operation: 'PutParameter', times: 1 }, 'AccessDeniedException');
        return { kind: 'time-out' };
      });
    });
    expect(world.json(orders)).toEqual({ token: 's3cr3t-theirs', auth: { cognito: ours } });
    expect(world.measured('LostUpdatesRepaired')).toBe(1);
  });

  it('gets back what they wrote also when no answer to our write ever came', async () => {
    const { world, ours } = await racing('PutParameter', async (world) => {
      await write(theirs)(world);
      atCalls(world, { operation: 'PutParameter', times: 4, when: 'after' }, () => ({ kind: 'time-out' }));
    });
    expect(world.json(orders)).toEqual({ token: 's3cr3t-theirs', auth: { cognito: ours } });
    expect(world.said('updated')[0]?.message).toContain('wrote version 2');
    expect(failures(world)).toEqual([]);
  });

  it('gets back what they wrote also when it is the last of our three looks that went over it', async () => {
    const { world, ours } = await racing('DescribeParameters', write('{"token":"s3cr3t-latest"}'), async (world) => {
      await write('{"token":"s3cr3t-latest","n":2}')(world);
      atCalls(world, { operation: 'PutParameter', times: 1 }, async () => {
        await write(theirs)(world);
        return undefined;
      });
    });
    expect(world.json(orders)).toEqual({ token: 's3cr3t-theirs', auth: { cognito: ours } });
    expect(world.measured('LostUpdatesRepaired')).toBe(1);
    expect(failures(world)).toEqual([]);
  });

  it('gets back to the byte what we cannot merge into', async () => {
    const { world } = await racing('PutParameter', write('s3cr3t-theirs, no JSON'));
    expect(world.text(orders)).toBe('s3cr3t-theirs, no JSON');
    expect(world.said('document-invalid').filter(({ trigger }) => trigger === 'event')).toHaveLength(1);
  });

  it('gets back a String as the String that it was', async () => {
    const { world } = await racing('PutParameter', write('plain', { Type: 'String' }));
    expect(world.text(orders)).toBe('plain');
    expect(world.aws.parameterStore.describe(orders)?.Type).toBe('String');
    expect(world.said('parameter-not-secure').filter(({ trigger }) => trigger === 'event')).toHaveLength(1);
  });

  it('gets it back also when the tag went at the same moment, and then nothing of ours is in it', async () => {
    const { world } = await racing('PutParameter', async (world, pool) => {
      await write(theirs)(world);
      const { cognito } = world.as('person');
      await cognito.untagResource({ ResourceArn: pool.arn, TagKeys: ['ssm-sync:orders'] });
    });
    expect(world.text(orders)).toBe(theirs);
    expect(world.log().filter(({ notes }) => [notes].flat().includes('lost-update-repaired'))).toHaveLength(1);
  });

  it('and once more on top of ours before theirs is put back: nothing is rewritten, the lost version is named', async () => {
    // The second call is the look at what stands, right after our write.
    const { world, ours } = await racing('PutParameter', async (world) => {
      await write(theirs)(world);
      atCalls(world, { operation: 'GetParameter', times: 1 }, async () => {
        await edit('s3cr3t-latest')(world);
        return undefined;
      });
    });
    expect(world.json(orders)).toEqual({ token: 's3cr3t-latest', auth: { cognito: ours } });
    expect(world.said('lost-update')).toHaveLength(1);
    expect(world.said('lost-update')[0]?.message).toContain(`Version 2 of ${orders}`);
    expect(values(world)[1]).toBe(theirs);
    expect(world.version(orders)).toBe(4);
  });

  it('and once more just as theirs is put back: the version that this went over is named', async () => {
    const { world } = await racing('PutParameter', write(theirs), edit('s3cr3t-latest'));
    expect(world.said('lost-update')).toHaveLength(1);
    expect(world.said('lost-update')[0]?.message).toContain(`Version 4 of ${orders}`);
    expect(values(world)[3]).toContain('s3cr3t-latest');
    expect(world.json(orders)).toMatchObject({ token: 's3cr3t-theirs' });
  });

  it.each([['GetParameter'], ['DescribeUserPool']])(
    'is told which version was lost when %s fails after our write, and nothing is put back',
    async (operation) => {
      const { world, ours } = await racing('PutParameter', async (world) => {
        await write(theirs)(world);
        const error = new AwsError('AccessDeniedException', 'no', 400);
        atCalls(world, { operation, times: 2 }, () => ({ kind: 'error', error }));
      });
      expect(world.said('lost-update')[0]?.message).toContain(`Version 2 of ${orders}`);
      expect(world.json(orders)).toEqual({ token: 's3cr3t-old', auth: { cognito: ours } });
    },
  );

  it('and changes nothing costs no second write', async () => {
    const { world, ours } = await racing('PutParameter', write('{"token":"s3cr3t-old"}'));
    expect(world.json(orders)).toEqual({ token: 's3cr3t-old', auth: { cognito: ours } });
    expect(world.version(orders)).toBe(3);
    expect(world.said('updated')).toMatchObject([{ notes: [] }]);
    expect(failures(world)).toEqual([]);
  });

  it('is told which version was lost when putting it back is refused', async () => {
    const { world } = await racing('PutParameter', async (world) => {
      await write(theirs)(world);
      refuse(world, { operation: 'PutParameter', times: 1 }, 'AccessDeniedException');
    });
    expect(world.said('lost-update')[0]?.message).toContain(`Version 2 of ${orders}`);
  });

  it('is not raced forever: after three looks the message is handed back, and all is well when they stop', async () => {
    const writers = (count: number) => Array.from({ length: count }, () => write(theirs));
    const twice = await racing('DescribeParameters', ...writers(2));
    expect(failures(twice.world)).toEqual([]);
    const thrice = await racing('DescribeParameters', ...writers(3));
    expect(thrice.world.said('moved')).toHaveLength(1);
    for (const { world, ours } of [twice, thrice]) {
      expect(world.json(orders)).toEqual({ token: 's3cr3t-theirs', auth: { cognito: ours } });
    }
  });

  it('by creating it first is looked at again, or, when that fails, by the message’s next try', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    const client = await pool.createClient('orders');
    world.foreignSecrets.push('s3cr3t-theirs');
    atCalls(world, { operation: 'PutParameter', times: 1 }, async () => {
      await world.as('pipeline').ssm.putParameter({ Name: orders, Value: theirs, Type: 'SecureString' });
      refuse(world, { operation: 'DescribeUserPool', times: 2 }, 'NotAuthorizedException');
      return undefined;
    });
    await world.settle();
    expect(world.said('moved')).toMatchObject([{ clientId: client.id, action: 'failed' }]);
    expect(world.json(orders)).toEqual({ token: 's3cr3t-theirs', auth: { cognito: credentialsOf(client) } });
  });

  it('and deletes it: where that shows before the write, ours stands there alone', async () => {
    const { world, ours } = await racing('DescribeParameters', (world) =>
      world.as('pipeline').ssm.deleteParameter({ Name: orders }),
    );
    expect(world.json(orders)).toEqual({ auth: { cognito: ours } });
    expect(failures(world)).toEqual([]);
  });

  it('and deletes it right before the write: it is there again, and that is said', async () => {
    const { world } = await racing('PutParameter', (world) =>
      world.as('pipeline').ssm.deleteParameter({ Name: orders }),
    );
    expect(world.version(orders)).toBe(1);
    expect(world.said('updated')).toMatchObject([{ notes: ['recreated'] }]);
  });
});
