/**
 * The `Principal` of a statement in a resource's or a role's own policy: everybody, services, roles and their sessions.
 * An account is not understood: it grants nothing by itself but hands the question on to the account's other policies.
 */
import type { Principal } from './iam.ts';
import { objectIn, textIn, textsIn } from './members.ts';

type Includes = (principal: Principal) => boolean;

export function readPrincipal(given: unknown): Includes {
  if (given === '*') return () => true;
  const parts = Object.entries(objectIn(given, 'Principal')).flatMap(([kind, value]) =>
    textsIn(value, `Principal ${kind}`).map((name) => readOne(kind, name)),
  );
  if (parts.length === 0) throw new Error('Principal names nobody.');
  return (principal) => parts.some((includes) => includes(principal));
}

function readOne(kind: string, name: string): Includes {
  if (kind === 'AWS' && name === '*') return () => true;
  if (kind === 'Service' && /^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(name)) {
    return (principal) => principal.kind === 'service' && principal.name === name;
  }
  if (kind === 'AWS' && /^arn:[\w-]+:(iam::\d{12}:role|sts::\d{12}:assumed-role)\/[\w+=,.@/-]+$/.test(name)) {
    return (principal) => principal.kind === 'role' && (principal.arn === name || roleOf(principal.arn) === name);
  }
  throw new Error(`The principal ${textIn(kind, 'Principal')} ${name} is not understood.`);
}

/** `arn:aws:iam::<account>:role/<name>`, also of `arn:aws:sts::<account>:assumed-role/<name>/<session>`. */
export function roleOf(arn: string): string {
  return arn.replace(/^(arn:[^:]+):sts::(\d+):assumed-role\/([^/]+)\/.*$/, '$1:iam::$2:role/$3');
}
