/** Who signed a request, and for where, and whether they may come in. The signature itself is not checked. */
import { AwsError, type Caller } from './service.ts';

export interface Credential {
  readonly accessKeyId: string;
  readonly region: string;
  /** The signing name of the service, e.g. `cognito-idp`, `s3`, `sts`. */
  readonly service: string;
}

/** `AWS4-HMAC-SHA256 Credential=<access key id>/<date>/<region>/<service>/aws4_request, …`; undefined: not signed. */
export function credentialIn(authorization: string | undefined): Credential | undefined {
  const [accessKeyId, , region, service] = authorization?.match(/Credential=([^,\s]+)/)?.[1]?.split('/') ?? [];
  if (accessKeyId === undefined || region === undefined || service === undefined) return undefined;
  return { accessKeyId, region, service };
}

/** Who calls what needs no credentials. */
export const anybody: Caller = { accessKeyId: '', arn: 'anonymous' };

/** Callers who come and go. */
interface Sessions {
  caller(accessKeyId: string): Caller | undefined;
}

export class Gate {
  readonly #callers: ReadonlyMap<string, Caller>;
  readonly #region: string;
  readonly #sessions: Sessions | undefined;

  constructor(callers: readonly Caller[], region: string, sessions?: Sessions) {
    this.#callers = new Map(callers.map((caller) => [caller.accessKeyId, caller]));
    this.#region = region;
    this.#sessions = sessions;
  }

  /** @throws AwsError when nobody signed, a stranger did, or it was meant for another region */
  identify(credential: Credential | undefined): Caller {
    if (credential === undefined) {
      throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token');
    }
    if (credential.region !== this.#region) {
      const found = `Credential should be scoped to a valid region, not '${credential.region}'`;
      throw new AwsError('InvalidSignatureException', `${found}: this AWS is in ${this.#region}.`);
    }
    const caller = this.#callers.get(credential.accessKeyId) ?? this.#sessions?.caller(credential.accessKeyId);
    if (caller) return caller;
    throw new AwsError('UnrecognizedClientException', 'The security token included in the request is invalid.');
  }
}
