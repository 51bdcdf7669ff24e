/** Roles with their inline policies. There are no managed ones here. */
import type { Json } from '../service.ts';
import { forPeople, type Made, type Maker } from './making.ts';

export const makeRole: Maker = ({ stack, properties, madeUpName }): Made => {
  properties.ignore({ Description: forPeople });
  const name = properties.text('RoleName', madeUpName(64));
  const arn = stack.account.iam.putRole({
    name,
    assumeRolePolicy: properties.value('AssumeRolePolicyDocument') as Json,
    policies: properties.parts('Policies').map((policy) => ({
      name: policy.text('PolicyName'),
      document: policy.value('PolicyDocument') as Json,
    })),
  });
  return { ref: name, attributes: { Arn: arn } };
};
