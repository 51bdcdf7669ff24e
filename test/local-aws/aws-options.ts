/** How an AWS in memory can be made otherwise than usual. */
import type { Switches } from './switches.ts';

export interface AwsOptions {
  /** `eu-west-1` when left out. */
  readonly region?: string;
  readonly switches?: Partial<Switches>;
  /** False: no rate is limited. */
  readonly quotas?: boolean;
  /** How long the tagging index lags behind; 0 when left out. */
  readonly tagLagMilliseconds?: number | (() => number);
  /** AWS's default of 1,000 when left out; an account can have it raised to 10,000. */
  readonly clientsPerPool?: number;
  /** False: there is no trail but a template's; left out, one of all management events, `management-events`. */
  readonly trail?: boolean;
  /** Everything that this AWS makes up by chance: numbers in [0, 1). The same ones in every run when left out. */
  readonly random?: () => number;
  /** How much of each kind of record (calls, log lines, runs …) is kept; everything when left out. */
  readonly remember?: number;
}
