import { describe, expect, it } from 'vitest';
import { Dispatcher } from '../../local-aws/dispatcher.ts';
import { NoAnswer } from '../../local-aws/faults.ts';
import { answerRequest } from '../../local-aws/json-protocol.ts';
import { Quotas } from '../../local-aws/quotas.ts';
import { AwsError, type Service } from '../../local-aws/service.ts';
import { VirtualClock } from '../../local-aws/virtual-clock.ts';

const caller = { accessKeyId: 'KEY', arn: 'arn:aws:iam::123456789012:user/person' };

function world() {
  const clock = new VirtualClock(0);
  const effects: string[] = [];
  const service: Service = {
    target: 'AmazonSSM',
    name: 'ssm',
    operations: {
      PutParameter: (input) => {
        if (input.Name === 'refused') throw new AwsError('ParameterLimitExceeded', 'too many');
        if (input.Name === 'broken') throw new TypeError('a mistake in this AWS');
        effects.push(String(input.Name));
        return { Version: effects.length };
      },
    },
  };
  const quotas = new Quotas();
  const dispatcher = new Dispatcher({ region: 'eu-west-1', clock, services: [service], callers: [caller], quotas });
  const call = (body: string, target = 'AmazonSSM.PutParameter', authorization = signed('KEY')) =>
    answerRequest(dispatcher, { headers: { 'x-amz-target': target, authorization }, body });
  const put = (Name: string) => call(JSON.stringify({ Name, Value: 'secret-value' }));
  return { clock, effects, dispatcher, quotas, call, put };
}

const signed = (key: string, region = 'eu-west-1') =>
  `AWS4-HMAC-SHA256 Credential=${key}/20261120/${region}/ssm/aws4_request`;

const errorOf = ({ body }: { body: string }) => JSON.parse(body).__type;

