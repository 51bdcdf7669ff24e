import { type ClientSummary, isClientId, type UserPool } from '../../core/user-pool.ts';
import type { UserPools } from '../../pass/ports.ts';
import { CommandError } from '../command-error.ts';
import { printable } from '../terminal.ts';

/** Whom a person means by a client's id, its exact name, or `*` for all that no tag names. */
export type Subject = ClientSummary | 'pattern';

/** The word for the pool's pattern: no client's name can hold it. */
export const everyOther = '*';

/** @throws CommandError where nobody, several, or somebody who registered himself is meant. */
export async function findSubject(
  word: string,
  pool: UserPool,
  clients: readonly ClientSummary[],
  pools: UserPools,
): Promise<Subject> {
  if (word === everyOther) return 'pattern';
  const meant = clients.find(({ id }) => id === word);
  if (meant) return meant;
  const [named, ...others] = clients.filter(({ name }) => name === word);
  if (named && others.length > 0) {
    const ids = [named, ...others].map(({ id }) => id);
    throw new CommandError(
      `${ids.length} app clients of pool ${pool.id} bear the name ${quoted(word)}: ${ids.join(', ')}.`,
      'Say the id of the one that you mean.',
    );
  }
  if (named) return named;
  if (isClientId(word) && (await pools.client(pool.id, word))?.dynamic) {
    throw new CommandError(
      `Client ${word} registered itself at the domain of pool ${pool.id}; such clients are never synchronised.`,
      'Make a client through the API and declare that one.',
    );
  }
  const alike = clients.filter(({ name }) => name.toLowerCase() === word.toLowerCase()).map(({ name }) => quoted(name));
  throw new CommandError(
    `No regular app client of pool ${pool.id} has the id or the exact name ${quoted(word)}.`,
    alike.length > 0
      ? `Capitals count; there is ${alike.join(' and ')}.`
      : `It has ${clients.length}; list them with: aws cognito-idp list-user-pool-clients --user-pool-id ${pool.id} --max-results 60`,
  );
}

/** As it can be shown: names are other people's. */
export function quoted(text: string): string {
  return `"${printable(text)}"`;
}
