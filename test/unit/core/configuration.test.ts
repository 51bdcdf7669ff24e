import { describe, expect, test } from 'vitest';
import { type Configuration, ConfigurationError, parseConfiguration } from '../../../lambdas/core/configuration.ts';
import { faultsOf, least } from './configuration-faults.ts';

describe('a configuration', () => {
  test('of only what is required has a default for everything else', () => {
    expect(parseConfiguration(least)).toEqual({
      deployment: {
        name: 'cognito-ssm-sync',
        region: 'eu-west-1',
        tagPrefix: 'ssm-sync',
        targets: [{ prefix: '/layered-apis/' }],
        create: 'always',
      },
      mode: 'apply',
      eventQueueUrl: least.EVENT_QUEUE_URL,
      sweepQueueUrl: least.SWEEP_QUEUE_URL,
    } satisfies Configuration);
  });

  test('that says everything is taken as it says', () => {
    const everything = {
      ...least,
      DEPLOYMENT: 'payments.sync-1',
      TARGETS: '[{"prefix":"/a/"},{"prefix":"/b/c/","pools":["eu-west-1_AbCdEfGhI"]}]',
      TAG_PREFIX: 'creds',
      MODE: 'report',
      CREATE: 'never',
      CREATE_KEY_ID: 'alias/ours',
      USER_POOLS: '["eu-west-1_AbCdEfGhI","eu-west-1_AbCdEfGhJ"]',
      AWS_REGION: 'us-gov-west-1',
    };
    expect(parseConfiguration(everything)).toEqual({
      deployment: {
        name: 'payments.sync-1',
        region: 'us-gov-west-1',
        tagPrefix: 'creds',
        targets: [{ prefix: '/a/' }, { prefix: '/b/c/', pools: ['eu-west-1_AbCdEfGhI'] }],
        create: 'never',
        userPools: ['eu-west-1_AbCdEfGhI', 'eu-west-1_AbCdEfGhJ'],
      },
      mode: 'report',
      createKeyId: 'alias/ours',
      eventQueueUrl: least.EVENT_QUEUE_URL,
      sweepQueueUrl: least.SWEEP_QUEUE_URL,
    } satisfies Configuration);
  });

  test('takes an empty variable for one that was left out', () => {
    const optional = ['DEPLOYMENT', 'TAG_PREFIX', 'MODE', 'CREATE', 'CREATE_KEY_ID', 'USER_POOLS'];
    const emptied = Object.fromEntries(optional.map((name) => [name, '']));
    expect(parseConfiguration({ ...least, ...emptied })).toEqual(parseConfiguration(least));
    expect(faultsOf({ ...least, TARGETS: '' })).toEqual([expect.stringMatching(/^TARGETS is missing /)]);
  });

  test('ignores the variables of others', () => {
    expect(parseConfiguration({ ...least, PATH: '/bin', AWS_LAMBDA_FUNCTION_NAME: 'x' })).toEqual(
      parseConfiguration(least),
    );
  });
});

describe('the faults of a configuration', () => {
  test('are all named in one error, each with what was found and what is accepted', () => {
    const wrong = { TARGETS: '[{"prefix":"apis"}]', MODE: 'dry-run', SWEEP_QUEUE_URL: 'sweeps.fifo' };
    expect(() => parseConfiguration(wrong)).toThrow(ConfigurationError);
    const faults = faultsOf(wrong);
    expect([...faults].sort()).toEqual([
      'AWS_REGION is missing (a region such as eu-west-1)',
      'EVENT_QUEUE_URL is missing (the URL of an SQS queue)',
      'MODE is "dry-run", not apply or report',
      'SWEEP_QUEUE_URL is "sweeps.fifo", not the URL of an SQS FIFO queue, ending with .fifo',
      'TARGETS is "[{\\"prefix\\":\\"apis\\"}]", not JSON like [{"prefix":"/layered-apis/"}]; a prefix begins and ends with /, "pools" lists pool ids',
    ]);
    expect(new ConfigurationError(faults).message).toMatch(/^The reconciler's configuration has 5 faults: .*; .*\.$/);
    expect(new ConfigurationError(['x']).message).toBe("The reconciler's configuration has 1 fault: x.");
  });

  test('name a variable once, however much is wrong in it', () => {
    expect(faultsOf({ ...least, TARGETS: '[{"prefix":"a"},{"prefix":"b","pools":[]},{}]' })).toHaveLength(1);
  });

  test('show no more than the beginning of what was found', () => {
    const [fault] = faultsOf({ ...least, MODE: 'x'.repeat(5000) });
    expect(fault?.length).toBeLessThan(300);
  });
});
