import type { Stack } from 'aws-cdk-lib';
import { CfnUserPool } from 'aws-cdk-lib/aws-cognito';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { describe, expect, test } from 'vitest';
import { settings } from '../../infra/settings.ts';
import { parseConfiguration } from '../../lambdas/core/configuration.ts';
import { account, region, synthesise } from './synthesis.ts';

/** The environment that the function is deployed with, as the function reads it. */
function configuration(props: Parameters<typeof synthesise>[0] = {}) {
  const { Environment } = synthesise(props).deployed.one('AWS::Lambda::Function');
  const { Variables } = Environment as { Variables: Record<string, string> };
  return parseConfiguration({ ...Variables, AWS_REGION: region });
}

const url = (name: string) => `https://sqs.${region}.amazonaws.com/${account}/${name}`;

describe('the function’s environment', () => {
  test('is what the function reads, with every default decided', () => {
    expect(configuration()).toEqual({
      deployment: {
        name: 'cognito-ssm-sync',
        region,
        tagPrefix: 'ssm-sync',
        targets: [{ prefix: '/layered-apis/' }],
        create: 'always',
      },
      mode: 'apply',
      eventQueueUrl: url('cognito-ssm-sync-events'),
      sweepQueueUrl: url('cognito-ssm-sync-sweeps.fifo'),
    });
  });

  test('carries every property to the function', () => {
    const keyArn = `arn:aws:kms:${region}:${account}:key/1`;
    const pools = ['eu-west-1_AbCdEfGhI'];
    const read = configuration((stack) => ({
      deploymentName: 'second',
      targets: [{ prefix: '/layered-apis/' }, { prefix: '/audit/', pools }],
      tagPrefix: 'second-sync',
      mode: 'report',
      create: 'never',
      createKey: Key.fromKeyArn(stack, 'Key', keyArn),
      userPools: pools,
    }));
    expect(read).toEqual({
      deployment: {
        name: 'second',
        region,
        tagPrefix: 'second-sync',
        targets: [{ prefix: '/layered-apis/' }, { prefix: '/audit/', pools }],
        create: 'never',
        userPools: pools,
      },
      mode: 'report',
      createKeyId: keyArn,
      eventQueueUrl: url('second-events'),
      sweepQueueUrl: url('second-sweeps.fifo'),
    });
  });

  test('can name pools and keys of the same app, which have no id yet', () => {
    const own = (stack: Stack) => {
      const pools = [new CfnUserPool(stack, 'Customers').ref];
      return { targets: [{ prefix: '/a/', pools }], userPools: pools, createKey: new Key(stack, 'Key') };
    };
    const { deployment, createKeyId } = configuration(own);
    expect(deployment.userPools).toEqual([`${region}_Customers`]);
    expect(deployment.targets).toEqual([{ prefix: '/a/', pools: [`${region}_Customers`] }]);
    expect(createKeyId).toMatch(new RegExp(`^arn:aws:kms:${region}:${account}:key/Key`));
  });
});

describe('the function', () => {
  const { deployed } = synthesise({ logRetention: RetentionDays.ONE_WEEK });
  const properties = deployed.one('AWS::Lambda::Function');

  test('runs as it is tested: Node 24, in the time of the settings', () => {
    expect(properties).toMatchObject({
      FunctionName: 'cognito-ssm-sync',
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      Timeout: settings.function.timeoutSeconds,
    });
  });

  test('logs JSON to a group of its own, which forgets in time and goes with the stack', () => {
    const name = '/aws/lambda/cognito-ssm-sync';
    expect(properties.LoggingConfig).toEqual({ LogFormat: 'JSON', ApplicationLogLevel: 'INFO', LogGroup: name });
    expect(deployed.one('AWS::Logs::LogGroup')).toEqual({ LogGroupName: name, RetentionInDays: 7 });
  });

  test('is fed by its two queues with the numbers of the settings, and answers for each message', () => {
    const mapping = (queue: string) => ({
      FunctionName: 'cognito-ssm-sync',
      EventSourceArn: `arn:aws:sqs:${region}:${account}:cognito-ssm-sync-${queue}`,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    const { eventMapping, sweepMapping } = settings;
    expect(deployed.all('AWS::Lambda::EventSourceMapping')).toEqual([
      {
        ...mapping('events'),
        BatchSize: eventMapping.batchSize,
        MaximumBatchingWindowInSeconds: eventMapping.batchingWindowSeconds,
        ScalingConfig: { MaximumConcurrency: eventMapping.maximumConcurrency },
      },
      {
        ...mapping('sweeps.fifo'),
        BatchSize: sweepMapping.batchSize,
        ScalingConfig: { MaximumConcurrency: sweepMapping.maximumConcurrency },
      },
    ]);
    // Lambda takes no window and no more than ten from a FIFO queue.
    expect(sweepMapping.batchSize).toBeLessThanOrEqual(10);
    expect(sweepMapping.batchingWindowSeconds).toBe(0);
  });
});
