/** `DeleteParameter` and `DeleteParameters`: all versions, labels and tags go at once. */
import type { DeleteParametersResult } from '@aws-sdk/client-ssm';
import { text, texts } from '../members.ts';
import type { Json } from '../service.ts';
import { existingKey, wellFormedKey } from './names.ts';
import { announce, find, type Store } from './store.ts';

export function deleteParameter(store: Store, input: Json): Json {
  const key = existingKey(text(input, 'Name', { min: 1, max: 2048 }));
  find(store, key);
  remove(store, key);
  return {};
}

export function deleteParameters(store: Store, input: Json): Json {
  const names = [...new Set(texts(input, 'Names', { min: 1, max: 10 }, { min: 1, max: 2048 }))];
  const deleted = names.filter((name) => remove(store, wellFormedKey(name)));
  return {
    DeletedParameters: deleted,
    InvalidParameters: names.filter((name) => !deleted.includes(name)),
  } satisfies DeleteParametersResult;
}

function remove(store: Store, key: string | undefined): boolean {
  const parameter = key === undefined ? undefined : store.parameters.get(key);
  if (key === undefined || parameter === undefined) return false;
  store.parameters.delete(key);
  store.deletedAt.set(key, store.now());
  store.tags.tagged(parameter.arn, undefined);
  announce(store, parameter, 'Delete');
  return true;
}
