import { App, Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { CognitoSsmSync } from './cognito-ssm-sync.ts';
import { propsOf, readContext } from './context.ts';
import { addOutputs } from './outputs.ts';
import { PropertiesError } from './properties.ts';

/**
 * The app that deploys the reconciler alone, to the account and region of the caller:
 *
 *   npx cdk deploy -c targets=/layered-apis/ -c mode=report
 */
const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));

try {
  const context = readContext(app);
  const stack = new Stack(app, 'CognitoSsmSync', {
    stackName: context.deploymentName,
    description: 'Puts credentials of Cognito app clients where the tags of their user pools say.',
  });
  addOutputs(stack, new CognitoSsmSync(stack, 'CognitoSsmSync', propsOf(context, stack)));
} catch (error) {
  if (!(error instanceof PropertiesError)) throw error;
  process.stderr.write(`${error.message}\n`);
  // Before the app synthesises itself at the process's end.
  process.exit(1);
}
