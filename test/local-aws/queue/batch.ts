/** The batch forms of SQS's operations: each entry succeeds or fails by itself, the batch only for its own shape. */
import { AwsError, type Json } from '../service.ts';

const most = 10;

/** Answers `{Successful, Failed}`; `perform` gives the members of one entry's success. */
export function performBatch(input: Json, perform: (entry: Json) => Json): Json {
  const entries = entriesOf(input);
  const successful: Json[] = [];
  const failed: Json[] = [];
  for (const entry of entries) {
    try {
      successful.push({ Id: entry.Id, ...perform(entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      failed.push({ Id: entry.Id, SenderFault: error.status < 500, Code: error.code, Message: error.message });
    }
  }
  return { ...(successful.length > 0 && { Successful: successful }), ...(failed.length > 0 && { Failed: failed }) };
}

/** Throws when there are none, too many, two of one id, or an id of a wrong form. */
export function entriesOf(input: Json): readonly Json[] {
  const entries: readonly Json[] = Array.isArray(input.Entries) ? input.Entries : [];
  if (entries.length === 0) throw new AwsError('EmptyBatchRequest', 'There should be at least one entry in the batch.');
  if (entries.length > most) {
    throw new AwsError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are ${most}. You have sent ${entries.length}.`,
    );
  }
  const ids = entries.map(({ Id }) => Id);
  const wrong = ids.find((id) => typeof id !== 'string' || !/^[A-Za-z0-9_-]{1,80}$/.test(id));
  if (wrong !== undefined || ids.includes(undefined)) {
    throw new AwsError(
      'InvalidBatchEntryId',
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
    );
  }
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  if (repeated !== undefined) throw new AwsError('BatchEntryIdsNotDistinct', `Id ${repeated} repeated.`);
  return entries;
}
