import type { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';

/** Where targets may lie. */
export interface AllowedPrefix {
  /**
   * Begins and ends with `/`, at most 14 levels, the first not beginning with `aws` or `ssm`; known when the app is
   * synthesised, no token. `/` alone opens every parameter.
   */
  readonly prefix: string;
  /** Ids of the only pools whose clients may be written there. Default: every pool that the deployment looks at. */
  readonly pools?: readonly string[];
}

/** A deployment of the reconciler. Only `targets` has no default. */
export interface CognitoSsmSyncProps {
  /** Prefixes that may be written under. At least one, each once. */
  readonly targets: readonly AllowedPrefix[];
  /**
   * Tells deployments in one account and region apart: in the names of what is made, in logs and metrics. A letter and
   * up to 39 letters, digits and single hyphens, none at the end. Default `cognito-ssm-sync`.
   */
  readonly deploymentName?: string;
  /** First part of the tag keys. Default `ssm-sync`. */
  readonly tagPrefix?: string;
  /** Whole minutes, from 15 minutes to 24 hours. Default 1 hour. */
  readonly sweepInterval?: Duration;
  /** `report` plans and logs, and has no permission to write. Default `apply`. */
  readonly mode?: 'apply' | 'report';
  /** `never`: only parameters that exist are written. Default `always`. */
  readonly create?: 'always' | 'never';
  /** Customer key of the parameters that are created; it counts among `customerKeys`. Default `aws/ssm`. */
  readonly createKey?: IKey;
  /** Customer keys of parameters that exist. Their key policies must let the account's IAM policies decide. Default none. */
  readonly customerKeys?: readonly IKey[];
  /** Ids of the only pools it looks at. Default all of the region. */
  readonly userPools?: readonly string[];
  /** How long logs are kept. Default three months. */
  readonly logRetention?: RetentionDays;
  /** Told by every alarm, when it goes off and when it is over; of the stack’s region. Default nobody. */
  readonly alarmTopic?: ITopic;
  /** Makes a CloudTrail trail of this region's management write events, for an account that has none. Default `false`. */
  readonly trail?: boolean;
}
