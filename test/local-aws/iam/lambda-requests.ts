/** What Lambda's operations need: the function, where one is asked for; a listing names no resource. */
import { functionArn } from '../lambda-function.ts';
import { type Mapping, textsOf } from './check.ts';

export const lambdaChecks: Readonly<Record<string, Mapping>> = {
  GetFunctionConfiguration: (input, { site }) =>
    textsOf(input.FunctionName).map((reference) => ({
      action: 'lambda:GetFunctionConfiguration',
      // The name is the last part, unless a qualifier comes behind it.
      resource: reference.startsWith('arn:')
        ? reference
        : functionArn(site, reference.replace(/^(\w{2}-[\w-]+:)?(\d{12}:)?(function:)?/, '')),
    })),
  ListEventSourceMappings: () => [{ action: 'lambda:ListEventSourceMappings', resource: '*' }],
};
