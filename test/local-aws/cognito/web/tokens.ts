/** Access tokens of machines, signed by their pool. */
import { randomUUID } from 'node:crypto';
import { errors, importJWK, type JWK, jwtVerify, SignJWT } from 'jose';
import type { Client, Directory, Pool } from '../directory.ts';
import { accessTokenLifetime } from '../oauth.ts';
import { issuerOf } from './hosts.ts';
import { publicPart, signingKeys } from './signing-keys.ts';

export interface IssuedToken {
  readonly token: string;
  /** Seconds. */
  readonly lifetime: number;
}

/**
 * A token for these scopes of the client. The claims, and their order, are those of a machine's token: no `aud`, no
 * `username`, `sub` the client itself. The `jti` is random: two runs never agree on it, as they never do on the key.
 */
export async function issueToken(
  directory: Directory,
  pool: Pool,
  client: Client,
  scopes: readonly string[],
): Promise<IssuedToken> {
  const now = Math.floor(directory.now() / 1000);
  const lifetime = accessTokenLifetime(client.settings);
  const claims = {
    sub: client.id,
    token_use: 'access',
    scope: scopes.join(' '),
    auth_time: now,
    iss: issuerOf(directory.site, pool),
    exp: now + lifetime,
    iat: now,
    version: 2,
    jti: randomUUID(),
    client_id: client.id,
  };
  const sign = async (): Promise<string> => {
    const { access: key } = await signingKeys(directory.occupy, pool);
    const header = { kid: key.kid ?? '', alg: 'RS256' };
    return new SignJWT(claims).setProtectedHeader(header).sign(await importJWK(key, 'RS256'));
  };
  return { token: await directory.occupy(sign()), lifetime };
}

/** The scopes of a living token of the pool, whose key signs access tokens alone; undefined for anything else. */
export async function scopesOf(
  directory: Directory,
  pool: Pool,
  token: string,
): Promise<readonly string[] | undefined> {
  const verify = async (): Promise<readonly string[] | undefined> => {
    const { access } = await signingKeys(directory.occupy, pool);
    const { payload } = await jwtVerify(token, await importJWK(publicPart(access), 'RS256'), {
      currentDate: new Date(directory.now()),
    });
    return typeof payload.scope === 'string' ? payload.scope.split(' ') : undefined;
  };
  try {
    return await directory.occupy(verify());
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

/** What tokens of the pool are verified with. The one of access tokens is the last. */
export async function publicKeys(directory: Directory, pool: Pool): Promise<readonly JWK[]> {
  const { id, access } = await signingKeys(directory.occupy, pool);
  return [publicPart(id), publicPart(access)];
}
