import { describe, expect, test } from 'vitest';
import { CallError, isRetryable } from '../../lambdas/core/findings.ts';
import { Secret } from '../../lambdas/core/secret.ts';
import type { Fault } from '../local-aws/faults.ts';
import { AwsError } from '../local-aws/service.ts';
import { createPool, putParameter, rejection } from './arrangement.ts';
import { createEmbeddedAws, type EmbeddedAws, maxAttempts } from './embedded-aws.ts';

const error = (code: string, status = 400): Fault => ({ kind: 'error', error: new AwsError(code, 'says AWS', status) });

/** Strikes the first `times` calls. */
function strike(aws: EmbeddedAws, fault: Fault, times = Number.POSITIVE_INFINITY): void {
  let left = times;
  aws.dispatcher.interfere({ before: () => (left-- > 0 ? fault : undefined) });
}

describe('a call that AWS does not carry out for a while', () => {
  const passing: [string, Fault][] = [
    ['TooManyRequestsException', error('TooManyRequestsException')],
    ['ThrottlingException', error('ThrottlingException')],
    ['InternalErrorException', error('InternalErrorException', 500)],
    ['ServiceUnavailable', error('ServiceUnavailable', 503)],
    ['TimeoutError', { kind: 'time-out', milliseconds: 3000 }],
  ];

  test.each(passing)('fails retryably when that outlasts the retries of the SDK (%s)', async (name, fault) => {
    const aws = createEmbeddedAws();
    strike(aws, fault);
    const thrown = await rejection(aws, aws.pools.pool('eu-west-1_AbCdEfGhI'));
    expect(thrown).toBeInstanceOf(CallError);
    expect(thrown).toMatchObject({ finding: { code: 'call-failed', operation: 'DescribeUserPool', error: name } });
    expect(thrown instanceof CallError && isRetryable(thrown.finding)).toBe(true);
    expect(aws.dispatcher.count('DescribeUserPool')).toBe(maxAttempts);
  });

  test.each(passing)('is a call like any other when it passes before the last retry (%s)', async (_, fault) => {
    const aws = createEmbeddedAws();
    const id = await createPool(aws);
    strike(aws, fault, maxAttempts - 1);
    expect(await aws.finish(aws.pools.pool(id))).toMatchObject({ id });
    expect(aws.counted).toEqual(['DescribeUserPool']);
  });

  test.each(['TooManyUpdates', 'InternalErrorException', 'SomethingNew', 'ExpiredTokenException'])(
    'is retryable under any name that is not known to be final (%s)',
    async (code) => {
      const aws = createEmbeddedAws();
      strike(aws, error(code));
      expect(await rejection(aws, aws.pools.pool('eu-west-1_AbCdEfGhI'))).toMatchObject({
        finding: { code: 'call-failed', error: code },
      });
    },
  );
});

describe('a call that AWS refuses', () => {
  test.each([
    'AccessDenied',
    'AccessDeniedException',
    'NotAuthorizedException',
    'UnrecognizedClientException',
    'ValidationException',
    'InvalidParameterException',
    'InvalidParameterValue',
    'InvalidKeyId',
    'UnsupportedParameterType',
    'HierarchyTypeMismatchException',
    'HierarchyLevelLimitExceededException',
  ])('is tried once and left to the next sweep (%s)', async (code) => {
    const aws = createEmbeddedAws();
    strike(aws, error(code));
    const thrown = await rejection(aws, aws.parameters.metadata(['/apis/a', '/apis/b']));
    expect(thrown).toMatchObject({
      finding: { code: 'call-refused', operation: 'DescribeParameters', error: code },
    });
    expect(thrown instanceof CallError && isRetryable(thrown.finding)).toBe(false);
    expect(aws.dispatcher.count('DescribeParameters')).toBe(1);
  });

  test.each(['InvalidSignatureException', 'InvalidClientTokenId'])('is left to the next sweep (%s)', async (code) => {
    const aws = createEmbeddedAws();
    strike(aws, error(code));
    expect(await rejection(aws, aws.pools.pool('eu-west-1_AbCdEfGhI'))).toMatchObject({
      finding: { code: 'call-refused', error: code },
    });
  });

  test('names the request that AWS knows it by', async () => {
    const aws = createEmbeddedAws();
    strike(aws, error('AccessDeniedException'));
    const thrown = await rejection(aws, aws.pools.pool('eu-west-1_AbCdEfGhI'));
    expect(thrown).toMatchObject({ finding: { requestId: aws.dispatcher.calls[0]?.requestId } });
  });
});

describe('the state of one parameter', () => {
  test.each([
    ['InvalidKeyId', 'key-unusable'],
    ['ParameterMaxVersionLimitExceeded', 'version-label-full'],
    ['ParameterPatternMismatchException', 'parameter-pattern-mismatch'],
    ['ParameterLimitExceeded', 'parameter-limit'],
  ])('is its block: %s is %s', async (code, block) => {
    const aws = createEmbeddedAws();
    await putParameter(aws, '/apis/a');
    strike(aws, error(code));
    const as = { type: 'SecureString', tier: 'Standard' };
    const thrown = await rejection(aws, aws.parameters.update('/apis/a', new Secret('x'), as));
    expect(thrown).toMatchObject({ finding: { code: block, parameter: '/apis/a' } });
    expect(thrown instanceof CallError && isRetryable(thrown.finding)).toBe(false);
  });
});
