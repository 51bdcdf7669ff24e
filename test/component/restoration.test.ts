import { describe, expect, test } from 'vitest';
import type { Deployment } from '../../lambdas/core/deployment.ts';
import { restorations } from '../../lambdas/pass/restoration.ts';
import { AwsError } from '../local-aws/service.ts';
import { putParameter, rejection } from './arrangement.ts';
import { createEmbeddedAws, type EmbeddedAws } from './embedded-aws.ts';

/** Which passes follow from somebody's writing a parameter, by what its tags say. */
const at = '2026-11-20T10:00:00Z';
const [here, there] = ['eu-west-1_Here', 'eu-west-1_There'];
const parameter = '/apis/orders';
const key = 'ssm-sync:owner:auth.cognito';
const usual: Deployment = {
  name: 'test',
  region: 'eu-west-1',
  tagPrefix: 'ssm-sync',
  targets: [{ prefix: '/apis/' }],
  create: 'always',
};

async function tagged(tags: Readonly<Record<string, string>>, name = parameter): Promise<EmbeddedAws> {
  const aws = createEmbeddedAws();
  await putParameter(aws, name, { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) });
  return aws;
}

const restored = (aws: EmbeddedAws, difference: Partial<Deployment> = {}, name = parameter) =>
  aws.finish(restorations({ kind: 'parameter', parameter: name, at }, aws.parameters, { ...usual, ...difference }));

const pass = (userPoolId: string, clientId: string, place: string) => ({
  kind: 'pool',
  userPoolId,
  scope: 'clients',
  clientIds: [clientId],
  at,
  settled: false,
  restoring: [{ parameter, place, clientId }],
});

describe('a parameter that was written is looked at', () => {
  test('for each place that its tags give to a client, and for nothing else', async () => {
    const aws = await tagged({
      [key]: `${here} 1a test`,
      'ssm-sync:owner:x.y': `${there} 1b test`,
      'ssm-sync:owner:z': 'nobody',
      'ssm-sync:orders': '/apis/x',
      team: 'a',
    });
    expect(await restored(aws)).toEqual([pass(here, '1a', 'auth.cognito'), pass(there, '1b', 'x.y')]);
  });

  test('in whosever name the tag was written: the pool decides', async () => {
    const aws = await tagged({ [key]: `${here} 1a blue` });
    expect(await restored(aws)).toEqual([pass(here, '1a', 'auth.cognito')]);
  });

  test('for pools that the deployment looks at, and that may be written there', async () => {
    const aws = await tagged({ [key]: `${here} 1a test`, 'ssm-sync:owner:x': `${there} 1b test` });
    expect(await restored(aws, { userPools: [there] })).toEqual([pass(there, '1b', 'x')]);
    const bound = [{ prefix: '/apis/', pools: [here] }, { prefix: '/web/' }];
    expect(await restored(aws, { targets: bound })).toEqual([pass(here, '1a', 'auth.cognito')]);
  });

  test('for nobody where it is gone, or has no tags', async () => {
    expect(await restored(await tagged({}))).toEqual([]);
    expect(await restored(createEmbeddedAws())).toEqual([]);
  });

  test('for nobody outside the prefixes, and not even its tags are read', async () => {
    for (const name of ['/web/orders', '/x/apis/orders']) {
      const aws = await tagged({ [key]: `${here} 1a test` }, name);
      expect(await restored(aws, { targets: [{ prefix: '/y/' }, { prefix: '/apis/' }] }, name)).toEqual([]);
      expect(aws.counted).toEqual([]);
    }
  });

  test('later where its tags cannot be read now', async () => {
    const aws = await tagged({ [key]: `${here} 1a test` });
    aws.dispatcher.interfere({
      before: () => ({ kind: 'error', error: new AwsError('ThrottlingException', 'slow down', 400) }),
    });
    const asked = restorations({ kind: 'parameter', parameter, at }, aws.parameters, usual);
    expect(await rejection(aws, asked)).toMatchObject({
      finding: { code: 'call-failed', error: 'ThrottlingException' },
    });
  });
});
