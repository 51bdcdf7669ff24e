/**
 * Amazon Cognito user pools, embedded: pools, app clients and their secrets, domains, resource servers and tags, with
 * AWS's own validation, ids and errors. Everything else of the real service (users, sign-in, providers) is not here.
 */
import type { TagListener, Trail } from '../collaborators.ts';
import { AwsError, type Json, type Service, type Site } from '../service.ts';
import type { Persistent } from '../state.ts';
import type { Switches } from '../switches.ts';
import type { WebService } from '../web.ts';
import { clientOperations } from './clients.ts';
import type { Directory, Immediate, Limits, Occupy } from './directory.ts';
import { domainOperations } from './domains.ts';
import { createIdentifiers, seeded } from './identifiers.ts';
import { registerClient } from './new-client.ts';
import { persistence } from './persistence.ts';
import { poolOperations } from './pools.ts';
import { resourceServerOperations } from './resource-servers.ts';
import { secretOperations } from './secrets.ts';
import { tagOperations } from './tags.ts';
import { clientTokenOperation } from './web/client-token.ts';
import { webEndpoints } from './web/endpoints.ts';

export interface CognitoOptions {
  readonly site: Site;
  /** Read at every call, so a test may change them in mid-life. */
  readonly switches: Switches;
  readonly tags: TagListener;
  readonly trail: Trail;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Numbers in [0, 1); ids and secrets come from it alone. Without it every run has the same ones. */
  readonly random?: () => number;
  /** AWS's defaults are 1,000 pools, 1,000 clients a pool and 25 resource servers a pool. */
  readonly limits?: Partial<Limits>;
  /** Told of work that truly leaves the event loop: keys are made and used there. Left out: nobody is told. */
  readonly occupy?: Occupy;
}

export interface Cognito extends Service, Persistent {
  /** The pools' domains and the issuer: OAuth, its keys and its registration of clients. */
  readonly web: WebService;
  /** A stranger's registration at the pool's own endpoint: a client of type `DCR`, and no CloudTrail record. */
  registerDynamically(poolId: string, client: { clientName: string }): { clientId: string; clientSecret: string };
  /** Every secret value that a client of any pool ever had, generated or supplied: what must never turn up elsewhere. */
  secretsEverMinted(): ReadonlySet<string>;
  /** The pool's clients as they really are, oldest first; empty when there is no such pool. */
  clientsOf(poolId: string): readonly ClientState[];
  /** The tags of the pool with this ARN, for policies that look at them; undefined when there is no such pool. */
  tagsOf(arn: string): Readonly<Record<string, string>> | undefined;
}

interface ClientState {
  readonly clientId: string;
  readonly clientName: string;
  readonly clientType: 'REGULAR' | 'DCR';
  /** The values of its living secrets, oldest first; none: a public client. */
  readonly secrets: readonly string[];
}

export function createCognito(options: CognitoOptions): Cognito {
  const directory: Directory = {
    site: options.site,
    switches: options.switches,
    tags: options.tags,
    now: options.now,
    identifiers: createIdentifiers(options.random ?? seeded(1)),
    limits: { userPools: 1000, clientsPerPool: 1000, resourceServersPerPool: 25, ...options.limits },
    pools: new Map(),
    domains: new Map(),
    minted: new Set(),
    occupy: options.occupy ?? ((work) => work),
  };
  return {
    target: 'AWSCognitoIdentityProviderService',
    name: 'cognito-idp',
    operations: { ...operationsOf(directory, options.trail), GetClientToken: clientTokenOperation(directory) },
    unauthenticated: ['GetClientToken'],
    web: webEndpoints(directory),
    ...persistence(directory),
    registerDynamically(poolId, { clientName }) {
      const client = registerClient(directory, poolId, {
        name: clientName,
        settings: { AllowedOAuthFlows: ['code'], CallbackURLs: ['https://registered.example/callback'] },
        confidential: true,
      });
      return { clientId: client.id, clientSecret: client.secrets[0]?.value ?? '' };
    },
    secretsEverMinted: () => directory.minted,
    clientsOf: (poolId) =>
      [...(directory.pools.get(poolId)?.clients.values() ?? [])].map((client) => ({
        clientId: client.id,
        clientName: client.name,
        clientType: client.type,
        secrets: client.secrets.map(({ value }) => value),
      })),
    tagsOf: (arn) => [...directory.pools.values()].find((pool) => pool.arn === arn)?.tags,
  };
}

function operationsOf(directory: Directory, trail: Trail): Service['operations'] {
  const parts = [
    poolOperations(directory),
    clientOperations(directory),
    secretOperations(directory),
    domainOperations(directory),
    resourceServerOperations(directory),
    tagOperations(directory),
  ];
  const reads = parts.flatMap((part) => Object.entries(part.reads));
  const writes = parts.flatMap((part) => Object.entries(part.writes));
  return Object.fromEntries([
    ...reads.map(([name, operation]) => [name, detached(operation)]),
    ...writes.map(([name, operation]) => [name, recorded(name, detached(operation), trail)]),
  ]);
}

/** Answers share nothing with the state, as if they had crossed a network. */
function detached(operation: Immediate): Immediate {
  return (input, call) => structuredClone(operation(input, call));
}

/** Tells the trail of the call's effect or refusal, and answers as the operation does. */
function recorded(eventName: string, operation: Immediate, trail: Trail): Immediate {
  return (input, call) => {
    const record = (outcome: { response: Json | null; errorCode?: string; errorMessage?: string }): void =>
      trail.record({ eventName, caller: call.caller, requestId: call.requestId, request: input, ...outcome });
    try {
      const response = operation(input, call);
      record({ response });
      return response;
    } catch (error) {
      if (error instanceof AwsError) {
        record({ response: null, errorCode: error.code, errorMessage: error.message });
      }
      throw error;
    }
  };
}
