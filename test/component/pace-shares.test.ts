import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, test } from 'vitest';
import { settings } from '../../infra/settings.ts';
import { Caller } from '../../lambdas/aws/caller.ts';
import { Cognito } from '../../lambdas/aws/cognito.ts';
import { type Lane, type OperationClass, Pace, quotas, shareOfQuota } from '../../lambdas/aws/pace.ts';
import { ParameterStore } from '../../lambdas/aws/parameter-store.ts';
import { createClient, createPool, putParameter } from './arrangement.ts';
import { createEmbeddedAws, type EmbeddedAws, maxAttempts } from './embedded-aws.ts';

type Invoked = Exclude<Lane, 'person'>;

/** Invocations of each lane that can be at work at once: at anything at all, and at one pool. */
const invocations: Readonly<Record<Invoked, number>> = {
  sweep: settings.sweepMapping.maximumConcurrency,
  event: settings.eventMapping.maximumConcurrency,
};
/** A FIFO mapping works off one batch of a group at a time, and a group is a pool. */
const invocationsAtAPool: Readonly<Record<Invoked, number>> = { ...invocations, sweep: 1 };

describe('the shares of the pace', () => {
  test.each(Object.keys(quotas) as OperationClass[])(
    'over the concurrency that the stack allows are two thirds of the quota at most (%s)',
    (name) => {
      const { sweep, event } = name === 'operation-of-pool' ? invocationsAtAPool : invocations;
      const share = shareOfQuota * (sweep * quotas[name].sweep + event * quotas[name].event);
      expect(share).toBeLessThanOrEqual(2 / 3 + 1e-9);
      // What is left of the quota is people's.
      expect(share + shareOfQuota * quotas[name].person).toBeLessThanOrEqual(1 + 1e-9);
      expect(quotas[name].sweep).toBeGreaterThan(0);
      expect(quotas[name].event).toBeGreaterThan(0);
    },
  );

  test('are of the quotas that AWS gives an account', () => {
    const perSecond = Object.fromEntries(Object.entries(quotas).map(([name, quota]) => [name, quota.perSecond]));
    expect(perSecond).toMatchObject({
      'client-read': 15,
      'pool-read': 15,
      'operation-of-pool': 5,
      'parameter-read': 40,
      'parameter-write': 3,
    });
  });
});

/** The adapters of one more invocation at the same AWS. */
function invocation(aws: EmbeddedAws, lane: Lane): { pools: Cognito; parameters: ParameterStore } {
  const caller = new Caller(new Pace(aws.clock, lane), () => {});
  const sdk = () => aws.clientConfiguration('reconciler', { maxAttempts });
  return {
    pools: new Cognito(new CognitoIdentityProviderClient(sdk()), caller),
    parameters: new ParameterStore(new SSMClient(sdk()), caller),
  };
}

function invocationsOf(aws: EmbeddedAws, lane: Invoked): readonly ReturnType<typeof invocation>[] {
  return Array.from({ length: invocations[lane] }, () => invocation(aws, lane));
}

describe('all invocations together, each as fast as it may', () => {
  test('are never throttled by Cognito: sweeps over pools of their own, events about a pool that is being swept', async () => {
    const aws = createEmbeddedAws({ quotas: true });
    const pools = await Promise.all(Array.from({ length: invocations.sweep }, () => createPool(aws)));
    const ids = await Promise.all(pools.map((pool) => createClient(aws, pool)));
    const describeAll = (at: Cognito, index: number) =>
      Promise.all(
        Array.from({ length: 30 }, async () => {
          await at.client(pools[index] ?? '', ids[index] ?? '');
          await at.pool(pools[index] ?? '');
        }),
      );
    await aws.finish(
      Promise.all([
        ...invocationsOf(aws, 'sweep').map(({ pools: at }, index) => describeAll(at, index)),
        ...invocationsOf(aws, 'event').map(({ pools: at }) => describeAll(at, 0)),
      ]),
    );
    expect(aws.dispatcher.calls.filter(({ errorCode }) => errorCode !== undefined)).toEqual([]);
    expect(aws.dispatcher.calls).toHaveLength(30 * 2 * (invocations.sweep + invocations.event));
  });

  test('are never throttled by Parameter Store for reading', async () => {
    const aws = createEmbeddedAws({ quotas: true });
    await putParameter(aws, '/apis/a');
    const all = [...invocationsOf(aws, 'sweep'), ...invocationsOf(aws, 'event')];
    const names = Array.from({ length: 400 }, (_, index) => `/apis/${index}`);
    await aws.finish(Promise.all(all.map(({ parameters }) => parameters.read(names))));
    expect(aws.dispatcher.calls.filter(({ errorCode }) => errorCode !== undefined)).toEqual([]);
  });
});
