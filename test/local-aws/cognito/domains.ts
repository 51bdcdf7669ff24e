/** Domains of user pools: at most one prefix and one custom host name each, both unique. */
import type { DomainDescriptionType } from '@aws-sdk/client-cognito-identity-provider';
import type { Json } from '../service.ts';
import { type Directory, type Domain, invalid, type Operations, operation, type Pool, poolIn } from './directory.ts';
import { arn, userPoolId } from './pool-shapes.ts';
import { integer, oneOf, text } from './scalar.ts';
import { kept, structure } from './shape.ts';
import type { Wire } from './wire.ts';

/** The model's own pattern has no dot, though a custom domain is a host name: that one is checked as it is meant. */
const label = '[a-z0-9](?:[a-z0-9\\-]{0,61}[a-z0-9])?';
const anyDomain = text({ min: 1, max: 63, pattern: `${label}(?:\\.${label})*` });
const customConfig = structure(
  { CertificateArn: arn },
  { SecurityPolicy: oneOf(['TLS_V1', 'TLS_V1_2_2021', 'TLS_V1_3_2025']) },
);
const named = { Domain: anyDomain, UserPoolId: userPoolId };
const configured = structure(named, {
  ManagedLoginVersion: integer(),
  CustomDomainConfig: customConfig,
  Routing: kept<Json>(),
});

export function domainOperations(directory: Directory): Operations {
  return {
    reads: {
      // An unknown domain is an empty description, not an error.
      DescribeUserPoolDomain: operation(structure({ Domain: anyDomain }, {}), (request) => {
        const domain = directory.domains.get(request.Domain);
        return { DomainDescription: domain === undefined ? {} : describedDomain(directory, domain) };
      }),
    },
    writes: {
      CreateUserPoolDomain: operation(configured, (request) => {
        const pool = poolIn(directory, request.UserPoolId);
        const custom = request.CustomDomainConfig;
        if (custom === undefined) checkPrefix(request.Domain);
        if (directory.domains.has(request.Domain)) throw invalid('Domain already associated with another user pool.');
        if (domainOf(directory, pool, custom === undefined ? 'prefix' : 'custom') !== undefined) {
          throw invalid('User pool already has a domain configured.');
        }
        const domain: Domain = {
          name: request.Domain,
          userPoolId: pool.id,
          createdAt: directory.now(),
          managedLoginVersion: request.ManagedLoginVersion ?? 1,
          ...(custom && { custom: customOf(custom, directory.identifiers.cloudFrontDomain()) }),
        };
        directory.domains.set(domain.name, domain);
        return outcome(domain, request.ManagedLoginVersion);
      }),
      UpdateUserPoolDomain: operation(configured, (request) => {
        const domain = domainIn(directory, request.UserPoolId, request.Domain);
        const custom = request.CustomDomainConfig;
        if (custom !== undefined) {
          if (domain.custom === undefined) throw invalid('A prefix domain has no custom domain configuration.');
          domain.custom = customOf(custom, domain.custom.cloudFront);
        }
        domain.managedLoginVersion = request.ManagedLoginVersion ?? domain.managedLoginVersion;
        return outcome(domain, request.ManagedLoginVersion);
      }),
      DeleteUserPoolDomain: operation(structure(named, {}), (request) => {
        directory.domains.delete(domainIn(directory, request.UserPoolId, request.Domain).name);
        return {};
      }),
    },
  };
}

/** The pool's domain of that kind, if it has one. */
export function domainOf(directory: Directory, pool: Pool, kind: 'prefix' | 'custom'): Domain | undefined {
  for (const domain of directory.domains.values()) {
    if (domain.userPoolId === pool.id && (domain.custom === undefined) === (kind === 'prefix')) return domain;
  }
  return undefined;
}

function checkPrefix(prefix: string): void {
  if (prefix.includes('.')) throw invalid('Domain prefix must not contain a dot; a custom domain needs a certificate.');
  const reserved = ['aws', 'amazon', 'cognito'].find((word) => prefix.includes(word));
  if (reserved !== undefined) throw invalid(`Domain cannot contain reserved word: ${reserved}`);
}

function domainIn(directory: Directory, poolId: string, name: string): Domain {
  const domain = directory.domains.get(name);
  if (domain?.userPoolId === poolId) return domain;
  throw invalid('No such domain or user pool exists.');
}

function customOf(
  given: { CertificateArn: string; SecurityPolicy?: string },
  cloudFront: string,
): NonNullable<Domain['custom']> {
  const { CertificateArn: certificateArn, SecurityPolicy: securityPolicy } = given;
  return { certificateArn, cloudFront, ...(securityPolicy && { securityPolicy }) };
}

/** Prefix domains have no distribution of their own: Cognito's serves them all. */
const ownDistribution = 'dcognitoprefix.cloudfront.net';

function outcome(domain: Domain, version: number | undefined): Json {
  return {
    ...(version !== undefined && { ManagedLoginVersion: version }),
    ...(domain.custom && { CloudFrontDomain: domain.custom.cloudFront }),
  };
}

function describedDomain(directory: Directory, domain: Domain): Wire<DomainDescriptionType> {
  return {
    UserPoolId: domain.userPoolId,
    AWSAccountId: directory.site.account,
    Domain: domain.name,
    CloudFrontDistribution: domain.custom?.cloudFront ?? ownDistribution,
    Version: String(domain.createdAt),
    Status: 'ACTIVE',
    CustomDomainConfig: { CertificateArn: domain.custom?.certificateArn },
    ManagedLoginVersion: domain.managedLoginVersion,
  };
}
