import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Assembly } from '../local-aws/cloud-formation/assembly.ts';
import { openedWorlds } from '../opened-worlds.ts';
import { createProcessWorld } from '../process-world.ts';
import type { World } from '../world.ts';
import { atCalls, refuse } from './faults.ts';
import { credentialsOf } from './worlds.ts';

/**
 * The stack as it would be deployed: the synthesized template on an AWS that evaluates its policies, the bundled
 * function in processes of its own, killed at its time limit. Everything goes from the CloudTrail record to the
 * parameter. That takes real time, so these are few.
 */
let applying: World;
let reporting: World;
/** Its function never ends. */
let hanging: World;
const folder = mkdtempSync(join(tmpdir(), 'hanging-function-'));

/** The same stack with this code, which has half a minute. */
function withCode({ template, ...assembly }: Assembly, code: string): Assembly {
  writeFileSync(join(folder, 'index.mjs'), code);
  const resources = Object.entries(template.Resources).map(([id, resource]) => {
    const Properties = { ...resource.Properties, Timeout: 30 };
    return [id, resource.Type === 'AWS::Lambda::Function' ? { ...resource, Properties } : resource] as const;
  });
  const assets = new Map([...assembly.assets.keys()].map((key) => [key, folder]));
  return { ...assembly, assets, template: { ...template, Resources: Object.fromEntries(resources) } };
}

beforeAll(async () => {
  [applying, reporting, hanging] = await Promise.all([
    createProcessWorld(),
    createProcessWorld({ environment: { MODE: 'report' } }),
    createProcessWorld({ amend: (assembly) => withCode(assembly, 'export const handler = () => { for (;;); };') }),
  ]);
});

beforeEach(() => {
  openedWorlds.push(applying, reporting, hanging);
});

afterAll(async () => {
  await Promise.all([applying, reporting, hanging].map(({ deployment }) => deployment.close()));
  rmSync(folder, { recursive: true });
});

/** A pool with one client, whose parameter has the pool's name. */
async function makeClient(world: World, name: string) {
  const parameter = `/layered-apis/${name}`;
  const pool = await world.createPool(name, { tags: { 'ssm-sync:orders': parameter }, domain: name });
  const client = await pool.createClient('orders');
  return { parameter, pool, client };
}

