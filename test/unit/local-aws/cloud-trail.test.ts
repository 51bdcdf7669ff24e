import { describe, expect, test } from 'vitest';
import { createCloudTrail } from '../../local-aws/cloud-trail.ts';
import type { Trail } from '../../local-aws/collaborators.ts';
import type { Json } from '../../local-aws/service.ts';
import { defaultSwitches, type Switches } from '../../local-aws/switches.ts';

type Call = Parameters<Trail['record']>[0];

const created: Call = {
  eventName: 'CreateUserPoolClient',
  caller: {
    accessKeyId: 'ASIAEXAMPLE',
    arn: 'arn:aws:sts::123456789012:assumed-role/deployer/session',
    invokedBy: 'cloudformation.amazonaws.com',
  },
  requestId: '11111111-2222-4333-8444-555555555555',
  request: {
    UserPoolId: 'eu-west-1_AbCdEfGhI',
    ClientName: 'orders',
    GenerateSecret: true,
    AllowedOAuthFlows: ['client_credentials'],
    CallbackURLs: [],
  },
  response: {
    UserPoolClient: {
      UserPoolId: 'eu-west-1_AbCdEfGhI',
      ClientName: 'orders',
      ClientId: '1example23456789',
      ClientSecret: 'a-very-secret-value',
      CreationDate: Date.UTC(2026, 10, 20, 10) / 1000,
      LastModifiedDate: Date.UTC(2026, 6, 1, 12, 5, 9) / 1000,
      TokenValidityUnits: {},
    },
  },
};

function eventOf(call: Partial<Call> = {}, switches: Partial<Switches> = {}, enabled = true) {
  const events: Json[] = [];
  const trail = createCloudTrail({
    site: { partition: 'aws', region: 'eu-west-1', account: '123456789012' },
    switches: { ...defaultSwitches, ...switches },
    sink: { publish: (event) => events.push(event) },
    now: () => Date.UTC(2026, 10, 20, 10, 0, 0, 250),
    logging: () => enabled,
  });
  trail.record({ ...created, ...call });
  trail.record({ ...created, ...call });
  return { events, event: events[0], detail: events[0]?.detail };
}

describe('a CloudTrail event', () => {
  test('is the whole event that EventBridge delivers', () => {
    expect(eventOf().event).toEqual({
      version: '0',
      id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      'detail-type': 'AWS API Call via CloudTrail',
      source: 'aws.cognito-idp',
      account: '123456789012',
      time: '2026-11-20T10:00:00Z',
      region: 'eu-west-1',
      resources: [],
      detail: {
        eventVersion: '1.11',
        userIdentity: {
          type: 'AssumedRole',
          arn: 'arn:aws:sts::123456789012:assumed-role/deployer/session',
          accountId: '123456789012',
          accessKeyId: 'ASIAEXAMPLE',
          invokedBy: 'cloudformation.amazonaws.com',
        },
        eventTime: '2026-11-20T10:00:00Z',
        eventSource: 'cognito-idp.amazonaws.com',
        eventName: 'CreateUserPoolClient',
        awsRegion: 'eu-west-1',
        sourceIPAddress: 'cloudformation.amazonaws.com',
        userAgent: 'cloudformation.amazonaws.com',
        requestParameters: {
          userPoolId: 'eu-west-1_AbCdEfGhI',
          clientName: 'orders',
          generateSecret: true,
          allowedOAuthFlows: ['client_credentials'],
          callbackURLs: [],
        },
        responseElements: {
          userPoolClient: {
            userPoolId: 'eu-west-1_AbCdEfGhI',
            clientName: 'orders',
            clientId: '1example23456789',
            clientSecret: 'HIDDEN_DUE_TO_SECURITY_REASONS',
            creationDate: 'Nov 20, 2026 10:00:00 AM',
            lastModifiedDate: 'Jul 1, 2026 12:05:09 PM',
            tokenValidityUnits: {},
          },
        },
        requestID: '11111111-2222-4333-8444-555555555555',
        eventID: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
        readOnly: false,
        eventType: 'AwsApiCall',
        managementEvent: true,
        recipientAccountId: '123456789012',
        eventCategory: 'Management',
      },
    });
  });

  test('says midnight as twelve', () => {
    const response = { UserPool: { CreationDate: Date.UTC(2026, 0, 2) / 1000 } };
    expect(eventOf({ response }).detail).toMatchObject({
      responseElements: { userPool: { creationDate: 'Jan 2, 2026 12:00:00 AM' } },
    });
  });

  test('has ids of its own', () => {
    const { events } = eventOf();
    const ids = events.flatMap((event) => [event.id, Object(event.detail).eventID]);
    expect(new Set(ids).size).toBe(4);
  });

  test('of a refused call says why and has no answer', () => {
    const { detail } = eventOf({ response: null, errorCode: 'InvalidParameterException', errorMessage: 'because' });
    const refused = { errorCode: 'InvalidParameterException', errorMessage: 'because', responseElements: null };
    expect(detail).toMatchObject(refused);
    expect(eventOf().detail).not.toHaveProperty('errorCode');
    expect(eventOf().detail).not.toHaveProperty('errorMessage');
  });

  test('of a call that answers nothing has null for an answer', () => {
    expect(eventOf({ eventName: 'DeleteUserPoolClient', response: {} }).detail).toMatchObject({
      responseElements: null,
    });
  });

  test.each(['Tags', 'UserPoolTags'])('leaves the keys of %s as the caller wrote them', (member) => {
    const tags = { 'ssm-sync:Orders': '/a/b', ClientSecret: 'mine', CreationDate: 'then' };
    const { detail } = eventOf({ request: { [member]: tags } });
    expect(detail).toMatchObject({ requestParameters: { [member === 'Tags' ? 'tags' : 'userPoolTags']: tags } });
  });

  test('hides secrets wherever they stand, unless told to show them', () => {
    const call = {
      request: { ClientSecret: 'supplied-secret-value' },
      response: { ClientSecretDescriptor: { ClientSecretId: 'c--1', ClientSecretValue: 'generated-secret-value' } },
    };
    const redacted = JSON.stringify(eventOf(call).event);
    expect(redacted).not.toContain('secret-value');
    expect(redacted).toContain('"clientSecretId":"c--1"');
    const shown = JSON.stringify(eventOf(call, { trailSecrets: 'shown' }).event);
    expect(shown).toContain('supplied-secret-value');
    expect(shown).toContain('generated-secret-value');
  });

  test('hides client ids when told to, in request and answer', () => {
    const { detail } = eventOf(
      { request: { UserPoolId: 'p', ClientId: 'c' }, response: { UserPoolClient: { ClientId: 'c' } } },
      { trailClientIds: 'hidden' },
    );
    expect(detail).toMatchObject({
      requestParameters: { userPoolId: 'p', clientId: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
      responseElements: { userPoolClient: { clientId: 'HIDDEN_DUE_TO_SECURITY_REASONS' } },
    });
  });

  test.each([
    ['arn:aws:iam::123456789012:user/ann', 'IAMUser'],
    ['arn:aws:iam::123456789012:root', 'Root'],
  ])('of a call by %s says %s and nobody in between', (arn, type) => {
    const { detail } = eventOf({ caller: { accessKeyId: 'AKIA', arn } });
    expect(detail).toMatchObject({ userIdentity: { type, arn } });
    expect(Object(detail).userIdentity).not.toHaveProperty('invokedBy');
  });

  test('never comes without a trail', () => {
    expect(eventOf({}, {}, false).events).toEqual([]);
  });
});
