import { type Block, CallError, type Failure } from '../../../lambdas/core/findings.ts';

/** What adapters throw, and what they never should. */

export const refusal = {
  code: 'call-refused',
  operation: 'AddTagsToResource',
  error: 'AccessDeniedException',
  requestId: 'request-2',
} as const;

export const block: Block = { code: 'parameter-limit', parameter: '/apis/orders' };

/** A fault of ours: nothing that AWS answered. */
export const fault = new TypeError('a fault in the program');

export function callError(finding: Failure | Block): CallError {
  return new CallError(finding);
}
