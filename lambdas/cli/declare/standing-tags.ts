import { declarationsAbout } from '../../core/claim.ts';
import { type Declaration, isDeclaration, parseDeclarations } from '../../core/declaration.ts';
import type { ClientSummary, UserPool } from '../../core/user-pool.ts';
import { CommandError } from '../command-error.ts';
import { shellWord } from '../shell.ts';
import { printable } from '../terminal.ts';
import { everyOther, quoted } from './subject.ts';

/** The declarations that name this client, by its id or its name. */
export function tagsNaming(client: ClientSummary, { tags }: UserPool, prefix: string): readonly Declaration[] {
  return declarationsAbout(client, parseDeclarations(tags, prefix)).filter(({ subject }) => subject.by !== 'pattern');
}

/**
 * The tags that are about what this word says: a client's id or name, or `*`. Also those of a client that is gone.
 * @throws CommandError where there is none.
 */
export function tagsAbout(
  word: string,
  pool: UserPool,
  clients: readonly ClientSummary[],
  tagPrefix: string,
): readonly string[] {
  const standing = (key: string): readonly string[] => (Object.hasOwn(pool.tags, key) ? [key] : []);
  if (word === everyOther) return orNone(standing(tagPrefix), `Pool ${pool.id} has no pattern: no tag ${tagPrefix}.`);
  const byId = clients.find(({ id }) => id === word);
  const byName = clients.filter(({ name }) => name === word);
  const meant = byId ? [byId] : byName.length === 1 ? byName : [];
  const keys = meant.flatMap((client) => tagsNaming(client, pool, tagPrefix).map(({ tag }) => tag));
  const found = [...new Set([...keys, ...standing(`${tagPrefix}:${word}`)])];
  const isCovered = byId !== undefined || byName.length > 0 ? standing(tagPrefix).length > 0 : false;
  return orNone(
    found,
    `No tag of pool ${pool.id} names ${quoted(word)}.`,
    isCovered
      ? `The pattern covers it; to leave it out: cognito-ssm-sync declare ${pool.id} ${shellWord(word)} none`
      : `Its declarations: ${declaringKeys(pool, tagPrefix).join(', ') || 'none'}.`,
  );
}

function orNone(keys: readonly string[], message: string, next?: string): readonly string[] {
  if (keys.length > 0) return keys;
  throw new CommandError(message, next);
}

function declaringKeys({ tags }: UserPool, tagPrefix: string): readonly string[] {
  return Object.keys(tags)
    .filter((key) => isDeclaration(key, tagPrefix))
    .map(printable)
    .sort();
}
