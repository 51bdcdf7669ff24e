import type { Failure, Note } from './findings.ts';
import type { ParameterMetadata, ParameterSight } from './parameter.ts';
import type { Write } from './plan.ts';

/**
 * What became of an update, told by the version that answers it: Parameter Store has no compare-and-swap. An update of
 * version n that nobody came before is answered n + 1.
 *
 *   answered    | below it, but not ours | now         | what happened                          | what follows
 *   ------------+------------------------+-------------+----------------------------------------+--------------------------
 *   n + 1       |                        |             | nobody else wrote                      | written
 *   1           |                        |             | it was deleted; the write made it anew | written, noted: recreated
 *   any other   | the version we read    |             | our own, whose answers were lost       | written
 *   any other   | cannot be read         |             |                                        | failed: lost-update
 *   any other   | another's              | not ours    | somebody wrote on top of ours          | failed: lost-update
 *   any other   | another's              | ours        | theirs lies under ours                 | put back and merged into
 *
 * An update that itself puts something back is not put under another: what it went over was made from ours, without
 * what is being put back, so that either loses the other. It fails as lost-update.
 */
export type Fate =
  | { readonly kind: 'written'; readonly note?: Note }
  | { readonly kind: 'covering'; readonly covered: Covered }
  | { readonly kind: 'lost'; readonly finding: Failure };

/** Another writer's version with ours over it, as the next decision shall see it. */
export interface Covered {
  readonly version: number;
  readonly sight: ParameterSight;
  readonly metadata: ParameterMetadata;
}

/** What tells it where the answer alone does not. */
export interface Layers {
  /** What stands. */
  readonly now: ParameterSight;
  /** The newest version below the one that was answered that does not hold what was written: a lost answer's try may. */
  readonly before: ParameterSight;
  /** The number of that version. */
  readonly version: number;
}

type Update = Extract<Write, { kind: 'update' }>;

/** The first two rows; undefined: the layers must be looked at. */
export function fateByAnswer(parameter: string, { read }: Update, answered: number): Fate | undefined {
  if (answered === read.version + 1) return { kind: 'written' };
  return answered === 1 ? { kind: 'written', note: { code: 'recreated', parameter } } : undefined;
}

/** The other rows. */
export function fateByLayers(parameter: string, update: Update, answered: number, layers: Layers): Fate {
  const { now, before, version } = layers;
  const lost = { kind: 'lost', finding: { code: 'lost-update', parameter, version } } as const;
  // Below tries of our own, what cannot be read may be one of them, and theirs any down to the one that was read.
  const first = update.read.version + 1;
  if (before.kind !== 'present')
    return first < version ? { kind: 'lost', finding: { ...lost.finding, version: first, upTo: version } } : lost;
  if (version === update.read.version) return { kind: 'written' };
  const restoring = update.read.stands !== undefined;
  if (restoring || now.kind !== 'present' || now.parameter.version !== answered) return lost;
  const { tier, keyId } = update.metadata;
  return {
    kind: 'covering',
    covered: {
      version,
      // Read is what theirs holds; what stands, and is counted on from, is ours.
      sight: { kind: 'present', parameter: { ...before.parameter, version: answered, stands: update.text } },
      metadata: { tier, ...(keyId !== undefined && { keyId }) },
    },
  };
}
