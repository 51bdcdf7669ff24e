/**
 * IAM at the door of the dispatcher: whoever calls in a session of a role may do what its policies allow. The account's
 * fixed callers are its administrators and are not asked.
 */
import type { Trail } from '../collaborators.ts';
import type { CallUnderWay } from '../faults.ts';
import type { AwsError, Caller } from '../service.ts';
import type { Surroundings } from './check.ts';
import type { Iam } from './iam.ts';
import { checksOf } from './requests.ts';

export interface GuardOptions {
  readonly iam: Iam;
  readonly surroundings: Surroundings;
  /** Told of Cognito's refused calls: the service itself never sees them. */
  readonly trail: Trail;
}

export class Guard {
  readonly #options: GuardOptions;

  constructor(options: GuardOptions) {
    this.#options = options;
  }

  /** The session with this access key id. */
  caller(accessKeyId: string): Caller | undefined {
    return this.#options.iam.caller(accessKeyId);
  }

  /** The first of the call's checks that does not hold; undefined when all do. */
  refusal(call: CallUnderWay): AwsError | undefined {
    const { iam, surroundings } = this.#options;
    if (iam.caller(call.caller.accessKeyId) === undefined) return undefined;
    const principal = { kind: 'role', arn: call.caller.arn } as const;
    for (const { action, resource, context } of checksOf(call.service, call.operation, call.input, surroundings)) {
      const refused = iam.refusal(principal, action, resource, context);
      if (refused === undefined) continue;
      this.#record(call, refused);
      return refused;
    }
    return undefined;
  }

  /** As CloudTrail shows it: a code of its own, and nothing of what was asked for. B */
  #record({ service, operation, caller, requestId }: CallUnderWay, { message }: AwsError): void {
    if (service !== 'cognito-idp' || /^(Describe|List|Get)/.test(operation)) return;
    const refused = { request: {}, response: null, errorCode: 'AccessDenied', errorMessage: message };
    this.#options.trail.record({ eventName: operation, caller, requestId, ...refused });
  }
}
