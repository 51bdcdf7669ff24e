/**
 * Everything the reconciler can have to say about a declaration, a parameter or a call: one closed set of codes,
 * each with the one sentence that names the thing, what was found and what to do. A finding is the code with the data
 * of its sentence; no finding ever holds a secret, a document's text or an SDK's message.
 */

const quoted = (value: string): string => JSON.stringify(value);
const listed = (values: readonly string[]): string => values.join(', ') || 'none';

/** The declaration's fault. Reported, never retried; nothing is written for it, and what was written stays. */
const rejections = {
  'tag-malformed': (f: { tag: string; found: string; accepted: string }) =>
    `Tag ${f.tag}: ${f.found}. Accepted: ${f.accepted}.`,
  'client-missing': (f: { tag: string; client: string }) =>
    `Tag ${f.tag}: the pool has no app client ${quoted(f.client)}. Create it, correct the tag's key (a client's id or its exact name), or remove the tag.`,
  'client-dynamic': (f: { tag: string; client: string }) =>
    `Tag ${f.tag}: client ${f.client} registered itself at the pool's domain; only clients made through the API are synchronised. Remove the tag.`,
  'declared-twice': (f: { tags: readonly string[]; client: string }) =>
    `Client ${f.client} is declared by ${f.tags.length} tags (${listed(f.tags)}). Keep one of them; what is written stays as it is until then.`,
  'target-invalid': (f: { tag: string; target: string; problem: string }) =>
    `Tag ${f.tag}: target ${quoted(f.target)} ${f.problem}. A target is /path or /path@place, e.g. /layered-apis/orders@auth.cognito.`,
  'target-not-allowed': (f: { tag: string; target: string; prefixes: readonly string[] }) =>
    `Tag ${f.tag}: target ${f.target} is outside the prefixes this deployment may write for this pool (${listed(f.prefixes)}). Move the target, or add its prefix to the deployment.`,
  'claimed-twice': (f: { parameter: string; place: string; count: number; clients: readonly string[] }) =>
    `${f.count} clients claim ${f.place} of ${f.parameter} (${listed(f.clients)}${f.count > f.clients.length ? ', …' : ''}) and none of them has it. Declare one of them by its id, or give each a target of its own.`,
  'claimed-by-another-client': (f: { parameter: string; place: string; holder: string }) =>
    `${f.place} of ${f.parameter} belongs to client ${f.holder}, which still claims it. It moves over when that client is deleted or no longer declared there.`,
  'places-overlap': (f: { parameter: string; places: readonly string[] }) =>
    `Places of ${f.parameter} contain one another (${listed(f.places)}). Give each client a place of its own.`,
};

/** The parameter's (or the secret's) state. Reported, not retried; a person changes the state, the next pass goes on. */
const blocks = {
  'parameter-not-secure': (f: { parameter: string; type: string }) =>
    `${f.parameter} is a ${f.type}; a secret goes into a SecureString only. Recreate it as one (its value is not converted for you).`,
  'document-invalid': (f: { parameter: string; problem: string }) =>
    `${f.parameter} cannot be merged into: ${f.problem}. Correct the value by hand; nothing was changed.`,
  'document-too-large': (f: { parameter: string; bytes: number; limit: number; tier: string }) =>
    `${f.parameter} would have ${f.bytes} bytes; its tier ${f.tier} holds ${f.limit}. Shorten the document or move the parameter to the Advanced tier.`,
  'secret-unreadable': (f: { client: string }) =>
    `Cognito no longer shows a secret of client ${f.client}: its original was deleted. A stored secret is kept; where none is stored, put it there by hand or replace the client.`,
  'key-unusable': (f: { parameter: string; operation: string }) =>
    `${f.operation} of ${f.parameter} was refused by its KMS key: disabled, deleted, or not open to the reconciler. Restore the key, or name it among the deployment's customer keys.`,
  'version-label-full': (f: { parameter: string }) =>
    `${f.parameter} has 100 versions and the oldest bears a label, so AWS accepts no new one. Move the label to a newer version.`,
  'parameter-pattern-mismatch': (f: { parameter: string }) =>
    `${f.parameter} has an AllowedPattern that refuses the document. Widen the pattern.`,
  'parameter-limit': (f: { parameter: string }) =>
    `${f.parameter} cannot be created: the account's parameter quota is used up. Delete parameters or raise the quota.`,
  'place-occupied': (f: { parameter: string; place: string; holder: string; userPoolId: string }) =>
    `${f.place} of ${f.parameter} holds client ${f.holder} of pool ${f.userPoolId}, which nothing shows to be free to go. Remove it there by hand, or point the tag elsewhere.`,
};

/** What is left behind in a parameter, with nothing that asks for it any more. Reported by sweeps; never removed. */
type Left = { parameter: string; place: string; client: string; userPoolId: string };
const accept = (f: Left): string =>
  `Remove it by hand, or accept it (cognito-ssm-sync release ${f.parameter} --place ${f.place}).`;
