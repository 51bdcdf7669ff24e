import type { Change, Stored } from './document/document.ts';
import type { Failure, Note } from './findings.ts';
import { Secret } from './secret.ts';
import type { Client, UserPool } from './user-pool.ts';

/**
 * What each of our keys at a place should hold, and the rule that says so. "same" = our client id stands at the place;
 * D = the secret Describe shows; L = how many secrets List shows; stored = a non-empty string under the key. Of the
 * endpoints the custom domain's is preferred to the prefix domain's.
 *
 *   rule                    | key          | when                                                    | want
 *   ------------------------+--------------+---------------------------------------------------------+-----------------------------
 *   id-ours                 | clientId     | always                                                  | ours
 *   url-kept                | url          | the pool has endpoints, same, the stored one is of them | keep
 *   url-preferred           | url          | the pool has endpoints                                  | the preferred one
 *   url-kept-without-domain | url          | none, same                                              | keep, note no-domain
 *   url-removed             | url          | none, not same                                          | absent, note no-domain
 *   secret-kept-unseen      | clientSecret | not described, same and one stored                      | keep
 *   secret-needs-client     | clientSecret | not described, otherwise                                | (needs the client)
 *   secret-shown            | clientSecret | D, and nothing stored, or not same, or stored = D       | D
 *   secret-only-one         | clientSecret | D, same, stored ≠ D, L = 1                              | D
 *   secret-superseded       | clientSecret | D, same, stored ≠ D, L ≥ 2                              | keep, note secret-superseded
 *   secret-of-none          | clientSecret | no D, L = 0: a public client                            | absent
 *   secret-kept-hidden      | clientSecret | no D, L ≥ 1, same and one stored                        | keep, note secret-unreadable
 *   secret-unreadable       | clientSecret | no D, L ≥ 1, otherwise                                  | blocked secret-unreadable
 *   secret-unknown          | clientSecret | L needed and could not be read                          | failed, never "public"
 *   secret-needs-count      | clientSecret | L needed and not asked yet                              | (needs the secret count)
 *   client-unknown          | clientSecret | the client could not be described (site.ts)             | failed
 *
 * The order of looking matters: stored, then L, then D (lambdas/pass/observe.ts). A shown secret seen after the count of
 * one is the one counted, so it cannot put back what was deleted.
 */
export interface Situation {
  readonly client: { readonly id: string };
  readonly pool: Pick<UserPool, 'id'>;
  /** The pool's token endpoints, preferred first. */
  readonly endpoints: readonly string[];
  /** What stands at the place, by key. */
  readonly stored: ReadonlyMap<string, Stored>;
  /** Undefined when the client was not described in this pass. */
  readonly described?: Client | undefined;
  /** How many secrets List shows, or why it could not be told. Undefined when not asked. */
  readonly secretCount?: number | Failure | undefined;
}

/** A row of the table above. */
export type Rule =
  | 'id-ours'
  | 'url-kept'
  | 'url-preferred'
  | 'url-kept-without-domain'
  | 'url-removed'
  | 'secret-kept-unseen'
  | 'secret-needs-client'
  | 'secret-shown'
  | 'secret-only-one'
  | 'secret-superseded'
  | 'secret-of-none'
  | 'secret-kept-hidden'
  | 'secret-unreadable'
  | 'secret-unknown'
  | 'secret-needs-count'
  | 'client-unknown';

export type Want = { readonly rule: Rule } & (
  | { readonly want: 'keep'; readonly note?: Note }
  | { readonly want: 'set'; readonly value: Secret }
  | { readonly want: 'absent'; readonly note?: Note }
  | { readonly want: 'blocked'; readonly finding: Extract<Note, { code: 'secret-unreadable' }> }
  | { readonly want: 'failed'; readonly finding: Failure }
  /** Cannot be told before the client, or the number of its secrets, has been seen. */
  | { readonly want: 'needed' }
);

