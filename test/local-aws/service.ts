/**
 * What every service of the embedded AWS looks like to the dispatcher: a set of operations by name, each a
 * function of the request's JSON. An operation returns the response's JSON or throws an `AwsError`.
 */
export interface Service {
  /** The part of `X-Amz-Target` before the dot, e.g. `AmazonSSM`. */
  readonly target: string;
  /** Short name used in call records and quotas, e.g. `ssm`. */
  readonly name: string;
  readonly operations: Readonly<Record<string, Operation>>;
  /** Operations that anybody may call: AWS looks at no signature, so a call needs none and has no caller. */
  readonly unauthenticated?: readonly string[];
}

export type Json = Record<string, unknown>;
export type Operation = (input: Json, call: Call) => Json | Promise<Json>;

/** One call as a service sees it. */
export interface Call {
  readonly operation: string;
  readonly caller: Caller;
  readonly requestId: string;
  /** Virtual time in milliseconds since the epoch. */
  readonly at: number;
}

/** Who calls, told from the access key id of the request. `invokedBy` is set for services such as CloudFormation. */
export interface Caller {
  readonly accessKeyId: string;
  readonly arn: string;
  readonly invokedBy?: string;
}

/** An answer in AWS's error form. `code` is the `__type`, e.g. `ParameterNotFound`. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** Where this AWS pretends to be. */
export interface Site {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}
