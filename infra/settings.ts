/**
 * Numbers that the stack and the code must agree on. The pace of lambdas/aws/pace.ts is shared out over the
 * concurrency that stands here.
 */
export const settings = {
  function: {
    /** A full batch of sweeps at the shares for sure: 10 × 25 writes at ½ a second after 25 describes at 1⅔ are 515 s. */
    timeoutSeconds: 600,
  },
  queues: {
    /** AWS's advice: six times the function's time. */
    visibilitySeconds: 3600,
    /** Receives until a message goes to the dead-letter queue. */
    maxReceiveCount: 5,
    retentionSeconds: 4 * 24 * 3600,
  },
  /** Events wait a little so that a deployment's ten events about a pool become one pass over it. */
  eventMapping: { batchSize: 100, batchingWindowSeconds: 5, maximumConcurrency: 2 },
  /** AWS's most for a FIFO queue, so that small pools together use up what there is to call. Such a queue has no window. */
  sweepMapping: { batchSize: 10, batchingWindowSeconds: 0, maximumConcurrency: 2 },
  /** Events are the fast path; the sweep is for what they miss. */
  sweepIntervalMinutes: 60,
} as const;
