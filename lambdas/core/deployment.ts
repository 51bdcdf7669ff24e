/** What one deployment of the reconciler may do and where: its configuration, as far as decisions depend on it. */
export interface Deployment {
  /** Tells deployments in one account apart; also the metrics' `service` dimension. */
  readonly name: string;
  /** The region it runs in. Never derived from a pool id: a replica in another region has the same id. */
  readonly region: string;
  /** First part of the tag keys that declare something, e.g. `ssm-sync`. */
  readonly tagPrefix: string;
  /** Where targets may lie. At least one. */
  readonly targets: readonly AllowedPrefix[];
  /** `never`: only parameters that exist are written. */
  readonly create: Creation;
  /** The only pools it looks at; undefined means all of the region. */
  readonly userPools?: readonly string[];
}

/** `prefix` begins and ends with `/`; bound to `pools`, or open to every pool when undefined. */
export interface AllowedPrefix {
  readonly prefix: string;
  readonly pools?: readonly string[];
}

export type Creation = 'always' | 'never';

/** Whether the deployment looks at this pool at all. */
export function watches(deployment: Deployment, userPoolId: string): boolean {
  return deployment.userPools?.includes(userPoolId) ?? true;
}
