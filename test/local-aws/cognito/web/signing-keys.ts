/**
 * The keys that a pool signs with: as in AWS one for id tokens and one for access tokens. There are no id tokens here,
 * but whoever takes the first published key for that of every token must fail here too.
 */
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import type { Occupy, Pool } from '../directory.ts';

type KeyHolder = Pick<Pool, 'signingKey' | 'idSigningKey'>;

interface SigningKeys {
  readonly id: JWK;
  readonly access: JWK;
}

/** Keys being made: everybody who asks meanwhile gets the same ones. */
const underWay = new WeakMap<KeyHolder, Promise<SigningKeys>>();

/** The pool's private keys; made together at the first call, and then kept on the pool. */
export async function signingKeys(occupy: Occupy, pool: KeyHolder): Promise<SigningKeys> {
  const { idSigningKey: id, signingKey: access } = pool;
  if (id !== undefined && access !== undefined) return { id, access };
  const started = underWay.get(pool) ?? make(occupy, pool);
  underWay.set(pool, started);
  return started;
}

/** A pool that was kept with one key goes on with it: tokens that it signed are still about. */
async function make(occupy: Occupy, pool: KeyHolder): Promise<SigningKeys> {
  try {
    const { idSigningKey = newKey(), signingKey = newKey() } = pool;
    const [id, access] = await occupy(Promise.all([idSigningKey, signingKey]));
    pool.idSigningKey = id;
    pool.signingKey = access;
    return { id, access };
  } finally {
    underWay.delete(pool);
  }
}

/** What everybody may know of a key. */
export function publicPart({ alg, e, kid, kty, n, use }: JWK): JWK {
  return { alg, e, kid, kty, n, use } as JWK;
}

/** RS256, the only one that Cognito signs with; `kid` is 32 bytes in base 64, as AWS's are. */
async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true });
  const key = await exportJWK(privateKey);
  const thumbprint = Buffer.from(await calculateJwkThumbprint(key), 'base64url');
  return { ...key, alg: 'RS256', use: 'sig', kid: thumbprint.toString('base64') };
}
