import { expect } from 'vitest';
import type { Claim } from '../../../lambdas/core/claim.ts';
import type { Deployment } from '../../../lambdas/core/deployment.ts';
import type { Stored } from '../../../lambdas/core/document/document.ts';
import type { Failure } from '../../../lambdas/core/findings.ts';
import type { Parameter, ParameterSight } from '../../../lambdas/core/parameter.ts';
import type { PoolRequest } from '../../../lambdas/core/request.ts';
import { Secret } from '../../../lambdas/core/secret.ts';
import type { Client, UserPool } from '../../../lambdas/core/user-pool.ts';
import { unseenWorld, type World } from '../../../lambdas/core/world.ts';

/**
 * The usual values of core, so that a test states only its difference. All clients are called by their names; the id of
 * `orders` is `idOf('orders')`, its secret is `orders-secret`.
 */

// Secrets keep their value in a private field, which `toEqual` does not see: without this any two would be equal.
expect.addEqualityTesters([
  (one: unknown, other: unknown) => (one instanceof Secret && other instanceof Secret ? one.equals(other) : undefined),
]);

export const poolId = 'eu-west-1_Ab3dEf6hI';

/** What the usual pool's only domain makes of the token endpoint. */
export const endpoint = 'https://acme.auth.eu-west-1.amazoncognito.com/oauth2/token';

/** An id that looks as Cognito generates them: 26 characters of base 32. */
export function idOf(name: string): string {
  return name.padEnd(26, '0');
}

export function pool(difference: Partial<UserPool> = {}): UserPool {
  return {
    id: poolId,
    name: 'customers',
    arn: `arn:aws:cognito-idp:eu-west-1:123456789012:userpool/${poolId}`,
    tags: { 'ssm-sync': '/apis/:clientName' },
    domainPrefix: 'acme',
    ...difference,
  };
}

/** A confidential client whose secret Cognito shows. */
export function client(name: string, difference: Partial<Client> = {}): Client {
  return { ...withoutSecret(name), secret: new Secret(`${name}-secret`), ...difference };
}

/** A client of which Cognito shows no secret: a public one, or one whose original secret was deleted. */
export function withoutSecret(name: string): Client {
  return { id: idOf(name), name, dynamic: false };
}

export function claim(name: string, difference: Partial<Claim> = {}): Claim {
  return {
    client: { id: idOf(name), name },
    parameter: '/apis/orders',
    place: ['auth', 'cognito'],
    create: 'always',
    tag: `ssm-sync:${name}`,
    byPattern: false,
    common: false,
    ...difference,
  };
}

export function deployment(difference: Partial<Deployment> = {}): Deployment {
  return {
    name: 'test',
    region: 'eu-west-1',
    tagPrefix: 'ssm-sync',
    targets: [{ prefix: '/apis/' }],
    create: 'always',
    ...difference,
  };
}

export function poolRequest(difference: Partial<PoolRequest> = {}): PoolRequest {
  return {
    kind: 'pool',
    userPoolId: poolId,
    scope: 'pool',
    clientIds: [],
    at: '2026-11-20T10:00:00Z',
    settled: false,
    ...difference,
  };
}

/** A request for these clients only, by their names. */
export function clientRequest(names: readonly string[], difference: Partial<PoolRequest> = {}): PoolRequest {
  return poolRequest({ scope: 'clients', clientIds: names.map(idOf), ...difference });
}

/** A world of which nothing but the pool has been seen. */
export function world(difference: Partial<World> = {}): World {
  return { ...unseenWorld(pool()), ...difference };
}

/** What stands at a place, by key; anything but a string is some other JSON value. */
export function stored(values: Readonly<Record<string, unknown>>): ReadonlyMap<string, Stored> {
  return new Map(
    Object.entries(values).map(([key, value]) => [
      key,
      typeof value === 'string' ? { kind: 'string', value: new Secret(value) } : { kind: 'other' },
    ]),
  );
}

/** A client's credentials as they should stand at its place in the usual pool. */
export function credentials(name: string): Readonly<Record<'url' | 'clientId' | 'clientSecret', string>> {
  return { url: endpoint, clientId: idOf(name), clientSecret: `${name}-secret` };
}

/** The owner tag of a place: of a client of the usual pool and the usual deployment, unless said otherwise. */
export function ownerTag(
  name: string,
  { userPoolId = poolId, deploymentName = 'test', place = 'auth.cognito' } = {},
): Readonly<Record<string, string>> {
  return { [`ssm-sync:owner:${place}`]: `${userPoolId} ${idOf(name)} ${deploymentName}` };
}

/** A document with something at the usual place. */
export function document(atPlace: unknown): string {
  return JSON.stringify({ auth: { cognito: atPlace } });
}

export function present(text: string, difference: Partial<Parameter> = {}): ParameterSight {
  return {
    kind: 'present',
    parameter: { version: 7, type: 'SecureString', dataType: 'text', value: new Secret(text), ...difference },
  };
}

export const absent: ParameterSight = { kind: 'absent' };

export function callFailed(operation: string): Failure {
  return { code: 'call-failed', operation, error: 'InternalErrorException', requestId: 'request-1' };
}
