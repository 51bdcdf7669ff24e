/**
 * The key that a pool signs with. AWS has two a pool, one for id tokens and one for access tokens; there are no id
 * tokens here.
 */
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import type { Occupy, Pool } from '../directory.ts';

type KeyHolder = Pick<Pool, 'signingKey'>;

/** Keys being made: everybody who asks meanwhile gets the same one. */
const underWay = new WeakMap<KeyHolder, Promise<JWK>>();

/** The pool's private key; made at the first call, and then kept on the pool. */
export async function signingKey(occupy: Occupy, pool: KeyHolder): Promise<JWK> {
  if (pool.signingKey !== undefined) return pool.signingKey;
  const started = underWay.get(pool) ?? make(occupy, pool);
  underWay.set(pool, started);
  return started;
}

async function make(occupy: Occupy, pool: KeyHolder): Promise<JWK> {
  try {
    pool.signingKey = await occupy(newKey());
    return pool.signingKey;
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
