/** CloudTrail's record of one of every call that this project knows, as the trail of the embedded AWS makes it. */
import { createCloudTrail } from '../local-aws/cloud-trail.ts';
import type { Json, Site } from '../local-aws/service.ts';
import { defaultSwitches, type Switches } from '../local-aws/switches.ts';

export const site: Site = { partition: 'aws', region: 'eu-west-1', account: '123456789012' };
export const poolId = 'eu-west-1_AbCdEfGhI';
export const clientId = '1example23456789';
export const poolArn = `arn:aws:cognito-idp:eu-west-1:123456789012:userpool/${poolId}`;
export const secret = 'hunter2hunter2hunter2hunter2';
/** A text of the caller's own, which may be anything. */
export const foreign = 'a "quoted" name of <userPoolId>';

interface CallOfTrail {
  readonly eventName: string;
  readonly request: Json;
  readonly response: Json | null;
}

const client = { UserPoolId: poolId, ClientId: clientId, ClientName: foreign, ClientSecret: secret };
const ofClient = { UserPoolId: poolId, ClientId: clientId };
const ofDomain = { UserPoolId: poolId, Domain: 'acme' };

const calls: readonly CallOfTrail[] = [
  {
    eventName: 'CreateUserPoolClient',
    request: { UserPoolId: poolId, ClientName: foreign, ClientSecret: secret },
    response: { UserPoolClient: client },
  },
  {
    eventName: 'UpdateUserPoolClient',
    request: { ...ofClient, ClientName: foreign },
    response: { UserPoolClient: client },
  },
  { eventName: 'DeleteUserPoolClient', request: ofClient, response: null },
  {
    eventName: 'AddUserPoolClientSecret',
    request: { ...ofClient, ClientSecret: secret },
    response: { ClientSecretDescriptor: { ClientSecretId: `${clientId}--1`, ClientSecretValue: secret } },
  },
  {
    eventName: 'DeleteUserPoolClientSecret',
    request: { ...ofClient, ClientSecretId: `${clientId}--1` },
    response: null,
  },
  { eventName: 'CreateUserPoolDomain', request: ofDomain, response: {} },
  { eventName: 'UpdateUserPoolDomain', request: ofDomain, response: { CloudFrontDomain: 'd1.cloudfront.net' } },
  { eventName: 'DeleteUserPoolDomain', request: ofDomain, response: null },
  { eventName: 'TagResource', request: { ResourceArn: poolArn, Tags: { 'ssm-sync': '/apis/x' } }, response: {} },
  { eventName: 'UntagResource', request: { ResourceArn: poolArn, TagKeys: ['ssm-sync'] }, response: {} },
  {
    eventName: 'CreateUserPool',
    request: { PoolName: foreign, UserPoolTags: { 'ssm-sync': '/apis/x' } },
    response: { UserPool: { Id: poolId, Name: foreign, Arn: poolArn } },
  },
  { eventName: 'UpdateUserPool', request: { UserPoolId: poolId, UserPoolTags: { team: 'a' } }, response: {} },
  { eventName: 'DeleteUserPool', request: { UserPoolId: poolId }, response: null },
];

export const eventNames: readonly string[] = calls.map(({ eventName }) => eventName);

export interface Circumstances {
  readonly switches?: Partial<Switches>;
  readonly at?: Site;
  readonly refused?: boolean;
}

/** The whole event as the default bus delivers it. */
export function eventOf(eventName: string, { switches, at = site, refused = false }: Circumstances = {}): Json {
  const call = calls.find((known) => known.eventName === eventName) ?? { eventName, request: ofClient, response: {} };
  const events: Json[] = [];
  createCloudTrail({
    site: at,
    switches: { ...defaultSwitches, ...switches },
    sink: { publish: (event) => void events.push(event) },
    now: () => Date.UTC(2026, 10, 20, 10, 0, 0, 250),
  }).record({
    ...call,
    caller: { accessKeyId: 'ASIAEXAMPLE', arn: `arn:aws:sts::${at.account}:assumed-role/deployer/session` },
    requestId: '11111111-2222-4333-8444-555555555555',
    ...(refused && { response: null, errorCode: 'AccessDenied', errorMessage: 'not authorized' }),
  });
  const [event] = events;
  if (event === undefined) throw new Error(`no record of ${eventName}`);
  return event;
}
