import { Stack, Validations } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/** Why a statement of permissions.ts has a resource with a wildcard. A statement that is not here may have none. */
const reasons: Readonly<Record<string, string>> = {
  ReadUserPools: 'Pools are found by their tags, so all of the region may be read unless userPools names some.',
  FindTaggedPools: 'The tagging index is one for the account and has no resources.',
  ReadParameters: 'A prefix is a folder of parameters that are not known beforehand.',
  DescribeParameters: 'It is a listing, for which IAM has no narrower resource; it shows no values.',
  ReadOwners: 'A prefix is a folder of parameters that are not known beforehand.',
  WriteParameters: 'A prefix is a folder of parameters that are not known beforehand.',
  WriteOwners: 'A prefix is a folder of parameters that are not known beforehand.',
};

/** Tells cdk-nag the reason of each wildcard by itself, so that a new one is found. */
export function acknowledgeWildcards(role: Construct, statements: readonly PolicyStatement[]): void {
  const stack = Stack.of(role);
  Validations.of(role).acknowledge({
    id: 'Serverless-LambdaStarPermissions',
    reason: 'It finds the same wildcards as AwsSolutions-IAM5, all at once; there each has its own reason.',
  });
  for (const { sid = '', resources } of statements) {
    const reason = reasons[sid];
    for (const resource of resources.filter((arn) => reason !== undefined && arn.includes('*'))) {
      Validations.of(role).acknowledge({
        id: `AwsSolutions-IAM5[Resource::${spelled(stack.resolve(resource))}]`,
        reason: reason ?? '',
      });
    }
  }
}

/** An ARN as cdk-nag spells it: `arn:<AWS::Partition>:ssm:…`. */
function spelled(arn: unknown): string {
  if (typeof arn === 'string') return arn;
  if (typeof arn !== 'object' || arn === null) return '';
  if ('Ref' in arn) return `<${arn.Ref}>`;
  const parts: unknown = 'Fn::Join' in arn && Array.isArray(arn['Fn::Join']) ? arn['Fn::Join'][1] : [];
  return Array.isArray(parts) ? parts.map(spelled).join('') : '';
}
