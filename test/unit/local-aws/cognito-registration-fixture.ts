/** A pool that lets clients register themselves, and two that do. */
import type { Json } from '../../local-aws/service.ts';
import { cognitoWeb } from './cognito-web-fixture.ts';

export const registrationScope = 'aws.cognito/dcr/register';
export const app = { client_name: 'agent', redirect_uris: ['https://agent.example/callback'] };
export const robot = { client_name: 'robot', grant_types: ['client_credentials'] };
export const open = { OpenDcrEnabled: true };
export const openToRobots = { ...open, OpenDcrGrantTypes: ['client_credentials'], AllowedScopes: ['orders/read'] };

/** A pool where strangers may register an app, unless told otherwise. */
export function registry(DcrConfiguration: Json = open, limits: { clientsPerPool?: number } = {}) {
  return cognitoWeb({ DcrConfiguration }, limits);
}