describe('the deployed stack', () => {
  it('writes the credentials of a new client, allowed by its role, and logs to its group', async () => {
    const { parameter, client } = await makeClient(applying, 'main');
    await applying.settle();
    expect(applying.credentials(parameter)).toEqual(credentialsOf(client, 'main'));
    const { aws, deployment } = applying;
    const [call] = aws.dispatcher.calls.filter(({ operation }) => operation === 'PutParameter');
    expect(call?.callerArn).toMatch(
      /:assumed-role\/cognito-ssm-sync-CognitoSsmSyncReconcilerRole[^/]+\/cognito-ssm-sync$/,
    );
    expect(aws.cloudWatch.lines().map(({ group }) => group)).toContain(deployment.logGroup);
    expect(applying.said('created')).toMatchObject([{ parameter }]);
    // It measures in the world's time: the batch window, the start of a process, the pace.
    const [convergence] = aws.cloudWatch.metric('ConvergenceTime').values;
    expect(convergence).toBeGreaterThanOrEqual(5000);
    expect(convergence).toBeLessThan(600_000);
  });

  it('takes no notice of refused calls, nor of events that no rule names', async () => {
    const { pool, parameter } = await makeClient(applying, 'ignored');
    await applying.settle();
    const runs = applying.aws.lambda.invocations.length;
    const { cognito } = applying.as('person');
    const nobody = { UserPoolId: pool.id, ClientId: '0123456789abcdefghijklmnop' };
    await expect(applying.did(cognito.deleteUserPoolClient(nobody))).rejects.toThrow('does not exist');
    const server = { UserPoolId: pool.id, Identifier: 'other', Name: 'other' };
    await applying.did(cognito.createResourceServer(server));
    await applying.settle();
    expect(applying.aws.lambda.invocations).toHaveLength(runs);
    expect(applying.version(parameter)).toBe(1);
  });

  it('gives up a message that nobody understands, and does the others of its batch', async () => {
    const { parameter, client } = await makeClient(applying, 'poison');
    applying.deployment.events.send({ body: 'not JSON', senderId: 'somebody' });
    await applying.settle();
    expect(applying.credentials(parameter)).toEqual(credentialsOf(client, 'poison'));
    expect(applying.deployment.deadLetters[0]?.messages.map(({ body }) => body)).toEqual(['not JSON']);
    expect(applying.said('message-invalid')).toHaveLength(5);
  });

  it('tries again what was throttled for longer than the SDK retries', async () => {
    const { parameter, client } = await makeClient(applying, 'throttled');
    refuse(applying, { operation: 'PutParameter', times: 4 }, 'ThrottlingException');
    const runs = applying.aws.lambda.invocations.length;
    await applying.settle();
    expect(applying.credentials(parameter)).toEqual(credentialsOf(client, 'throttled'));
    expect(applying.aws.lambda.invocations).toHaveLength(runs + 2);
    expect(applying.said('call-failed')).toMatchObject([{ parameter }]);
  });

  it('does again what a killed process left', async () => {
    const { parameter, client } = await makeClient(applying, 'killed');
    atCalls(applying, { operation: 'PutParameter', times: 1, when: 'after' }, () => ({ kind: 'crash' }));
    const runs = applying.aws.lambda.invocations.length;
    await applying.settle();
    expect(applying.aws.lambda.invocations[runs]?.error).toContain('killed');
    expect(applying.credentials(parameter)).toEqual(credentialsOf(client, 'killed'));
    expect(applying.version(parameter)).toBe(1);
  });

  it('sweeps by its schedule', async () => {
    const { parameter, client } = await makeClient(applying, 'swept');
    await applying.settle();
    await applying.put(parameter, '{"note":"mine"}');
    const sweeps = applying.said('sweep-started').length;
    await applying.sweep();
    expect(applying.json(parameter)).toEqual({ note: 'mine', auth: { cognito: credentialsOf(client, 'swept') } });
    expect(applying.said('sweep-started')).toHaveLength(sweeps + 1);
  });

  it('was never refused anything', () => {
    const refused = applying.aws.dispatcher.calls.filter(({ errorCode }) => errorCode?.startsWith('AccessDenied'));
    expect(refused).toEqual([]);
  });
});

describe('the stack that only reports', () => {
  it('says what it would write, and may not', async () => {
    const { parameter } = await makeClient(reporting, 'reported');
    await reporting.settle();
    expect(reporting.said('create-due')).toMatchObject([{ parameter }]);
    expect(reporting.aws.parameterStore.names()).toEqual([]);
    const { arn } = reporting.aws.callers.reconciler;
    const name = `arn:aws:ssm:eu-west-1:123456789012:parameter${parameter}`;
    expect(reporting.aws.iam.refusal({ kind: 'role', arn }, 'ssm:PutParameter', name)).toBeDefined();
  });
});

describe('a function that outlives its time', () => {
  it('is killed, and its messages come again when they are no longer hidden', async () => {
    await makeClient(hanging, 'late');
    await hanging.aws.clock.advance(3_610_000);
    const [first, second, ...others] = hanging.aws.lambda.invocations.filter(
      ({ records }) => records[0]?.eventSourceARN === hanging.deployment.events.arn,
    );
    expect(others).toEqual([]);
    expect(first?.error).toBe('Task timed out after 30.00 seconds');
    expect(second?.records.map(({ messageId }) => messageId)).toEqual(first?.records.map(({ messageId }) => messageId));
    expect((second?.startedAt ?? 0) - (first?.startedAt ?? 0)).toBeGreaterThanOrEqual(3_600_000);
  });
});
