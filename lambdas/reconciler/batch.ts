import type { SQSBatchItemFailure, SQSRecord } from 'aws-lambda';
import { merge, type ParameterRequest, type PoolRequest, parseRequest, type SweepRequest } from '../core/request.ts';

/** A batch of messages by what they ask for: sweeps, pools (many messages can be about one), and what is no message. */
export interface Batch {
  /** One at most: sweeps that come together are one sweep, the last. */
  readonly sweeps: readonly { readonly request: SweepRequest; readonly records: readonly SQSRecord[] }[];
  readonly pools: readonly { readonly request: PoolRequest; readonly records: readonly SQSRecord[] }[];
  readonly parameters: readonly { readonly request: ParameterRequest; readonly records: readonly SQSRecord[] }[];
  readonly invalid: readonly { readonly record: SQSRecord; readonly problem: string }[];
  /** When the first of the messages was sent, milliseconds since the epoch. */
  readonly sentAt: number;
  /** How often the messages were received, the most of them. */
  readonly receives: number;
  /** How many messages are in hand, together with those that come after them; not a number where that cannot be told. */
  readonly claimed: number;
}

/**
 * Reads the bodies and groups them, so that ten events about a pool are one pass over it. Messages that carry on one
 * pass stay apart, for each is as much as one pass can do; together with another message about their pool they are one
 * pass with that, which sees all that they do.
 */
export function groupBatch(records: readonly SQSRecord[]): Batch {
  const parsed = records.map((record) => ({ record, request: parseRequest(record.body) }));
  const sweeps = parsed.flatMap(({ record, request }) =>
    'kind' in request && request.kind === 'sweep' ? [{ record, request }] : [],
  );
  const pools = parsed.flatMap(({ record, request }) =>
    'kind' in request && request.kind === 'pool' ? [{ request, records: [record] }] : [],
  );
  const parameters = parsed.flatMap(({ record, request }) =>
    'kind' in request && request.kind === 'parameter' ? [{ record, request }] : [],
  );
  const ofOnePool = [...Map.groupBy(pools, ({ request }) => request.userPoolId).values()];
  // What came after a message that is delivered again may be done by now.
  const receives = Math.max(...records.map(receivesOf));
  const claimed =
    receives > 1
      ? Number.NaN
      : ofOnePool.reduce(
          (sum, group) => sum + Math.min(...group.map(({ request }) => request.following ?? 0)),
          records.length,
        );
  return {
    sentAt: Math.min(...records.map(({ attributes }) => Number(attributes.SentTimestamp))),
    receives,
    claimed,
    sweeps: sweeps.slice(-1).map(({ request }) => ({ request, records: sweeps.map(({ record }) => record) })),
    pools: ofOnePool.flatMap((group) => (group.every(({ request }) => request.settled) ? group : byPool(group))),
    parameters: [...Map.groupBy(parameters, ({ request }) => request.parameter).values()].flatMap((group) =>
      // The first one's time; all of them ask for the same.
      group.slice(0, 1).map(({ request }) => ({ request, records: group.map(({ record }) => record) })),
    ),
    invalid: parsed.flatMap(({ record, request }) =>
      'problem' in request ? [{ record, problem: request.problem }] : [],
    ),
  };
}

/** One request for each pool, which covers all that is asked of it. */
export function byPool(asked: Batch['pools']): Batch['pools'] {
  return [...Map.groupBy(asked, ({ request }) => request.userPoolId).values()].map((group) => ({
    request: group.map(({ request }) => request).reduce(merge),
    records: group.flatMap(({ records }) => records),
  }));
}

/** The partial answer: these messages were not done. */
export function handBack(records: readonly SQSRecord[]): SQSBatchItemFailure[] {
  return records.map(({ messageId }) => ({ itemIdentifier: messageId }));
}

/** Seconds until a message is tried again: 30 s, 1, 2, 4 min, … with the times it was received; a quarter hour at most. */
export function redeliveryDelay(record: SQSRecord): number {
  return Math.min(900, 30 * 2 ** (receivesOf(record) - 1));
}

/** How often it was received, this time included. */
export function receivesOf({ attributes }: SQSRecord): number {
  return Math.max(1, Number(attributes.ApproximateReceiveCount) || 1);
}
