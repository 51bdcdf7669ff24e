/**
 * What a seed comes to: a whole world as plain data. Who does what and when (steps), and what goes wrong with the
 * reconciler's calls, events and reads meanwhile (weather). A story with a step left out is a story, too: a step whose
 * client or pool is not there does nothing.
 */
import type { CallerName } from '../local-aws/callers.ts';
import type { Switches } from '../local-aws/switches.ts';

export interface Story {
  readonly seed: number;
  readonly setting: Setting;
  readonly steps: readonly Step[];
  readonly weather: Weather;
}

interface Setting {
  readonly switches: Partial<Switches>;
  readonly deployments: readonly DeploymentKind[];
  /** How far the tagging index lags behind, at most. */
  readonly indexLagMilliseconds: number;
  /** How long it takes until faults stop. */
  readonly minutes: number;
}

/** What is deployed: few kinds, for each has a template of its own to be made. */
export type DeploymentKind = 'usual' | 'second' | 'cautious';

export type Step = Deed & { readonly when: Moment };

/** At a time since the beginning, or right before or after the effect of the reconciler's n-th call of an operation. */
export type Moment =
  | { readonly milliseconds: number }
  | { readonly operation: string; readonly nth: number; readonly side: 'before' | 'after' };

/** In texts, `{x}` stands for the id of the pool or client that is called x here, and `{x!}` for its newest secret. */
export type Deed =
  | { readonly does: 'create-pool'; readonly pool: string; readonly name: string; readonly tags: Tags }
  | { readonly does: 'delete-pool'; readonly pool: string }
  | { readonly does: 'tag'; readonly pool: string; readonly tags: Tags }
  | { readonly does: 'untag'; readonly pool: string; readonly key: string }
  | { readonly does: 'update-pool'; readonly pool: string; readonly name?: string; readonly tags?: Tags }
  | {
      readonly does: 'create-client';
      readonly pool: string;
      readonly client: string;
      readonly name: string;
      readonly isPublic: boolean;
      readonly as: CallerName;
    }
  | { readonly does: 'delete-client'; readonly pool: string; readonly client: string; readonly as: CallerName }
  | { readonly does: 'rename-client'; readonly pool: string; readonly client: string; readonly name: string }
  | { readonly does: 'register-stranger'; readonly pool: string; readonly client: string; readonly name: string }
  | { readonly does: 'add-secret'; readonly pool: string; readonly client: string }
  | {
      readonly does: 'delete-secret';
      readonly pool: string;
      readonly client: string;
      readonly which: 'oldest' | 'newest';
    }
  | { readonly does: 'create-domain'; readonly pool: string; readonly domain: string; readonly isCustom: boolean }
  | { readonly does: 'delete-domain'; readonly pool: string; readonly domain: string }
  /** Writes over whatever stands. */
  | { readonly does: 'put'; readonly name: string; readonly text: string; readonly more: Tags }
  /** Reads, waits, and writes back what was read with a key of its own changed. */
  | {
      readonly does: 'edit';
      readonly name: string;
      readonly key: string;
      readonly value: string;
      readonly pauseMilliseconds: number;
    }
  /** Changes what is ours: `value` undefined takes the key away. */
  | {
      readonly does: 'edit-ours';
      readonly name: string;
      readonly place: string;
      readonly key: string;
      readonly value?: unknown;
    }
  | { readonly does: 'delete-parameter'; readonly name: string }
  | { readonly does: 'tag-parameter'; readonly name: string; readonly tags: Tags }
  | { readonly does: 'untag-parameter'; readonly name: string; readonly key: string }
  | { readonly does: 'send-nonsense'; readonly queue: 'events' | 'sweeps'; readonly body: string };

export type Tags = Readonly<Record<string, string>>;

export interface Weather {
  readonly troubles: readonly Trouble[];
  /** What becomes of the n-th delivery of an event: when its copies arrive, in milliseconds; none: it is lost. */
  readonly fates: readonly { readonly nth: number; readonly delays: readonly number[] }[];
  /** What each of the reconciler's calls takes, to its effect and back again. */
  readonly latency: { readonly least: number; readonly most: number };
  /** Keys that nobody can use for a while. */
  readonly denials: readonly { readonly keyId: string; readonly from: number; readonly to: number }[];
  /** No trail is logging, or no schedule fires. */
  readonly silences: readonly { readonly what: 'trail' | 'schedule'; readonly from: number; readonly to: number }[];
}

/** From the n-th call on (of one operation, or of any), so many calls go wrong in this way. */
export interface Trouble {
  readonly operation?: string;
  readonly nth: number;
  readonly count: number;
  readonly fault: FaultName;
}

export type FaultName =
  | 'throttled'
  | 'broken'
  | 'busy'
  | 'refused'
  | 'slow'
  | 'time-out before'
  | 'time-out after'
  | 'crash before'
  | 'crash after';
