import type { SQSBatchItemFailure, SQSRecord } from 'aws-lambda';
import { merge, type ParameterRequest, type PoolRequest, parseRequest, type SweepRequest } from '../core/request.ts';

/** A batch of messages by what they ask for: sweeps, pools (many messages can be about one), and what is no message. */
export interface Batch {
  readonly sweeps: readonly { readonly request: SweepRequest; readonly records: readonly SQSRecord[] }[];
  readonly pools: readonly { readonly request: PoolRequest; readonly records: readonly SQSRecord[] }[];
  readonly parameters: readonly { readonly request: ParameterRequest; readonly records: readonly SQSRecord[] }[];
  readonly invalid: readonly { readonly record: SQSRecord; readonly problem: string }[];
}

/** Reads the bodies and groups them, so that ten events about a pool are one pass over it. */
export function groupBatch(records: readonly SQSRecord[]): Batch {
  const parsed = records.map((record) => ({ record, request: parseRequest(record.body) }));
  const pools = parsed.flatMap(({ record, request }) =>
    'kind' in request && request.kind === 'pool' ? [{ record, request }] : [],
  );
  const parameters = parsed.flatMap(({ record, request }) =>
    'kind' in request && request.kind === 'parameter' ? [{ record, request }] : [],
  );
  return {
    sweeps: parsed.flatMap(({ record, request }) =>
      'kind' in request && request.kind === 'sweep' ? [{ request, records: [record] }] : [],
    ),
    pools: [...Map.groupBy(pools, ({ request }) => request.userPoolId).values()].map((group) => ({
      request: group.map(({ request }) => request).reduce(merge),
      records: group.map(({ record }) => record),
    })),
    parameters: [...Map.groupBy(parameters, ({ request }) => request.parameter).values()].flatMap((group) =>
      // The first one's time; all of them ask for the same.
      group.slice(0, 1).map(({ request }) => ({ request, records: group.map(({ record }) => record) })),
    ),
    invalid: parsed.flatMap(({ record, request }) =>
      'problem' in request ? [{ record, problem: request.problem }] : [],
    ),
  };
}

/** The partial answer: these messages were not done. */
export function handBack(records: readonly SQSRecord[]): SQSBatchItemFailure[] {
  return records.map(({ messageId }) => ({ itemIdentifier: messageId }));
}

/** Whether somebody received the message before. */
export function isDeliveredAgain({ attributes }: SQSRecord): boolean {
  return Number(attributes.ApproximateReceiveCount) > 1;
}

/** Seconds until a message is tried again: 30 s, 1, 2, 4 min, … with the times it was received; a quarter hour at most. */
export function redeliveryDelay({ attributes }: SQSRecord): number {
  const received = Math.max(1, Number(attributes.ApproximateReceiveCount) || 1);
  return Math.min(900, 30 * 2 ** (received - 1));
}
