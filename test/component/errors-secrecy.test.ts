import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classify, errorName } from '../../lambdas/aws/errors.ts';
import { CallError, sentence } from '../../lambdas/core/findings.ts';
import { Secret } from '../../lambdas/core/secret.ts';
import { AwsError } from '../local-aws/service.ts';
import { putParameter, rejection } from './arrangement.ts';
import { createEmbeddedAws } from './embedded-aws.ts';

describe('what is kept of an error', () => {
  const secrets = fc.string({ unit: fc.constantFrom(...'abcXYZ019+_{}"'), minLength: 24, maxLength: 64 });
  const names = fc.constantFrom('ValidationException', 'ThrottlingException', 'InvalidKeyId', 'Strange', 'TypeError');

  test('is never a word of its message, its cause or its other members', () => {
    fc.assert(
      fc.property(secrets, names, fc.boolean(), fc.boolean(), (secret, name, isOfParameter, isNested) => {
        const message = `Value '${secret}' at 'value' failed to satisfy constraint`;
        const thrown = Object.assign(new Error(message, { cause: new Error(secret) }), {
          name,
          $fault: secret,
          $metadata: { requestId: `not an id: ${secret}`, extendedRequestId: secret },
          $response: { body: secret },
        });
        const calledWith = { operation: 'PutParameter', ...(isOfParameter && { parameter: '/apis/a' }) };
        const error = new CallError(classify(isNested ? { wraps: thrown } : thrown, calledWith));
        const everything = [error.stack, error.message, sentence(error.finding), JSON.stringify(error.finding)];
        expect([...everything, inspect(error, { depth: 9, showHidden: true })].join('\n')).not.toContain(secret);
      }),
    );
  });

  test('is not a name that is no name', () => {
    expect(errorName(Object.assign(new Error('x'), { name: 'Value "hunter2" is wrong' }))).toBe('UnknownError');
    expect(errorName(Object.assign(new Error('x'), { name: 'N'.repeat(81) }))).toBe('UnknownError');
    expect(errorName(Object.assign(new Error('x'), { code: 'hunter2' }))).toBe('Error');
    expect(errorName('a thrown text')).toBe('UnknownError');
    expect(errorName(undefined)).toBe('UnknownError');
  });

  test('is of the network its code', () => {
    expect(errorName(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }))).toBe('ECONNREFUSED');
    expect(errorName(Object.assign(new AggregateError([]), { code: 'ENOTFOUND' }))).toBe('ENOTFOUND');
    expect(errorName(Object.assign(new RangeError('x'), { code: 'ENOTFOUND' }))).toBe('RangeError');
  });

  test('is nothing of the value that AWS quotes back', async () => {
    const secret = 'hunter2hunter2hunter2hunter2';
    const aws = createEmbeddedAws();
    await putParameter(aws, '/apis/a');
    aws.amend(aws.parameterStore, 'PutParameter', () => ({ Value }) => {
      throw new AwsError('ValidationException', `1 validation error detected: Value '${Value}' at 'value' is wrong`);
    });
    const as = { type: 'SecureString', tier: 'Standard' };
    const thrown = [
      await rejection(aws, aws.parameters.create('/apis/a', new Secret(secret))),
      await rejection(aws, aws.parameters.update('/apis/a', new Secret(secret), as)),
    ];
    for (const error of thrown) {
      expect(error).toMatchObject({ finding: { code: 'call-refused', error: 'ValidationException' } });
      expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(secret);
    }
  });
});