describe('the dispatcher', () => {
  it('answers what it does not know in AWS’s own error form', async () => {
    const { call } = world();
    expect(errorOf(await call('{}', 'AmazonSSM.MakeCoffee'))).toBe('UnknownOperationException');
    expect(errorOf(await call('{}', 'AmazonSSM.constructor'))).toBe('UnknownOperationException');
    expect(errorOf(await call('{}', 'Nowhere.PutParameter'))).toBe('UnknownOperationException');
    expect(errorOf(await call('{'))).toBe('SerializationException');
    expect(errorOf(await call('[]'))).toBe('SerializationException');
  });

  it('lets nobody in who does not sign, is a stranger or means another region', async () => {
    const { call } = world();
    expect(errorOf(await call('{}', undefined, ''))).toBe('MissingAuthenticationTokenException');
    expect(errorOf(await call('{}', undefined, signed('STRANGER')))).toBe('UnrecognizedClientException');
    const elsewhere = await call('{}', undefined, signed('KEY', 'us-east-1'));
    expect(errorOf(elsewhere)).toBe('InvalidSignatureException');
    expect(elsewhere.body).toContain('this AWS is in eu-west-1');
  });

  it('keeps account of every call, by whom, about what and how it ended, and never a value', async () => {
    const { dispatcher, put } = world();
    await put('/a');
    await put('refused');
    expect(dispatcher.calls).toMatchObject([
      { at: 0, service: 'ssm', operation: 'PutParameter', about: { Name: '/a' }, callerArn: caller.arn },
      { about: { Name: 'refused' }, errorCode: 'ParameterLimitExceeded' },
    ]);
    expect(JSON.stringify(dispatcher.calls)).not.toContain('secret-value');
    expect([dispatcher.count('PutParameter'), dispatcher.count('PutParameter', 'another')]).toEqual([2, 0]);
  });

  it('does not pass a mistake of its own off as an error of AWS', async () => {
    await expect(world().put('broken')).rejects.toThrow('a mistake in this AWS');
  });

  it('lets a fault before the effect prevent it, and one after it only hide it', async () => {
    const { dispatcher, effects, put } = world();
    const error = new AwsError('InternalServerError', 'broken', 500);
    const end = dispatcher.interfere({ before: () => ({ kind: 'error', error }) });
    expect(await put('/before')).toMatchObject({ status: 500 });
    end();
    dispatcher.interfere({ after: () => ({ kind: 'time-out' }) });
    await expect(put('/after')).rejects.toBeInstanceOf(NoAnswer);
    expect(effects).toEqual(['/after']);
  });

  it('lets a meddler act at the very moment, and know how the call ended', async () => {
    const { dispatcher, effects, put } = world();
    const ends: (string | undefined)[] = [];
    dispatcher.interfere({
      before: async ({ input }) => {
        effects.push(`foreign write before ${input.Name}`);
        return undefined;
      },
      after: ({ errorCode }) => {
        ends.push(errorCode);
        return undefined;
      },
    });
    await put('/a');
    await put('refused');
    expect(effects.slice(0, 2)).toEqual(['foreign write before /a', '/a']);
    expect(ends).toEqual([undefined, 'ParameterLimitExceeded']);
  });

  it('takes the time it is told to, on the virtual clock', async () => {
    const { clock, dispatcher, put } = world();
    dispatcher.latencyMilliseconds = 40;
    dispatcher.interfere({ before: () => ({ kind: 'delay', milliseconds: 60 }) });
    await clock.finish(put('/a'));
    expect(clock.now()).toBe(100);
  });

  it('crashes only what runs in a function', async () => {
    const { dispatcher, put } = world();
    dispatcher.interfere({ before: () => ({ kind: 'crash' }) });
    await expect(put('/a')).rejects.toThrow('only a call from within a Lambda function');
  });

  it('throttles within a sliding second, and not at all when quotas are off', async () => {
    const { clock, quotas, put } = world();
    const burst = async () => (await Promise.all([1, 2, 3, 4].map((n) => put(`/${n}`)))).map(({ status }) => status);
    expect(await burst()).toEqual([200, 200, 200, 400]);
    await clock.advance(999);
    expect((await put('/early')).status).toBe(400);
    await clock.advance(1);
    expect(await burst()).toEqual([200, 200, 200, 400]);
    expect(errorOf(await put('/again'))).toBe('ThrottlingException');
    quotas.enabled = false;
    expect(await burst()).toEqual([200, 200, 200, 200]);
  });
});

describe('the quotas', () => {
  it('limit one operation on one pool to five a second, and the category over all pools to fifteen', () => {
    const quotas = new Quotas();
    const describeOf = (pool: string) =>
      quotas.admit('cognito-idp', 'DescribeUserPoolClient', { UserPoolId: pool }, 0)?.code;
    expect([1, 2, 3, 4, 5, 6].map(() => describeOf('a')).filter(Boolean)).toEqual(['TooManyRequestsException']);
    expect(quotas.admit('cognito-idp', 'ListUserPoolClients', { UserPoolId: 'a' }, 0)).toBeUndefined();
    expect([1, 2, 3, 4, 5].map(() => describeOf('b')).some(Boolean)).toBe(false);
    expect([1, 2, 3, 4].map(() => describeOf('c')).some(Boolean)).toBe(false);
    expect(describeOf('c')).toBe('TooManyRequestsException');
    expect(quotas.admit('cognito-idp', 'UpdateUserPoolClient', { UserPoolId: 'c' }, 0)).toBeUndefined();
  });

  it('share forty a second among all of Parameter Store’s operations but its writes', () => {
    const quotas = new Quotas();
    const admitted = Array.from({ length: 41 }, (_, index) =>
      quotas.admit('ssm', index % 2 === 0 ? 'GetParameters' : 'DescribeParameters', {}, 0),
    );
    expect(admitted.filter(Boolean).map((error) => error?.code)).toEqual(['ThrottlingException']);
    expect(quotas.admit('ssm', 'PutParameter', {}, 0)).toBeUndefined();
    expect(quotas.admit('sqs', 'SendMessage', {}, 0)).toBeUndefined();
  });
});
