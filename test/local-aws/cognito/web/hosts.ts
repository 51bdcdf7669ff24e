/** The host names under which Cognito answers the web: the issuer's, and those of the pools' domains. */
import type { Site } from '../../service.ts';
import type { Directory, Domain, Pool } from '../directory.ts';
import { domainOf } from '../domains.ts';

export function issuerHost({ region }: Site): string {
  return `cognito-idp.${region}.amazonaws.com`;
}

/** The claim `iss` of the pool's tokens. */
export function issuerOf(site: Site, pool: Pool): string {
  return `https://${issuerHost(site)}/${pool.id}`;
}

/** Whether the host can only be of a pool's prefix, in whatever region. */
export function isUnderHostedDomain(host: string): boolean {
  return host.endsWith('.amazoncognito.com');
}

/** The pool whose domain the host is. */
export function poolAt(directory: Directory, host: string): Pool | undefined {
  const domain = directory.domains.get(prefixIn(directory.site, host) ?? host);
  return domain !== undefined && hostOf(directory.site, domain) === host
    ? directory.pools.get(domain.userPoolId)
    : undefined;
}

/** Where the pool's endpoints are; the custom domain when there are two. */
export function addressOf(directory: Directory, pool: Pool): string | undefined {
  const domain = domainOf(directory, pool, 'custom') ?? domainOf(directory, pool, 'prefix');
  return domain && `https://${hostOf(directory.site, domain)}`;
}

function hostOf(site: Site, domain: Domain): string {
  return domain.custom === undefined ? domain.name + suffix(site) : domain.name;
}

function prefixIn(site: Site, host: string): string | undefined {
  return host.endsWith(suffix(site)) ? host.slice(0, -suffix(site).length) : undefined;
}

/** GovCloud has FIPS endpoints only. */
function suffix({ region }: Site): string {
  return `.${region.startsWith('us-gov-') ? 'auth-fips' : 'auth'}.${region}.amazoncognito.com`;
}