/** The keys that are ours at a place, in the order in which they are written, each with its rule. */
export const keyRules = {
  url: wantedUrl,
  clientId: ({ client }: Situation): Want => ({ rule: 'id-ours', want: 'set', value: new Secret(client.id) }),
  clientSecret: wantedSecret,
} as const satisfies Record<string, (situation: Situation) => Want>;

export type ManagedKey = keyof typeof keyRules;

export const managedKeys: readonly ManagedKey[] = Object.keys(keyRules) as ManagedKey[];

export type Wants = Readonly<Partial<Record<ManagedKey, Want>>>;

/** What each key should hold. */
export function wantsOf(situation: Situation): Wants {
  return Object.fromEntries(managedKeys.map((key) => [key, keyRules[key](situation)]));
}

/** The keys that do not hold what they should, each with what is to be done about it. */
export function changesOf(wants: Wants, stored: ReadonlyMap<string, Stored>): ReadonlyMap<ManagedKey, Change> {
  const changes = new Map<ManagedKey, Change>();
  for (const key of managedKeys) {
    const want = wants[key];
    const found = stored.get(key);
    if (want?.want === 'set' && !(found?.kind === 'string' && found.value.equals(want.value)))
      changes.set(key, { set: want.value });
    if (want?.want === 'absent' && found !== undefined) changes.set(key, 'remove');
  }
  return changes;
}

/** The client id that stands among stored values, or undefined. */
export function standingId(stored: ReadonlyMap<string, Stored>): string | undefined {
  return storedText(stored, 'clientId')?.reveal();
}

/** Whether the client is known to have no secret at all. */
export function isPublic(client: Client, secretCount: number | Failure | undefined): boolean {
  return client.secret === undefined && secretCount === 0;
}

function wantedUrl({ client, pool, endpoints, stored }: Situation): Want {
  const same = standingId(stored) === client.id;
  const [preferred] = endpoints;
  if (preferred === undefined) {
    const note = { code: 'no-domain', userPoolId: pool.id } as const;
    return same
      ? { rule: 'url-kept-without-domain', want: 'keep', note }
      : { rule: 'url-removed', want: 'absent', note };
  }
  const current = storedText(stored, 'url')?.reveal();
  // Adding a custom domain must not flip everybody at once: it may not work for an hour.
  if (same && current !== undefined && endpoints.includes(current)) return { rule: 'url-kept', want: 'keep' };
  return { rule: 'url-preferred', want: 'set', value: new Secret(preferred) };
}

function wantedSecret({ client, stored, described, secretCount }: Situation): Want {
  const same = standingId(stored) === client.id;
  const current = storedText(stored, 'clientSecret');
  const kept = same && current !== undefined;
  if (described === undefined)
    return kept ? { rule: 'secret-kept-unseen', want: 'keep' } : { rule: 'secret-needs-client', want: 'needed' };

  const shown = described.secret;
  if (shown && (current === undefined || !same || current.equals(shown)))
    return { rule: 'secret-shown', want: 'set', value: shown };

  if (secretCount === undefined) return { rule: 'secret-needs-count', want: 'needed' };
  if (typeof secretCount !== 'number') return { rule: 'secret-unknown', want: 'failed', finding: secretCount };
  if (shown) {
    // Somebody rotated: the original is still valid but must not come back.
    return secretCount >= 2
      ? { rule: 'secret-superseded', want: 'keep', note: { code: 'secret-superseded', client: client.id } }
      : { rule: 'secret-only-one', want: 'set', value: shown };
  }
  if (secretCount === 0) return { rule: 'secret-of-none', want: 'absent' };
  const unreadable = { code: 'secret-unreadable', client: client.id } as const;
  return kept
    ? { rule: 'secret-kept-hidden', want: 'keep', note: unreadable }
    : { rule: 'secret-unreadable', want: 'blocked', finding: unreadable };
}

/** A stored string; an empty one and a value of another type count as nothing stored. */
function storedText(stored: ReadonlyMap<string, Stored>, key: ManagedKey): Secret | undefined {
  const found = stored.get(key);
  return found?.kind === 'string' && !found.value.equals(new Secret('')) ? found.value : undefined;
}
