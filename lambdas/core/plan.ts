import type { Claim } from './claim.ts';
import { changesOf, type ManagedKey, type Wants } from './credentials.ts';
import { type Change, createDocument, parseDocument, type Syntax } from './document/document.ts';
import { type Block, type Failure, type Finding, isBlock, type Note } from './findings.ts';
import type { Tags } from './ownership.ts';
import { byteLength, type Parameter, type ParameterMetadata, type ParameterSight, sizeLimit } from './parameter.ts';
import type { Secret } from './secret.ts';
import { invalid, isFault, type Problem, storedIn, syntaxOf, type View } from './view.ts';

/**
 * What is to be done with one parameter: the document table. The first row that fits decides.
 *
 *   # | the parameter                                             | action
 *   --+-----------------------------------------------------------+-------------------------------------------
 *   0 | could not be read or decrypted                            | failed, or blocked; never taken as absent
 *   1 | absent                                                    | create; waiting under create=never;
 *     |                                                           |   blocked or failed if a key is
 *   2 | not a SecureString                                        | blocked parameter-not-secure
 *   3 | not one JSON object; a duplicate key or a non-object on   | blocked document-invalid
 *     |   the way to the place, or duplicates among our keys      |
 *   4 | the place is another's                                    | (settlement.ts has rejected the claim)
 *   5 | a key is blocked or failed                                | blocked, failed
 *   6 | every key as wanted                                       | none
 *   7 | the edited text is over its tier's size                   | blocked document-too-large
 *   8 | else                                                      | update, reasons = the keys that differ
 *
 * Several clients can have places in one parameter: their edits are made one after the other on one text, and the
 * parameter is written once. Where an update of ours went over another writer's text, that text is read, edited where
 * it can be, and in any case put back.
 */
export interface ParameterPlan {
  readonly parameter: string;
  readonly targets: readonly TargetPlan[];
  /** Undefined when nothing is to be written. */
  readonly write?: Write;
  readonly tagging?: Tagging;
}

/** Owner tags that a parameter is to be given, before it is written. */
interface Tagging {
  readonly tags: Tags;
  /** No write without them, for it takes a place from another id. */
  readonly needed: boolean;
  /** The version that was read: what is tagged without being written may have changed hands since. */
  readonly version: number | undefined;
}

export type Write =
  | { readonly kind: 'create'; readonly text: Secret }
  | { readonly kind: 'update'; readonly text: Secret; readonly read: Parameter; readonly metadata: ParameterMetadata };

export interface TargetPlan {
  readonly claim: Claim;
  readonly action: Action;
  /** The keys that differ. */
  readonly reasons: readonly ManagedKey[];
  readonly notes: readonly Note[];
  /** Why it is blocked, rejected or failed. */
  readonly finding?: Finding;
}

export type Action = 'create' | 'update' | 'none' | 'waiting' | 'blocked' | 'rejected' | 'failed' | 'orphaned';

/** A winning claim with what each key should hold; of a stopped view nothing is wanted. */
export interface WantedTarget {
  readonly claim: Claim;
  readonly view: View;
  readonly wants: Wants;
}

/**
 * The plan of one parameter. Metadata is read only for a parameter that changes: `needs-metadata` asks for it, and a
 * failure to read it fails the targets that change.
 */
export function planParameter(
  parameter: string,
  wanted: readonly WantedTarget[],
  sight: ParameterSight,
  metadata: ParameterMetadata | Failure | undefined,
): ParameterPlan | 'needs-metadata' {
  const read = sight.kind === 'present' ? sight.parameter : undefined;
  const tier = read ? unlessMoved(parameter, read, metadata) : createdAs;
  const targets: TargetPlan[] = [];
  let text = read?.value;
  // Those that may create come first, so that the others find the document now and need not wait for another pass.
  const order = ({ claim }: WantedTarget): number => (claim.create === 'never' ? 1 : 0);
  for (const target of wanted.toSorted((one, other) => order(one) - order(other))) {
    const step = planTarget(target, text, syntaxOf(sight), tier);
    if (step === 'needs-metadata') return step;
    targets.push(step.plan);
    text = step.text ?? text;
  }
  const stands = read?.stands ?? read?.value;
  if (text === undefined || tier === undefined || 'code' in tier || (stands && text.equals(stands)))
    return { parameter, targets };
  return {
    parameter,
    targets,
    write: read ? { kind: 'update', text, read, metadata: tier } : { kind: 'create', text },
  };
}

/** A parameter that was written since it was read is not written over: it is looked at again. */
function unlessMoved(
  parameter: string,
  read: Parameter,
  metadata: ParameterMetadata | Failure | undefined,
): ParameterMetadata | Failure | undefined {
  if (metadata === undefined || 'code' in metadata || (metadata.version ?? read.version) === read.version)
    return metadata;
  const found = `version ${read.version} was read, and it is at version ${metadata.version}`;
  return { code: 'moved', parameter, found };
}

/** New parameters are of this tier whatever the account's default, which may be charged and lead nowhere back. */
const createdAs: ParameterMetadata = { tier: 'Standard' };

interface Step {
  readonly plan: TargetPlan;
  /** The text after this target's edit; undefined when it leaves the text alone. */
  readonly text?: Secret;
}

/** The plan of one target on the text as earlier targets of its parameter leave it. */
function planTarget(
  { claim, view, wants }: WantedTarget,
  text: Secret | undefined,
  syntax: Syntax,
  tier: ParameterMetadata | Failure | undefined,
): Step | 'needs-metadata' {
  const notes = Object.values(wants).flatMap((want) => ('note' in want && want.note ? [want.note] : []));
  const plan: TargetPlan = { claim, action: 'none', reasons: [], notes };
  const stop = (finding: Failure | Block): Step => ({
    plan: { ...plan, action: isBlock(finding) ? 'blocked' : 'failed', finding },
  });

  if (view.kind === 'stopped') return stop(view.finding);
  if (text === undefined && claim.create === 'never') return { plan: { ...plan, action: 'waiting' } };
  const stopped = Object.values(wants).find((want) => want.want === 'blocked' || want.want === 'failed');
  if (stopped) return stop(stopped.finding);
  const changes = changesOf(wants, storedIn(view));
  if (changes.size === 0) return { plan };
  if (tier === undefined) return 'needs-metadata';
  if ('code' in tier) return stop(tier);

  const edited = text === undefined ? createDocument(claim.place, changes) : editText(text, syntax, claim, changes);
  if (isFault(edited)) return stop(invalid(claim.parameter, edited));
  const bytes = byteLength(edited.reveal());
  const limit = sizeLimit(tier.tier);
  if (bytes > limit) {
    return stop({ code: 'document-too-large', parameter: claim.parameter, bytes, limit, tier: tier.tier });
  }
  const action = view.kind === 'absent' ? 'create' : 'update';
  return { plan: { ...plan, action, reasons: [...changes.keys()] }, text: edited };
}

function editText(
  text: Secret,
  syntax: Syntax,
  { place }: Claim,
  changes: ReadonlyMap<string, Change>,
): Secret | Problem {
  const document = parseDocument(text, syntax);
  if (isFault(document)) return document;
  try {
    return document.edit(place, changes);
  } catch {
    // The editor checks its own work. What it cannot vouch for is not written, and stops no other parameter.
    return { problem: 'not-editable', where: place.join('.') };
  }
}
