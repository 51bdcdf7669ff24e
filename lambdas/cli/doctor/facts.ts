import type { EventRule } from '../../aws/event-rules.ts';
import type { DeployedFunction, EventSource } from '../../aws/function-configuration.ts';
import type { Measurement } from '../../aws/metric-data.ts';
import type { DeployedSchedule } from '../../aws/schedule.ts';
import type { Trail } from '../../aws/trails.ts';
import type { Configuration } from '../../core/configuration.ts';
import type { Block, Failure, Finding } from '../../core/findings.ts';
import type { ParameterMetadata } from '../../core/parameter.ts';
import type { UserPool } from '../../core/user-pool.ts';
import type { Anatomy } from './anatomy.ts';

/** Something that was asked for: what was read, or why it could not be. */
export type Fact<Value> = { readonly value: Value } | { readonly unreadable: Failure | Block };

/** All that `doctor` reads before it judges anything. It holds no secret: of documents there are only their sizes. */
export interface Facts {
  /** Milliseconds since the epoch, as everywhere below. */
  readonly now: number;
  readonly configuration: Configuration;
  readonly anatomy: Anatomy;
  /** Undefined: it is gone since it was found. */
  readonly reconciler: Fact<DeployedFunction | undefined>;
  readonly sources: Fact<readonly EventSource[]>;
  /** Undefined: there is none. */
  readonly schedule: Fact<DeployedSchedule | undefined>;
  /** Messages in each queue, those in work included. */
  readonly queues: ReadonlyMap<string, Fact<number>>;
  readonly measured: Fact<Measured>;
  readonly rules: Fact<readonly SeenRule[]>;
  readonly trails: Fact<readonly SeenTrail[]>;
  readonly pools: Fact<readonly SeenPool[]>;
  readonly parameters: readonly SeenParameter[];
  /** Of the parameters that exist. */
  readonly metadata: Fact<ReadonlyMap<string, ParameterMetadata>>;
  /** Customer keys; undefined: there is no such key. */
  readonly keys: ReadonlyMap<string, Fact<string | undefined>>;
}

/** What CloudWatch has of the last three days. */
export interface Measured {
  readonly sweeps: readonly Measurement[];
  /** By rule: events that fitted, and those that could not be sent on. */
  readonly matched: ReadonlyMap<string, readonly Measurement[]>;
  readonly failed: ReadonlyMap<string, readonly Measurement[]>;
  /** By queue: seconds that the oldest message had waited. */
  readonly ages: ReadonlyMap<string, readonly Measurement[]>;
}

export interface SeenRule extends EventRule {
  /** ARNs. */
  readonly targets: Fact<readonly string[]>;
}

export interface SeenTrail extends Trail {
  readonly logging: Fact<boolean>;
  readonly recordsWrites: Fact<boolean>;
}

/** A pool that declares something. */
export interface SeenPool {
  readonly userPoolId: string;
  /** Undefined: it is gone, and the tagging index does not know yet. */
  readonly pool: Fact<UserPool | undefined>;
  readonly claims: Fact<PoolClaims>;
}

export interface PoolClaims {
  /** Targets that clients of the pool are given or denied. */
  readonly count: number;
  /** Why clients did not get the place that they claim. */
  readonly lost: readonly Finding[];
  /** Of clients that could not be looked at. */
  readonly failures: readonly Failure[];
}

export interface SeenParameter {
  readonly name: string;
  /** Of the text. */
  readonly bytes: Fact<number>;
}
