/**
 * Judges a world that has come to rest, by what it was and what it is: the ten invariants, each in a file. It knows the
 * documented rules and shares no code with the reconciler; where the rules leave it to chance who came first, every
 * legal outcome is right.
 */
import type { LocalAws } from '../../local-aws/local-aws.ts';
import type { Chronicle } from '../chronicle.ts';
import type { Deployed } from '../deployments.ts';
import type { Milestones } from '../simulation.ts';
import type { Story } from '../story.ts';
import { judgeBounds } from './bounds.ts';
import { judgeConvergence } from './convergence.ts';
import { judgeDelivery } from './delivery.ts';
import { judgeIdempotence } from './idempotence.ts';
import { judgeInside } from './inside.ts';
import { judgeLeaks } from './leaks.ts';
import { judgeLosses } from './losses.ts';
import { judgeSecrets } from './secrets.ts';
import { judgeStrangeBytes } from './strange-bytes.ts';

export const invariants = {
  convergence: '1 convergence: once faults stop, one sweep puts every valid target right',
  idempotence: '2 idempotence: a pass over a converged world writes nothing',
  'only ours': '3 only ours: nothing outside our keys changes, nor any attribute of the parameter',
  'nothing lost': '4 nothing lost: what others write between our read and our write survives or is named',
  'never erased': '5 never erased, never put back: a stored secret is not replaced by nothing or by an older one',
  'no leak': '6 no leak: no secret where it may be read',
  bounded: '7 bounded: call budget and pace hold, nobody writes in circles',
  isolation: '8 isolation: one bad thing stops nothing else',
  'at least once': '9 at least once: no message is done before its work is; poison reaches the dead letters',
  inside: '10 inside: no write outside the prefixes, nothing deleted, no stranger, no living claimant’s place',
  simulation: 'the simulation itself is mistaken',
} as const;

export type Invariant = keyof typeof invariants;

export interface Violation {
  readonly invariant: Invariant;
  /** In a sentence, and without any secret's value. */
  readonly found: string;
}

export interface Evidence {
  readonly aws: LocalAws;
  readonly chronicle: Chronicle;
  readonly deployed: readonly Deployed[];
  readonly milestones: Milestones;
  readonly story: Story;
  /** False: it would go on for ever. */
  readonly hasRested: boolean;
  /** How often each fault struck. */
  readonly faults: ReadonlyMap<string, number>;
  /** Bodies that were sent and that nobody can understand. */
  readonly nonsense: readonly string[];
  readonly leaks: readonly { readonly where: string; readonly form: string }[];
}

export function judge(evidence: Evidence): readonly Violation[] {
  return [
    judgeConvergence,
    judgeIdempotence,
    judgeStrangeBytes,
    judgeLosses,
    judgeSecrets,
    judgeLeaks,
    judgeBounds,
    judgeDelivery,
    judgeInside,
  ].flatMap((judgeOne) => judgeOne(evidence));
}
