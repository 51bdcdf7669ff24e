/**
 * Which messages of a batch a function has failed, as Lambda reads its answer (developer guide, "Handling errors for an
 * SQS event source", success and failure conditions).
 */

/** How a run of a function ended. */
export type Outcome =
  | { readonly kind: 'returned'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly error: string };

/**
 * The ids among `messageIds` that failed. Without partial answers only the outcome counts. With them: no answer, or no
 * or an empty list in it, is success; an id that is not of the batch, or no id, fails all of it.
 */
export function failedMessages(
  outcome: Outcome,
  messageIds: readonly string[],
  reportBatchItemFailures: boolean,
): readonly string[] {
  if (outcome.kind === 'failed') return messageIds;
  if (!reportBatchItemFailures) return [];
  const reported = reportedIn(outcome.value);
  if (reported === undefined) return messageIds;
  return reported.every((id) => messageIds.includes(id)) ? reported : messageIds;
}

/** The reported ids; undefined for an answer that Lambda cannot read. */
function reportedIn(answer: unknown): readonly string[] | undefined {
  if (answer === null || answer === undefined) return [];
  if (typeof answer !== 'object' || Array.isArray(answer)) return undefined;
  const failures: unknown = 'batchItemFailures' in answer ? answer.batchItemFailures : null;
  if (failures === null) return [];
  if (!Array.isArray(failures)) return undefined;
  const ids = failures.map((failure: unknown) =>
    typeof failure === 'object' && failure !== null && 'itemIdentifier' in failure ? failure.itemIdentifier : undefined,
  );
  return ids.every((id) => typeof id === 'string') ? ids : undefined;
}
