/**
 * AWS's list prices, US dollars, us-east-1, looked up on 2026-11-21, without free tiers. Grades: A AWS's own page, B
 * independent sources of 2026, D inference.
 *
 * Nothing is paid for calls of Cognito's control plane and of the tagging API (D: no price is listed), Parameter Store
 * at standard throughput and tier (A), events of AWS services on the default bus (B), and the first copy of CloudTrail's
 * management events (A; its objects in S3 are cents).
 */
export const prices = {
  /** B */
  lambdaGigabyteSecond: 0.0000133334,
  /** B */
  lambdaRequest: 0.2 / 1e6,
  /** B */
  standardQueueRequest: 0.4 / 1e6,
  /** B */
  fifoQueueRequest: 0.5 / 1e6,
  /** B */
  schedule: 1 / 1e6,
  /** B */
  logGigabyte: 0.5,
  /** B; charged for the hours in which the metric is sent, A. */
  metricMonth: 0.3,
  /** B; for each metric that an alarm watches. */
  alarmMetricMonth: 0.1,
  /** B */
  dashboardMonth: 3,
  /** B; that requests under `aws/ssm` are charged as well: D. */
  keyRequest: 0.03 / 1e4,
} as const;
