/** What a known difference between the embedded AWS and moto is. */
import type { Operation } from './operations.ts';

/** Where it shows: at these steps (`subject: step`), or at any step of these operations. */
type Place = { readonly steps: readonly string[] } | { readonly operations: readonly Operation[] };

export type Difference = Place & {
  /** As a finding has them; `*` stands for any one segment. */
  readonly paths: readonly string[];
  /** What each says: JSON, `absent`, or an outcome. `…` stands for any text. */
  readonly ours: string;
  readonly moto: string;
  /** The side that AWS's documentation supports; `both` when it supports neither against the other. */
  readonly right: 'ours' | 'moto' | 'both';
  /** The documentation, a member of the SDK's model, or a public issue that says so. */
  readonly why: string;
};