const orphans = {
  'pool-gone': (f: Left) =>
    `${f.place} of ${f.parameter} still holds client ${f.client} of pool ${f.userPoolId}, which is gone. ${accept(f)}`,
  'client-gone': (f: Left) =>
    `${f.place} of ${f.parameter} still holds client ${f.client}, which pool ${f.userPoolId} no longer has. ${accept(f)}`,
  'declaration-gone': (f: Left) =>
    `${f.place} of ${f.parameter} still holds client ${f.client}, which no tag of pool ${f.userPoolId} declares any more: it is kept as it is and not kept right. Put the tag back (infrastructure as code may have overwritten it). ${accept(f)}`,
  'declaration-moved': (f: Left) =>
    `${f.place} of ${f.parameter} still holds client ${f.client}, which pool ${f.userPoolId} now declares elsewhere. ${accept(f)}`,
};

/** Ours or AWS's. Those in `retryable` send the message back; the others wait for the next sweep. */
const failures = {
  'call-failed': (f: { operation: string; error: string; requestId: string }) =>
    `${f.operation} failed with ${f.error} (request ${f.requestId}). Trying again can mend it.`,
  'call-refused': (f: { operation: string; error: string; requestId: string }) =>
    `${f.operation} was refused with ${f.error} (request ${f.requestId}). Check who may do it, and the configuration; the next sweep tries again.`,
  'out-of-time': (f: { operation: string }) => `Time ran out before ${f.operation}. Trying again can mend it.`,
  moved: (f: { parameter: string; found: string }) =>
    `${f.parameter} changed while it was being written: ${f.found}. It has to be looked at again.`,
  'lost-update': (f: { parameter: string; version: number; upTo?: number }) =>
    `Version ${f.version} of ${f.parameter}, another writer's,${f.upTo === undefined ? '' : ` or one up to version ${f.upTo}`} was overwritten, and somebody wrote again before it could be put back. What it changed is in the parameter's history (GetParameterHistory) and may be missing from the current value: compare them.`,
};

/** Worth knowing beside an action; nothing is wrong with the write itself. */
const notes = {
  'no-domain': (f: { userPoolId: string }) =>
    `Pool ${f.userPoolId} has no domain, so there is no token endpoint to write. Give the pool a domain, unless its clients use GetClientToken.`,
  'secret-superseded': (f: { client: string }) =>
    `Client ${f.client} has several secrets and the stored one is not the one that Cognito shows: it was rotated. The stored one is kept.`,
  'lost-update-repaired': (f: { parameter: string; version: number }) =>
    `Somebody wrote version ${f.version} of ${f.parameter} while it was being updated. Their version was put back and merged into.`,
  'owner-untagged': (f: { parameter: string; error: string }) =>
    `${f.parameter} could not be given its owner tags (${f.error}): other pools and deployments cannot see whose it is. Check the permission ssm:AddTagsToResource, and that it has fewer than 50 tags.`,
  recreated: (f: { parameter: string }) =>
    `${f.parameter} was deleted while it was being updated, and is there again with what it held. If it was to go, remove the tag that points at it and delete it once more.`,
};

type FindingOf<Table> = {
  readonly [Code in keyof Table]: { readonly code: Code } & (Table[Code] extends (data: infer Data) => string
    ? Readonly<Data>
    : never);
}[keyof Table];

export type Rejection = FindingOf<typeof rejections>;
export type Block = FindingOf<typeof blocks>;
export type Orphan = FindingOf<typeof orphans>;
export type Failure = FindingOf<typeof failures>;
export type Note = FindingOf<typeof notes> | Extract<Block, { code: 'secret-unreadable' }>;
export type Finding = Rejection | Block | Orphan | Failure | Note;
export type FindingCode = Finding['code'];

/** The finding in words. */
export function sentence(finding: Finding): string {
  const write = { ...rejections, ...blocks, ...orphans, ...failures, ...notes }[finding.code] as (
    finding: Finding,
  ) => string;
  return write(finding);
}

/** All codes by class; the public documentation is held against it. */
export const findingCodes = {
  rejected: Object.keys(rejections),
  blocked: Object.keys(blocks),
  orphaned: Object.keys(orphans),
  failed: Object.keys(failures),
  noted: Object.keys(notes),
} as const;

export function isNote(finding: Finding): finding is Note {
  return Object.hasOwn(notes, finding.code);
}

export function isRejection(finding: Finding): finding is Rejection {
  return Object.hasOwn(rejections, finding.code);
}

export function isBlock(finding: Finding): finding is Block {
  return Object.hasOwn(blocks, finding.code);
}

const retryable: ReadonlySet<string> = new Set<keyof typeof failures>([
  'call-failed',
  'out-of-time',
  'moved',
  'lost-update',
]);

/** Whether trying the same again soon can help. A refused call is not, and neither are faults of declarations and states. */
export function isRetryable(finding: Finding): boolean {
  return retryable.has(finding.code);
}

/** Thrown by adapters: a call that did not give what was asked, as a finding. Its message is the finding's sentence. */
export class CallError extends Error {
  readonly finding: Failure | Block;

  constructor(finding: Failure | Block) {
    super(sentence(finding));
    this.name = 'CallError';
    this.finding = finding;
  }
}
