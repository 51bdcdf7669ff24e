/** Commands that this AWS must refuse. */
import { absentServices } from './absent-services.ts';
import type { Refusal } from './refusal.ts';

const stranger = { AWS_ACCESS_KEY_ID: 'AKIASTRANGER' };
const absentPool = 'eu-west-1_aBsEnT123';
/** What else stands for something in the commands. */
export const known = { POOL: absentPool, LONG: 'x'.repeat(129) };

export const refusals: readonly Refusal[] = [
  ...absentServices,
  {
    when: 'a name is too long',
    command: 'cognito-idp create-user-pool --pool-name $LONG',
    code: 'InvalidParameterException',
    operation: 'CreateUserPool',
    says: 'less than or equal to 128',
  },
  {
    when: 'a name has a bad character',
    command: 'cognito-idp create-user-pool-client --user-pool-id $POOL --client-name orders/prod',
    code: 'InvalidParameterException',
    operation: 'CreateUserPoolClient',
    says: 'regular expression',
  },
  {
    when: 'an option passes broken JSON on',
    command: `ssm put-parameter --name /teams/key --type String --tier Advanced --value x --policies '[{"Type":'`,
    code: 'InvalidPolicyAttributeException',
    operation: 'PutParameter',
    says: 'JSON',
  },
  {
    when: 'there is no such pool',
    command: 'cognito-idp describe-user-pool --user-pool-id $POOL',
    code: 'ResourceNotFoundException',
    operation: 'DescribeUserPool',
    says: absentPool,
  },
  {
    when: 'there is no such client',
    command: 'cognito-idp describe-user-pool-client --user-pool-id $POOL --client-id 1example23456789',
    code: 'ResourceNotFoundException',
    operation: 'DescribeUserPoolClient',
    says: 'does not exist',
  },
  {
    when: 'there is no such parameter',
    command: 'ssm get-parameter --name /teams/nobody',
    code: 'ParameterNotFound',
    operation: 'GetParameter',
    // AWS says nothing here.
    says: '',
  },
  {
    when: 'there is no such queue',
    command: 'sqs get-queue-url --queue-name nobody --endpoint-url $ENDPOINT',
    code: 'AWS.SimpleQueueService.NonExistentQueue',
    operation: 'GetQueueUrl',
    says: 'does not exist',
  },
  {
    when: 'an ARN is none',
    command: 'cognito-idp list-tags-for-resource --resource-arn arn:of:something:else:altogether',
    code: 'InvalidParameterException',
    operation: 'ListTagsForResource',
    says: 'resourceArn',
  },
  {
    when: 'it is meant for another region',
    command: 'cognito-idp list-user-pools --max-results 1 --region us-east-1',
    code: 'InvalidSignatureException',
    operation: 'ListUserPools',
    says: 'this AWS is in eu-west-1',
  },
  {
    when: 'nobody has such a key',
    command: 'ssm describe-parameters',
    code: 'UnrecognizedClientException',
    operation: 'DescribeParameters',
    says: 'security token',
    variables: stranger,
  },
  {
    when: 'nobody has such a key, in the query protocol',
    command: 'sts get-caller-identity',
    code: 'InvalidClientTokenId',
    operation: 'GetCallerIdentity',
    says: 'security token',
    variables: stranger,
  },
  {
    when: 'nobody signed',
    command: 'ssm describe-parameters --no-sign-request',
    code: 'MissingAuthenticationTokenException',
    operation: 'DescribeParameters',
    says: 'Missing Authentication Token',
  },
];
