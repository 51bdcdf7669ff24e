import { claimsOf } from '../../core/claim.ts';
import { isDeclaration, parseDeclarations } from '../../core/declaration.ts';
import type { Deployment } from '../../core/deployment.ts';
import { sentence } from '../../core/findings.ts';
import type { ClientSummary, UserPool } from '../../core/user-pool.ts';
import { CommandError } from '../command-error.ts';
import { shellWord } from '../shell.ts';
import { printable } from '../terminal.ts';
import { tagsNaming } from './standing-tags.ts';
import { everyOther, quoted, type Subject } from './subject.ts';

/** A tag of a user pool that is to be set. */
export interface NewTag {
  readonly key: string;
  readonly value: string;
  /** What the tag says now; undefined where there is none. */
  readonly before: string | undefined;
  /** Why the key holds the client's id though the person said its name. */
  readonly byId: string | undefined;
}

/** AWS's limits of a user pool's tags. Those that AWS sets itself do not count. */
const longestKey = 128;
const longestValue = 256;
const mostTags = 50;
const inKeys = /^[A-Za-z0-9 _.:/=+@-]*$/;

/**
 * The tag that declares these words of one subject, checked as the reconciler will read it. @throws CommandError with
 * all that is wrong with it.
 */
export function tagFor(
  subject: Subject,
  words: readonly string[],
  pool: UserPool,
  clients: readonly ClientSummary[],
  deployment: Deployment,
): NewTag {
  const { tagPrefix } = deployment;
  const found = subject === 'pattern' ? undefined : tagOf(subject, pool, clients, tagPrefix);
  const { key, byId } = found
    ? { key: found, byId: undefined }
    : subject === 'pattern'
      ? { key: tagPrefix, byId: undefined }
      : keyFor(subject, clients, tagPrefix);
  const value = words.join(' ');
  const faults = faultsOf(key, value, subject, pool, deployment);
  if (faults.length > 0)
    throw new CommandError(faults.join('\n'), 'Nothing was written. docs/tags.md has the grammar.');
  if (value.length > longestValue) {
    throw new CommandError(
      `The tag’s value would have ${value.length} characters; AWS accepts ${longestValue}.`,
      'Shorten the targets, or let the pattern cover some of them.',
    );
  }
  const others = Object.keys(pool.tags).filter((other) => other !== key && !other.startsWith('aws:'));
  if (others.length >= mostTags) {
    const ours = others.filter((other) => isDeclaration(other, tagPrefix)).length;
    throw new CommandError(
      `Pool ${pool.id} has ${others.length} tags, ${ours} of them declarations, and AWS accepts ${mostTags}.`,
      `Cover clients by the pattern (declare ${pool.id} '${everyOther}' …), or take tags away (undeclare).`,
    );
  }
  return { key, value, before: pool.tags[key], byId };
}

/** The key of the tag that is about this client already: a second one would be a fault. */
function tagOf(client: ClientSummary, pool: UserPool, clients: readonly ClientSummary[], prefix: string) {
  const [first, ...more] = tagsNaming(client, pool, prefix);
  if (first === undefined) return undefined;
  if (more.length > 0) {
    throw new CommandError(
      `Client ${quoted(client.name)} is declared by ${more.length + 1} tags: ${[first, ...more].map(({ tag }) => printable(tag)).join(', ')}.`,
      `Take them away first: cognito-ssm-sync undeclare ${pool.id} ${client.id}`,
    );
  }
  const shared = first.subject.by === 'name' ? clients.filter(({ name }) => name === client.name).length : 1;
  if (shared > 1) {
    throw new CommandError(
      `Tag ${printable(first.tag)} names ${shared} clients of pool ${pool.id}, ${client.id} among them.`,
      `Take it away, then declare each by its id: cognito-ssm-sync undeclare ${pool.id} ${shellWord(client.name)}`,
    );
  }
  return first.tag;
}

/** By the client's name where that is possible: it is what a person reads, and it survives the client's replacement. */
function keyFor(
  { id, name }: ClientSummary,
  clients: readonly ClientSummary[],
  prefix: string,
): Pick<NewTag, 'key' | 'byId'> {
  const byName = `${prefix}:${name}`;
  const [declaration] = parseDeclarations({ [byName]: 'none' }, prefix);
  const byId = !inKeys.test(name)
    ? 'a tag’s key cannot hold a character of its name'
    : byName.length > longestKey
      ? `a tag’s key has at most ${longestKey} characters`
      : declaration?.subject.by !== 'name'
        ? 'its name would be read as something else'
        : clients.filter((other) => other.name === name).length > 1
          ? 'another client bears its name'
          : undefined;
  return { key: byId === undefined ? byName : `${prefix}:${id}`, byId };
}

/** A client as the pattern may meet one, to try the pattern’s words on. */
const example: ClientSummary = { id: '1example23456789abcdefghij', name: 'example' };

function faultsOf(
  key: string,
  value: string,
  subject: Subject,
  pool: UserPool,
  deployment: Deployment,
): readonly string[] {
  const declarations = parseDeclarations({ [key]: value }, deployment.tagPrefix);
  const malformed = declarations.flatMap(({ rejection }) => rejection ?? []);
  const { rejected } = claimsOf(subject === 'pattern' ? example : subject, declarations, pool, deployment);
  return [...malformed, ...rejected.map(({ rejection }) => rejection)].map(sentence);
}
