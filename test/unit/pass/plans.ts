import type { PassPlan } from '../../../lambdas/core/decision.ts';
import type { Finding } from '../../../lambdas/core/findings.ts';
import type { Covered } from '../../../lambdas/core/overtaken.ts';
import type { ParameterPlan, TargetPlan, Write } from '../../../lambdas/core/plan.ts';
import { Secret } from '../../../lambdas/core/secret.ts';
import type { Result } from '../../../lambdas/pass/apply.ts';
import type { Round } from '../../../lambdas/pass/rounds.ts';
import { claim, present } from '../core/builders.ts';
import { metadata } from './ports.ts';

/** Plans and rounds by the names of clients: the parameter of `orders` is `/apis/orders`. */

export function nameFor(client: string): string {
  return `/apis/${client}`;
}

export function target(client: string, finding?: Finding): TargetPlan {
  const claimed = claim(client, { parameter: nameFor(client) });
  const action = finding ? 'failed' : 'update';
  return { claim: claimed, action, reasons: ['clientSecret'], notes: [], ...(finding && { finding }) };
}

export function planFor(client: string, difference: Partial<ParameterPlan> = {}): ParameterPlan {
  return { parameter: nameFor(client), targets: [target(client)], ...difference };
}

/** An update of version 1, which the `theirs` of it is. */
export function updateTo(text: string, theirs = 'theirs', stands?: string): Extract<Write, { kind: 'update' }> {
  const read = {
    version: 1,
    type: 'SecureString',
    dataType: 'text',
    value: new Secret(theirs),
    ...(stands !== undefined && { stands: new Secret(stands) }),
  };
  return { kind: 'update', text: new Secret(text), read, metadata };
}

export function planOf(parameters: readonly ParameterPlan[], difference: Partial<PassPlan> = {}): PassPlan {
  const nothing = { lost: [], rejected: [], failures: [], deferred: [], unowned: new Set<string>(), orphans: [] };
  return { parameters, ...nothing, ...difference };
}

export function roundOf(
  results: readonly (readonly [ParameterPlan, Result | undefined])[],
  difference: Partial<PassPlan> = {},
): Round {
  const known = results.flatMap(([plan, result]): [ParameterPlan, Result][] => (result ? [[plan, result]] : []));
  return {
    plan: planOf(
      results.map(([plan]) => plan),
      difference,
    ),
    results: new Map(known),
  };
}

/** What lies under a write of ours that made `version` 9 stand. */
export function covered(version: number, text = 'theirs', stands = 'ours'): Covered {
  const sight = present(text, { version: 9, stands: new Secret(stands) });
  return { version, sight, metadata };
}
