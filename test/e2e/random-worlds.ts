import fc from 'fast-check';
import type { Switches } from '../local-aws/switches.ts';

/**
 * Worlds of which it is easy to say what is right: names are unique among a pool's regular clients, every pool has paths
 * of its own, and no client has more than one secret. Strangers who registered themselves bear any name.
 */
export interface RandomWorld {
  /** What AWS does where nobody says what it does. */
  readonly switches: Partial<Switches>;
  /** What goes wrong with the reconciler's calls, in turn, from the first one on; then faults stop. */
  readonly faults: readonly ('none' | 'throttled' | 'broken' | 'time-out before' | 'time-out after')[];
  readonly pools: readonly RandomPool[];
  /** When copies of the events arrive, in turn: lost, prompt, late, twice. */
  readonly fates: readonly (readonly number[])[];
}

export interface RandomPool {
  readonly prefix: boolean;
  readonly custom: boolean;
  readonly pattern: boolean;
  readonly clients: readonly RandomClient[];
  readonly strangers: readonly string[];
  /** A tag beside those of the clients. */
  readonly stray: 'none' | 'missing' | 'setting' | 'foreign';
}

export interface RandomClient {
  readonly name: string;
  readonly confidential: boolean;
  readonly tag:
    | 'none at all'
    | 'by name'
    | 'by id'
    | 'by both'
    | 'malformed'
    | 'left out'
    | 'not allowed'
    | 'never create';
  readonly existing: Existing;
}

/** What stands at the client's target before it is tagged. */
export type Existing =
  | 'nothing'
  | 'siblings'
  | 'jsonc'
  | 'stale'
  | "another's"
  | 'String'
  | 'broken'
  | 'array'
  | 'scalar';

const names = ['orders', 'billing', 'Partner portal', 'a.b_c-1', 'web', 'jobs'];

const client = (name: string): fc.Arbitrary<RandomClient> =>
  fc.record({
    name: fc.constant(name),
    confidential: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.constant(false)),
    tag: fc.constantFrom<RandomClient['tag'][]>(
      'none at all',
      'by name',
      'by id',
      'by both',
      'malformed',
      'left out',
      'not allowed',
      'never create',
    ),
    existing: fc.constantFrom<Existing[]>(
      'nothing',
      'siblings',
      'jsonc',
      'stale',
      "another's",
      'String',
      'broken',
      'array',
      'scalar',
    ),
  });

const pool: fc.Arbitrary<RandomPool> = fc.record({
  prefix: fc.boolean(),
  custom: fc.boolean(),
  pattern: fc.boolean(),
  clients: fc.subarray(names, { maxLength: 4 }).chain((chosen) => fc.tuple(...chosen.map(client))),
  strangers: fc.array(fc.constantFrom(...names), { maxLength: 2 }),
  stray: fc.constantFrom('none', 'missing', 'setting', 'foreign'),
});

const switches: fc.Arbitrary<Partial<Switches>> = fc.record({
  describedSecret: fc.constantFrom('original-then-absent', 'original-then-promoted', 'newest'),
  trailSecrets: fc.constantFrom('redacted', 'shown'),
  trailClientIds: fc.constantFrom('shown', 'hidden'),
  keyLeftOutOfOverwrite: fc.constantFrom('kept', 'default'),
  defaultTier: fc.constantFrom('Standard', 'Advanced', 'Intelligent-Tiering'),
  typeChange: fc.constantFrom('converts', 'refused'),
  undecryptable: fc.constantFrom('fails-the-call', 'reported-invalid'),
});

const fault = fc.constantFrom<RandomWorld['faults'][number][]>(
  'none',
  'none',
  'throttled',
  'broken',
  'time-out before',
  'time-out after',
);

export const randomWorld: fc.Arbitrary<RandomWorld> = fc.record({
  switches,
  faults: fc.array(fault, { maxLength: 12 }),
  pools: fc.array(pool, { minLength: 1, maxLength: 3 }),
  fates: fc.array(fc.constantFrom([0], [0], [], [0, 7000], [40_000]), { minLength: 1, maxLength: 5 }),
});
