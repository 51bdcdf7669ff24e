import type { PassReport } from '../../../lambdas/core/report.ts';
import type { PoolRequest } from '../../../lambdas/core/request.ts';
import { type PassContext, reconcile } from '../../../lambdas/pass/pass.ts';
import type { Parameters, UserPools } from '../../../lambdas/pass/ports.ts';
import { client, credentials, deployment, document, idOf, pool, poolId, poolRequest } from '../core/builders.ts';
import { userPools } from './ports.ts';

/** What tests of whole passes share: a pool of two clients, each with a parameter of its own, and what is told of it. */

const names = ['orders', 'billing'];
export const [orders, billing] = ['/apis/orders', '/apis/billing'] as const;

/** The usual pool, in which both clients have a parameter of their own. */
export function customers(stated: Partial<UserPools> = {}): UserPools {
  return userPools({
    pool: async (id) => (id === poolId ? pool() : undefined),
    clients: async () => names.map((name) => ({ id: idOf(name), name })),
    client: async (_, id) => names.map((name) => client(name)).find((found) => found.id === id),
    secretCount: async () => 1,
    ...stated,
  });
}

export function pass(
  pools: UserPools,
  port: Parameters,
  request: Partial<PoolRequest> = {},
  difference: Partial<PassContext> = {},
): Promise<PassReport> {
  const context = { pools, parameters: port, deployment: deployment(), consents: () => true };
  return reconcile(poolRequest(request), { ...context, inTurn: (look) => look(), ...difference });
}

/** What the report tells, as codes and parameters. */
export function told({ outcomes }: PassReport): readonly string[] {
  return outcomes.map(({ code, parameter, notes }) => [code, parameter, ...notes.map((note) => note.code)].join(' '));
}

/** Answers as `first` once, and then as `then`. */
export function first<Answer>(answer: Answer, then: () => Promise<Answer>): () => Promise<Answer> {
  let asked = 0;
  return async () => (asked++ === 0 ? answer : await then());
}

/** The document in which nothing is to be done for this client. */
export function inSync(name: string): string {
  return document(credentials(name));
}
