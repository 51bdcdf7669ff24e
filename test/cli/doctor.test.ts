import { EventBridge } from '@aws-sdk/client-eventbridge';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CommandLine } from './command-line.ts';

let cli: CommandLine;
beforeEach(async () => {
  cli = await CommandLine.open();
});
afterEach(() => cli.close());

const customerKey = 'arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555';

/** The verdicts of `--json`, by check. */
function verdictsIn(stdout: string): Record<string, readonly { severity: string; message: string; next?: string }[]> {
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  return Object.groupBy(lines.slice(0, -1), ({ code }) => code) as ReturnType<typeof verdictsIn>;
}

describe('doctor', () => {
  test('says of each thing of a healthy deployment that it is well, on one screen, and ends with 0', async () => {
    const pool = await cli.world.createPool('apis', {
      domain: 'acme',
      tags: { 'ssm-sync:orders': '/layered-apis/orders' },
    });
    await pool.createClient('orders');
    await cli.world.put('/layered-apis/orders', '{}', { KeyId: customerKey });
    await cli.world.sweep();
    const before = cli.world.version('/layered-apis/orders');

    const { code, stdout, stderr } = await cli.run(['doctor']);

    expect(stdout).toBe(
      [
        'cognito-ssm-sync in eu-west-1',
        '',
        'Deployment',
        '  ✓ function      cognito-ssm-sync, nodejs24.x, writes under /layered-apis/',
        '  ✓ mappings      both queues feed the function',
        '  ✓ queues        nothing waits',
        '  ✓ dead-letters  empty',
        'Sweeps',
        '  ✓ schedule      every 60 minutes',
        '  ✓ last-sweep    began 2026-11-20 11:00 UTC',
        'Events',
        '  ✓ trail         management-events records them',
        '  ✓ rules         5, all enabled',
        '  ✓ deliveries    the rules fired 3 times within a day',
        'User pools',
        '  ✓ tag-budget    1 pool, at most 1 of 50 tags used',
        '  ✓ collisions    no two clients claim one place',
        '  ✓ domains       every pool has one that needs one',
        '  ✓ stack-tags    no pool’s tags are a stack’s',
        'Parameters',
        '  ✓ sizes         1 parameter, none nearly full',
        '  ✓ keys          1 customer key, enabled',
        '',
        'All is well.',
        '',
      ].join('\n'),
    );
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(cli.world.version('/layered-apis/orders')).toBe(before);
  });

  test('finds everything that is wrong at once, says why it matters and what mends it, and ends with 1', async () => {
    const { world } = cli;
    const tags = Object.fromEntries(Array.from({ length: 46 }, (_, index) => [`team-${index}`, 'a']));
    const pool = await world.createPool('apis', {
      tags: { ...tags, 'ssm-sync': '/layered-apis/:poolName', 'ssm-sync:big': '/layered-apis/big' },
    });
    for (const name of ['one', 'two', 'big']) await pool.createClient(name);
    await world.put('/layered-apis/big', JSON.stringify({ filling: 's3cr3t-'.padEnd(3700, 'x') }), {
      KeyId: customerKey,
    });
    await world.sweep();
    await world.aws.clock.advance(4 * 3_600_000);
    stackOwns(pool.id, 'apis-prod');
    world.deployment.schedule.enabled = false;
    await world.aws.clock.advance(4 * 3_600_000);
    const bus = new EventBridge(world.aws.clientConfiguration('person'));
    await world.did(bus.disableRule({ Name: 'cognito-ssm-sync-tags' }));
    world.aws.cloudTrail.logging = false;
    world.aws.parameterStore.denyKey(customerKey);
    world.deployment.deadLetters[0]?.send({ body: '{}', senderId: 'person' });
    world.deployment.sources.forEach((source) => {
      source.enabled = false;
    });

    const { code, stdout } = await cli.run(['doctor']);
    const asJson = verdictsIn((await cli.run(['doctor', '--json'])).stdout);

    expect(stdout).toBe('');
    expect(asJson).toEqual({});
    expect(code).toBe(1);
  });

  function stackOwns(poolId: string, stack: string): void {
    const { operations } = cli.world.aws.cognito;
    const { DescribeUserPool: original } = operations;
    if (original === undefined) throw new Error('Cognito describes no pools.');
    Object.assign(operations, {
      async DescribeUserPool(...given: Parameters<typeof original>) {
        const answer = await original(...given);
        const { UserPool } = answer as { UserPool: { Id: string; UserPoolTags: object } };
        if (UserPool.Id !== poolId) return answer;
        return {
          UserPool: { ...UserPool, UserPoolTags: { ...UserPool.UserPoolTags, 'aws:cloudformation:stack-name': stack } },
        };
      },
    });
  }
});
