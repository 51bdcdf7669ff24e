import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLetter } from '../../lambdas/cli/dlq/letter.ts';
import { Secret } from '../../lambdas/core/secret.ts';

const poolId = 'eu-west-1_AbCdEfGhI';

function letter(
  body: unknown,
  attributes: Readonly<Record<string, string>> = {},
  queue: 'events' | 'undelivered' = 'undelivered',
) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const message = { id: 'id', receiptHandle: 'handle', sentAt: 0, receives: 1 };
  return readLetter(queue, { ...message, body: new Secret(text), attributes: new Map(Object.entries(attributes)) })
    .says;
}

const event = (detail: object) => ({
  'detail-type': 'AWS API Call via CloudTrail',
  time: '2026-11-20T10:00:00Z',
  detail,
});

test.each<[string, object]>([
  ['of a client', { requestParameters: { userPoolId: poolId, clientName: 's3cr3t' } }],
  ['of tags', { requestParameters: { resourceArn: `arn:aws:cognito-idp:eu-west-1:123456789012:userpool/${poolId}` } }],
  ['of a new pool', { responseElements: { userPool: { id: poolId, name: 's3cr3t' } } }],
  ['of a new client', { responseElements: { userPoolClient: { userPoolId: poolId, clientSecret: 's3cr3t' } } }],
])('an event %s tells its pool, and the rule that could not deliver it', (_, members) => {
  const says = letter(event({ eventName: 'CreateUserPool', ...members }), {
    RULE_ARN: 'arn:aws:events:eu-west-1:123456789012:rule/cognito-ssm-sync-pool',
    ERROR_CODE: 'NO_PERMISSIONS',
  });
  expect(says).toEqual({
    kind: 'undelivered',
    rule: 'cognito-ssm-sync-pool',
    error: 'NO_PERMISSIONS',
    detailType: 'AWS API Call via CloudTrail',
    eventName: 'CreateUserPool',
    time: '2026-11-20T10:00:00Z',
    userPoolId: poolId,
  });
});

test('a schedule’s input tells that it was a sweep, and which schedule', () => {
  const says = letter('{"v":1,"kind":"sweep","at":"2026-11-20T10:00:00Z"}', {
    SCHEDULE_ARN: 'arn:aws:scheduler:eu-west-1:123456789012:schedule/default/cognito-ssm-sync-sweep',
  });
  expect(says).toMatchObject({ detailType: 'sweep', time: '2026-11-20T10:00:00Z', rule: 'cognito-ssm-sync-sweep' });
});

test('whatever stands in a message, in any member, nothing of another form than AWS’s is taken from it', () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9+_-]{24,64}$/);
  const around = fc.constantFrom<(value: string) => string>(
    (value) => value,
    (value) => `CreateUserPoolClient${value}`,
    (value) => `${poolId}\n${value}`,
    (value) => `x/${value}`,
    (value) => `arn:aws:events:eu-west-1:123456789012:rule/a b/${value}`,
    (value) => `2026-11-20T10:00:00Z${value}`,
  );
  fc.assert(
    fc.property(
      secret,
      around,
      fc.constantFrom<'events' | 'undelivered'>('events', 'undelivered'),
      (value, wrap, queue) => {
        const text = wrap(value);
        const identity = { userPoolId: text, resourceArn: text, id: text };
        const responseElements = { userPool: identity, userPoolClient: identity };
        const detail = { eventName: text, requestParameters: identity, responseElements };
        const body = { 'detail-type': text, time: text, kind: text, v: 1, at: text, userPoolId: text, detail };
        const attributes = { RULE_ARN: text, ERROR_CODE: `${text}1` };
        expect(JSON.stringify(letter(body, attributes, queue))).not.toContain(value);
        expect(JSON.stringify(letter(text, {}, queue))).not.toContain(value);
      },
    ),
  );
});
