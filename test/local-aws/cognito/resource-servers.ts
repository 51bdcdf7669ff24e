/** Resource servers: an identifier and its scopes. A scope's full name, `<identifier>/<scope>`, is what clients ask for. */
import { AwsError, type Json } from '../service.ts';
import {
  type Directory,
  invalid,
  type Operations,
  operation,
  type Pool,
  poolIn,
  type ResourceServer,
} from './directory.ts';
import { pageOf } from './paging.ts';
import { paginationKey, userPoolId } from './pool-shapes.ts';
import { integer, list, text } from './scalar.ts';
import { structure } from './shape.ts';

const identifier = text({ min: 1, max: 256, pattern: '[\\x21\\x23-\\x5B\\x5D-\\x7E]+' });
const scope = structure(
  {
    ScopeName: text({ min: 1, max: 256, pattern: '[\\x21\\x23-\\x2E\\x30-\\x5B\\x5D-\\x7E]+' }),
    ScopeDescription: text({ min: 1, max: 256 }),
  },
  {},
);
const named = { UserPoolId: userPoolId, Identifier: identifier };
const given = structure(
  { ...named, Name: text({ min: 1, max: 256, pattern: '[\\w\\s+=,.@-]+' }) },
  { Scopes: list(scope, 100) },
);
const namedOnly = structure(named, {});
const listed = structure({ UserPoolId: userPoolId }, { MaxResults: integer(1, 50), NextToken: paginationKey });

export function resourceServerOperations(directory: Directory): Operations {
  return {
    reads: {
      DescribeResourceServer: operation(namedOnly, (request) => {
        const pool = poolIn(directory, request.UserPoolId);
        return { ResourceServer: described(pool, serverIn(pool, request.Identifier)) };
      }),
      ListResourceServers: operation(listed, (request) => {
        const pool = poolIn(directory, request.UserPoolId);
        const page = pageOf(pool.resourceServers, request.MaxResults ?? 50, request.NextToken);
        return {
          ResourceServers: page.members.map((server) => described(pool, server)),
          ...(page.nextToken && { NextToken: page.nextToken }),
        };
      }),
    },
    writes: {
      CreateResourceServer: operation(given, (request) => {
        const pool = poolIn(directory, request.UserPoolId);
        const most = directory.limits.resourceServersPerPool;
        if (pool.resourceServers.has(request.Identifier)) {
          throw invalid(`${request.Identifier} already exists in user pool ${pool.id}.`);
        }
        if (pool.resourceServers.size >= most) {
          throw new AwsError('LimitExceededException', `Maximum number of resource servers reached: ${most}`);
        }
        const server = { identifier: request.Identifier, name: request.Name, scopes: request.Scopes ?? [] };
        pool.resourceServers.set(server.identifier, server);
        return { ResourceServer: described(pool, server) };
      }),
      UpdateResourceServer: operation(given, (request) => {
        const pool = poolIn(directory, request.UserPoolId);
        const server = serverIn(pool, request.Identifier);
        server.name = request.Name;
        server.scopes = request.Scopes ?? [];
        return { ResourceServer: described(pool, server) };
      }),
      DeleteResourceServer: operation(namedOnly, (request) => {
        const pool = poolIn(directory, request.UserPoolId);
        pool.resourceServers.delete(serverIn(pool, request.Identifier).identifier);
        return {};
      }),
    },
  };
}

/** The full names of every custom scope of the pool. */
export function customScopes(pool: Pool): ReadonlySet<string> {
  const names = [...pool.resourceServers.values()].flatMap((server) =>
    server.scopes.map((scope) => `${server.identifier}/${scope.ScopeName}`),
  );
  return new Set(names);
}

function serverIn(pool: Pool, name: string): ResourceServer {
  const server = pool.resourceServers.get(name);
  if (server === undefined) throw new AwsError('ResourceNotFoundException', 'Resource server does not exist.');
  return server;
}

function described(pool: Pool, server: ResourceServer): Json {
  return { UserPoolId: pool.id, Identifier: server.identifier, Name: server.name, Scopes: server.scopes };
}
