import type { Secret } from './secret.ts';

/** A user pool as `DescribeUserPool` shows it, as far as it matters here. */
export interface UserPool {
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  /** All tags, ours and others'. */
  readonly tags: Readonly<Record<string, string>>;
  /** Prefix only, e.g. `acme`, without the region's host name. */
  readonly domainPrefix?: string;
  /** A full host name, e.g. `auth.acme.example`. */
  readonly customDomain?: string;
}

/** A client as a listing shows it: no secret. Listings are of regular clients only. */
export interface ClientSummary {
  readonly id: string;
  readonly name: string;
}

/** Whether a text can be a client's id; AWS refuses to look for anything else. */
export function isClientId(text: string): boolean {
  return /^[\w+]{1,128}$/.test(text);
}

/** A client as `DescribeUserPoolClient` shows it. */
export interface Client extends ClientSummary {
  /** Registered by a stranger at the pool's domain; its name is the stranger's choice. */
  readonly dynamic: boolean;
  /** The secret Cognito still shows. Absent for a public client, and after the original was deleted. */
  readonly secret?: Secret;
}

/**
 * The pool's token endpoints, preferred first: custom domain, then prefix. Empty without a domain.
 * GovCloud's hosted domains are FIPS endpoints only, under `auth-fips`.
 */
export function tokenEndpoints(pool: UserPool, region: string): readonly string[] {
  const auth = region.startsWith('us-gov-') ? 'auth-fips' : 'auth';
  const hosts = [
    ...(pool.customDomain ? [pool.customDomain] : []),
    ...(pool.domainPrefix ? [`${pool.domainPrefix}.${auth}.${region}.amazoncognito.com`] : []),
  ];
  return hosts.map((host) => `https://${host}/oauth2/token`);
}
