/** Commands of services and operations that are not here: each is told so in its own protocol. */
import type { Refusal } from './refusal.ts';

export const absentServices: readonly Refusal[] = [
  {
    when: 'a service is not here and speaks JSON',
    command: 'dynamodb list-tables',
    code: 'UnknownOperationException',
    operation: 'ListTables',
    says: 'This AWS has no DynamoDB_20120810.ListTables. docs/local.md lists what it has.',
  },
  {
    when: 'a service is not here and speaks the query protocol',
    command: 'iam list-users',
    code: 'InvalidAction',
    operation: 'ListUsers',
    says: 'This AWS has no ListUsers of iam. docs/local.md',
  },
  {
    when: 'a service is not here and speaks EC2’s own protocol',
    command: 'ec2 describe-vpcs',
    code: 'InvalidAction',
    operation: 'DescribeVpcs',
    says: 'This AWS has no DescribeVpcs of ec2',
  },
  {
    when: 'a service is not here and speaks XML over REST',
    command: 's3 ls',
    code: 'NotImplemented',
    operation: 'ListBuckets',
    says: 'of s3',
  },
  {
    when: 'a service is not here and speaks JSON over REST',
    command: 'lambda list-functions',
    code: 'UnknownOperationException',
    operation: 'ListFunctions',
    says: 'of lambda',
  },
  {
    when: 'a service is not here and speaks JSON or CBOR, as the version has it',
    command: 'cloudwatch list-metrics',
    code: 'UnknownOperationException',
    operation: 'ListMetrics',
    says: 'has no',
  },
  {
    when: 'a service that is here has no such operation',
    command: 'cognito-idp admin-create-user --user-pool-id $POOL --username nobody',
    code: 'UnknownOperationException',
    operation: 'AdminCreateUser',
    says: 'AdminCreateUser. docs/local.md lists what it has.',
  },
];
