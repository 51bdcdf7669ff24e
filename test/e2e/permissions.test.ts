import { describe, expect, it } from 'vitest';
import { contextOf } from '../deployment-options.ts';
import type { Assembly } from '../local-aws/cloud-formation/assembly.ts';
import { synthesize } from '../synthesis.ts';
import type { World } from '../world.ts';
import { refuse } from './faults.ts';
import { type Grant, grantsOf, withoutGrant } from './grants.ts';
import { openWorld } from './worlds.ts';

/**
 * The roles of the template allow what the reconciler does, and nothing else: with all they allow nothing is refused
 * in a scenario that does everything, and with any one thing less something goes wrong.
 */
const keyArn = (name: string) => `arn:aws:kms:eu-west-1:123456789012:key/${name}`;
const [ours, theirs] = [keyArn('ours'), keyArn('theirs')];
const options = {
  environment: { TARGETS: '[{"prefix":"/a/"},{"prefix":"/b/"}]', CREATE_KEY_ID: ours },
  customerKeys: [theirs],
  switches: { undecryptable: 'reported-invalid' },
} as const;
const template = synthesize(contextOf(options));
const grants = grantsOf(template);

/** What shows whether all was allowed. */
interface Observed {
  readonly refused: readonly string[];
  readonly logged: boolean;
  readonly swept: boolean;
  readonly undelivered: number;
}

const fine: Observed = { refused: [], logged: true, swept: true, undelivered: 1 };

/** Everything that a reconciler does in its life. */
async function live(world: World): Promise<void> {
  const targets = '/a/1 /a/2 /a/3 /a/4 /a/new /b/1 /b/2 /b/new';
  const pool = await world.createPool('apis', { tags: { 'ssm-sync:orders': targets }, domain: 'acme' });
  // A Standard parameter is encrypted by the key itself, an Advanced one by a data key.
  await world.put('/a/1', '{}', { KeyId: ours, Tier: 'Standard' });
  await world.put('/a/2', '{}', { KeyId: ours, Tier: 'Advanced' });
  await world.put('/a/3', '{}', { KeyId: theirs, Tier: 'Standard' });
  await world.put('/a/4', '{}', { KeyId: theirs, Tier: 'Advanced' });
  await world.put('/b/1', '{}');
  await world.put('/b/2', '{}', { KeyId: theirs });
  // A value that cannot be read seems to be missing until it is created, and a failure has messages come again.
  world.aws.parameterStore.denyKey(theirs);
  refuse(world, { operation: 'DescribeUserPool', times: 4 }, 'InternalErrorException', 500);
  const client = await pool.createClient('orders');
  await world.settle();
  world.aws.parameterStore.allowKey(theirs);

  const sweeps = { operation: 'ListUserPoolClients', times: 4 };
  refuse(world, sweeps, 'InternalErrorException', 500);
  await world.aws.clock.advance(65 * 60_000);
  await world.settle();
  // A rotation: whether the stored secret is an older one has to be asked.
  const added = await pool.addSecret(client.id);
  await world.put('/b/1', JSON.stringify({ auth: { cognito: { clientId: client.id, clientSecret: added.value } } }));
  await pool.renameClient(client.id, 'orders');
  await world.settle();

  // A sweep queue that takes nothing from the schedule.
  const Statement = [{ Effect: 'Deny', Principal: '*', Action: 'sqs:SendMessage', Resource: '*' }];
  world.aws.iam.putResourcePolicy(world.deployment.sweeps.arn, { Version: '2012-10-17', Statement });
  await world.aws.clock.advance(60 * 60_000);
}

async function observe(amend: (assembly: Assembly) => Assembly): Promise<Observed> {
  const world = openWorld({ ...options, amend });
  await live(world);
  const { aws, deployment } = world;
  const refused = aws.dispatcher.calls.filter(({ errorCode }) => errorCode?.startsWith('AccessDenied'));
  return {
    refused: [...new Set(refused.map(({ operation }) => operation))],
    logged: aws.cloudWatch.lines().length > 0,
    swept: aws.dispatcher.count('GetResources') > 0,
    undelivered: deployment.deadLetters[2]?.messages.length ?? 0,
  };
}

/** The end of its ARN, or the resource of the template that has it. */
function nameOf({ resource }: Grant): string {
  return /([^":]+)"(?:,"Arn")?\W*$/.exec(resource)?.[1] ?? resource;
}

describe('the roles', () => {
  it('allow everything that is done', async () => {
    expect(await observe((assembly) => assembly)).toEqual(fine);
  });

  it('are looked at grant by grant', () => {
    expect(grants.length).toBeGreaterThan(25);
    expect(new Set(grants.map(({ role }) => role)).size).toBe(2);
  });

  const named = grants.map((grant) => [grant.action, nameOf(grant), grant] as const);
  it.each(named)('allow nothing for nothing: %s on %s', async (_action, _resource, grant) => {
    const observed = await observe((assembly) => withoutGrant(assembly, grant)).catch((error: Error) => error.message);
    // A mapping that Lambda refuses to make is a failure too.
    if (typeof observed === 'string') expect(observed).toContain('does not have permissions to call');
    else expect(observed).not.toEqual(fine);
  });
});
