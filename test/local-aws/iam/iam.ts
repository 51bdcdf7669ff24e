/**
 * IAM as far as a stack needs it: roles with inline policies, the sessions that services open on them, and the policies
 * of resources. There are no users, groups, managed policies, boundaries or organisations.
 */
import { AwsError, type Caller, type Json, type Site } from '../service.ts';
import { type Context, type Values, valuesOf } from './condition-keys.ts';
import { accessDenied } from './denial.ts';
import { type Question, readPolicy, type Statement, verdict } from './policy.ts';
import { roleOf } from './principals.ts';
import { arnPattern } from './wildcard.ts';

export interface RoleDefinition {
  readonly name: string;
  readonly assumeRolePolicy: Json;
  readonly policies: readonly { readonly name: string; readonly document: Json }[];
}

export type Principal =
  /** Of the role itself or of a session of it. */
  | { readonly kind: 'role'; readonly arn: string }
  /** `events.amazonaws.com`. */
  | { readonly kind: 'service'; readonly name: string };

interface Role {
  readonly trust: readonly Statement[];
  readonly statements: readonly Statement[];
}

/**
 * Sessions so far, of every world in this process: whose run a call belongs to is told by its key (execution.ts), and
 * worlds live side by side.
 */
let sessions = 0;

export class Iam {
  readonly #site: Site;
  readonly #roles = new Map<string, Role>();
  readonly #resources = new Map<string, readonly Statement[]>();
  readonly #sessions = new Map<string, Caller>();

  constructor(site: Site) {
    this.#site = site;
  }

  /**
   * Makes or replaces a role; its ARN. Sessions that are open go on under the new policies. Throws for any element,
   * operator, condition key or principal that is not fully understood.
   */
  putRole({ name, assumeRolePolicy, policies }: RoleDefinition): string {
    const { partition, account } = this.#site;
    if (!/^[\w+=,.@-]{1,64}$/.test(name)) throw new Error(`${name} is no name for a role.`);
    const arn = `arn:${partition}:iam::${account}:role/${name}`;
    this.#roles.set(arn, {
      trust: readPolicy('trust', assumeRolePolicy),
      statements: policies.flatMap(({ document }) => readPolicy('identity', document)),
    });
    return arn;
  }

  /** A queue's policy, in place of the one before. Throws as `putRole` does. */
  putResourcePolicy(resourceArn: string, document: Json): void {
    arnPattern(resourceArn);
    this.#resources.set(resourceArn, readPolicy('resource', document));
  }

  /**
   * A session of the role for a service such as `lambda.amazonaws.com`: the caller to act as, with an access key id of
   * its own. `context`: what the service says of itself, e.g. `aws:SourceArn`. Throws AwsError `AccessDenied`.
   */
  assumeRole(roleArn: string, service: string, sessionName: string, context: Context = {}): Caller {
    const { partition, account } = this.#site;
    const question = this.#question({ kind: 'service', name: service }, 'sts:AssumeRole', roleArn, context);
    const role = this.#roles.get(roleArn);
    // Nor does AWS tell a role that is not there from one that does not trust.
    if (role === undefined || verdict(role.trust, question) !== 'Allow') {
      const message = `User: ${service} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`;
      throw new AwsError('AccessDenied', message, 403);
    }
    const roleName = roleArn.slice(roleArn.indexOf('/') + 1);
    sessions += 1;
    const caller: Caller = {
      // Twenty characters, as AWS's.
      accessKeyId: `ASIALOCAL${String(sessions).padStart(11, '0')}`,
      arn: `arn:${partition}:sts::${account}:assumed-role/${roleName}/${sessionName}`,
    };
    this.#sessions.set(caller.accessKeyId, caller);
    return caller;
  }

  /** The session with this access key id. */
  caller(accessKeyId: string): Caller | undefined {
    return this.#sessions.get(accessKeyId);
  }

  /**
   * Undefined when allowed, else the error that AWS answers. Within one account the role's policy or the resource's is
   * enough to allow, and either can deny; a service has only the resource's. `context`: condition keys in any case,
   * beside those that every request has.
   */
  refusal(principal: Principal, action: string, resourceArn: string, context: Context = {}): AwsError | undefined {
    const question = this.#question(principal, action, resourceArn, context);
    const own = principal.kind === 'role' ? (this.#roles.get(roleOf(principal.arn))?.statements ?? []) : [];
    const byIdentity = verdict(own, question);
    const byResource = verdict(this.#resources.get(resourceArn) ?? [], question);
    if (byIdentity === 'Deny') return accessDenied(question, { kind: 'explicit', policy: 'identity-based' });
    if (byResource === 'Deny') return accessDenied(question, { kind: 'explicit', policy: 'resource-based' });
    if (byIdentity === 'Allow' || byResource === 'Allow') return undefined;
    const policy = principal.kind === 'role' ? 'identity-based' : 'resource-based';
    return accessDenied(question, { kind: 'implicit', policy });
  }

  #question(principal: Principal, action: string, resource: string, context: Context): Question {
    return { principal, action, resource, context: this.#values(principal, context) };
  }

  #values(principal: Principal, context: Context): Values {
    const { region, account } = this.#site;
    const always = valuesOf({
      // Nobody is here who does not speak TLS.
      'aws:SecureTransport': 'true',
      'aws:RequestedRegion': region,
      // The role's ARN, not the session's.
      ...(principal.kind === 'role' && { 'aws:PrincipalArn': roleOf(principal.arn), 'aws:PrincipalAccount': account }),
    });
    return new Map([...always, ...valuesOf(context)]);
  }
}
