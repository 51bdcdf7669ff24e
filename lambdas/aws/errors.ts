import type { Block, Failure } from '../core/findings.ts';

/**
 * What an error of the SDK means: the one place where it is decided. Of the error only its name and request id are
 * kept: its message may quote the input, and the input may be a secret.
 */

/** Trying the same call again will not help; a person, or the next sweep, may. */
const refusals = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'NotAuthorizedException',
  'UnrecognizedClientException',
  'InvalidClientTokenId',
  // Of a call about several parameters; of one it is that parameter's block.
  'InvalidKeyId',
  'InvalidSignatureException',
  'ValidationException',
  'InvalidParameterException',
  'InvalidParameterValue',
  'UnsupportedParameterType',
  'HierarchyLevelLimitExceededException',
  'HierarchyTypeMismatchException',
  'TooManyTagsError',
]);

/** An organisation's tag policy does not let a tag be; by which of several names each service says it is not documented. */
const tagPolicies = /^TagPolicy/;

/** States of a parameter, each with the finding it is. */
const blocks: Readonly<Record<string, (parameter: string, operation: string) => Block>> = {
  InvalidKeyId: (parameter, operation) => ({ code: 'key-unusable', parameter, operation }),
  ParameterMaxVersionLimitExceeded: (parameter) => ({ code: 'version-label-full', parameter }),
  ParameterPatternMismatchException: (parameter) => ({ code: 'parameter-pattern-mismatch', parameter }),
  ParameterLimitExceeded: (parameter) => ({ code: 'parameter-limit', parameter }),
};

/** What is known of a failed call besides the error. */
export interface CalledWith {
  readonly operation: string;
  /** The one parameter the call is about, if it is about one. */
  readonly parameter?: string;
  readonly signal?: AbortSignal | undefined;
}

/** The finding that a thrown value is. Unknown errors are worth another try. */
export function classify(error: unknown, { operation, parameter, signal }: CalledWith): Failure | Block {
  if (signal?.aborted) return { code: 'out-of-time', operation };
  const name = errorName(error);
  const block = parameter === undefined ? undefined : blocks[name]?.(parameter, operation);
  if (block) return block;
  return {
    code: refusals.has(name) || tagPolicies.test(name) ? 'call-refused' : 'call-failed',
    operation,
    error: name,
    requestId: requestId(error),
  };
}

/** The name of an SDK error, e.g. `ThrottlingException`; of an error of the network its code, e.g. `ECONNREFUSED`. */
export function errorName(error: unknown): string {
  if (!(error instanceof Error)) return 'UnknownError';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const name = /^(Aggregate)?Error$/.test(error.name) && /^E[A-Z_]{2,40}$/.test(code) ? code : error.name;
  return /^[\w.]{1,80}$/.test(name) ? name : 'UnknownError';
}

function requestId(error: unknown): string {
  const metadata = error instanceof Error && '$metadata' in error ? error.$metadata : undefined;
  const id =
    typeof metadata === 'object' && metadata !== null && 'requestId' in metadata ? metadata.requestId : undefined;
  return typeof id === 'string' && /^[\w-]{1,80}$/.test(id) ? id : 'none';
}
