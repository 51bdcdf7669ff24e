/** How AWS words a refusal. */
import { AwsError } from '../service.ts';
import type { Question } from './policy.ts';

/** Which kind of policy it lies at, and whether one said no or none said yes. */
interface Ground {
  readonly kind: 'explicit' | 'implicit';
  readonly policy: 'identity-based' | 'resource-based';
}

/**
 * The message is that of IAM ("Troubleshoot access denied error messages"). SQS kept its own code and status through its
 * change to JSON, and names the action in lower case (aws/serverless-application-model#3633, microsoft/aspire#3333). B
 */
export function accessDenied({ principal, action, resource }: Question, { kind, policy }: Ground): AwsError {
  const isSqs = action.toLowerCase().startsWith('sqs:');
  const named = isSqs ? action.toLowerCase() : action;
  const reason =
    kind === 'explicit'
      ? `with an explicit deny in ${policy === 'identity-based' ? 'an' : 'a'} ${policy} policy`
      : `because no ${policy} policy allows the ${named} action`;
  const who = principal.kind === 'role' ? principal.arn : principal.name;
  const message = `User: ${who} is not authorized to perform: ${named} on resource: ${resource} ${reason}`;
  return isSqs ? new AwsError('AccessDenied', message, 403) : new AwsError('AccessDeniedException', message);
}
