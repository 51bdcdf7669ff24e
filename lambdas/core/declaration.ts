import type { Creation } from './deployment.ts';
import type { Place } from './document/document.ts';
import type { Rejection } from './findings.ts';

/**
 * What the tags of a user pool declare. The grammar (docs/tags.md is its public page):
 *
 *   key     = prefix | prefix ":" client          the pattern, or one client by id or exact name
 *   value   = "none" | word…                      words are separated by spaces
 *   word    = target | option
 *   target  = path [ "@" place ]                  begins with "/"; place is dotted, default auth.cognito
 *   option  = name "=" value                      each at most once, for the whole declaration
 *
 * Every other word is malformed. `prefix::word` is kept free for settings of the pool.
 */
export interface Declaration {
  /** The tag's whole key. */
  readonly tag: string;
  readonly subject: Subject;
  /** Empty for `none` and for a declaration with a rejection. */
  readonly targets: readonly DeclaredTarget[];
  readonly create: Creation;
  /** A rejected declaration still names its client, which keeps that client outside the pattern. */
  readonly rejection?: Rejection;
}

/** Whom a declaration is about. */
type Subject =
  | { readonly by: 'id'; readonly id: string }
  | { readonly by: 'name'; readonly name: string }
  | { readonly by: 'pattern' }
  | { readonly by: 'setting' };

/** A target as written: its path may still hold placeholders. */
export interface DeclaredTarget {
  readonly path: string;
  readonly place: Place;
}

const defaultPlace: Place = ['auth', 'cognito'];

/** A place stands in a tag's key behind `ssm-sync:owner:`, and keys have 128 characters at most. */
const longestPlace = 100;

const accepted = 'none, or targets like /path or /path@place and the option create=never, separated by spaces';

/** The declarations among a pool's tags, in the order of their keys. */
export function parseDeclarations(tags: Readonly<Record<string, string>>, prefix: string): readonly Declaration[] {
  return Object.entries(tags)
    .filter(([key]) => isDeclaration(key, prefix))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]) => parseDeclaration(key, value, prefix));
}

/** Whether a tag of this key declares something. */
export function isDeclaration(key: string, prefix: string): boolean {
  return key === prefix || key.startsWith(`${prefix}:`);
}

function parseDeclaration(tag: string, value: string, prefix: string): Declaration {
  const subject = parseSubject(tag, prefix);
  const rejected = (found: string, expected = accepted): Declaration => ({
    tag,
    subject,
    targets: [],
    create: 'always',
    rejection: { code: 'tag-malformed', tag, found, accepted: expected },
  });
  if (subject.by === 'setting') {
    return rejected(
      'the key names no client',
      `${prefix} for the pattern, ${prefix}:<client id or exact name> for one client`,
    );
  }
  const words = value.split(' ').filter((word) => word !== '');
  if (words.length === 1 && words[0] === 'none') return { tag, subject, targets: [], create: 'always' };

  const targets: DeclaredTarget[] = [];
  const options = new Map<string, string>();
  for (const word of words) {
    const [, name, given] = /^([a-z-]+)=(.*)$/.exec(word) ?? [];
    if (word.startsWith('/')) {
      const target = parseTarget(word);
      if (target === undefined)
        return rejected(
          `${JSON.stringify(word)} has no valid place after its @`,
          `a place of dotted names (A-Z a-z 0-9 _ -), ${longestPlace} characters at most, e.g. auth.cognito`,
        );
      targets.push(target);
    } else if (name !== undefined && given !== undefined) {
      if (options.has(name)) return rejected(`the option ${name} is given twice`);
      options.set(name, given);
    } else {
      return rejected(`${JSON.stringify(word)} is neither a target nor an option`);
    }
  }
  for (const [name, given] of options) {
    if (name !== 'create' || given !== 'never') return rejected(`the option ${name}=${given} is unknown`);
  }
  if (targets.length === 0) return rejected('it names no target');
  return { tag, subject, targets, create: options.has('create') ? 'never' : 'always' };
}

/**
 * A key that looks like a generated client id (26 characters of base 32; shorter when it begins with zeros) is only
 * ever an id: a client may be *named* like another's id, and must not get what was meant for that one.
 */
function parseSubject(tag: string, prefix: string): Subject {
  if (tag === prefix) return { by: 'pattern' };
  const client = tag.slice(prefix.length + 1);
  if (client === '' || client.startsWith(':')) return { by: 'setting' };
  return /^[0-9a-z]{24,26}$/.test(client) ? { by: 'id', id: client } : { by: 'name', name: client };
}

function parseTarget(word: string): DeclaredTarget | undefined {
  const at = word.indexOf('@');
  if (at === -1) return { path: word, place: defaultPlace };
  const place = word.slice(at + 1);
  const names = place.split('.');
  return place.length <= longestPlace && names.every((name) => /^[A-Za-z0-9_-]+$/.test(name))
    ? { path: word.slice(0, at), place: names }
    : undefined;
}
