import { expect, it } from 'vitest';
import { Execution, runElsewhere } from '../../local-aws/execution.ts';
import { createLocalAws } from '../../local-aws/local-aws.ts';
import { lambdaTrust } from './iam-fixture.ts';

/** A world in which a run goes on in a process of its own. */
function world() {
  const { iam, dispatcher } = createLocalAws();
  const roleArn = iam.putRole({ name: 'worker', assumeRolePolicy: lambdaTrust, policies: [] });
  const { accessKeyId } = iam.assumeRole(roleArn, 'lambda.amazonaws.com', 'run');
  const execution = new Execution(() => {});
  runElsewhere(execution, accessKeyId);
  dispatcher.interfere({ before: () => ({ kind: 'crash' }) });
  const credential = { accessKeyId, region: 'eu-west-1', service: 'ssm' };
  const call = () => dispatcher.dispatch({ target: 'AmazonSSM.DescribeParameters', body: '{}', credential });
  return { execution, call };
}

it('is crashed by calls of its own world only', async () => {
  const [mine, other] = [world(), world()];
  await expect(mine.call()).rejects.toThrow('the caller was killed');
  expect([mine.execution.dead, other.execution.dead]).toEqual([true, false]);
});
