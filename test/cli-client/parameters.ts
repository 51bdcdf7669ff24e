/** Parameters as people keep them by hand. */
import type { Journey } from './journey.ts';

export const parameters = {
  'a secret text': {
    command: 'ssm put-parameter --name /teams/orders/key --value s3cr3t-first --type SecureString',
  },
  'the secret text, changed': {
    command: 'ssm put-parameter --name /teams/orders/key --value s3cr3t-second --type SecureString --overwrite',
  },
  'a plain text': {
    command: 'ssm put-parameter --name /teams/orders/region --value eu-west-1 --type String',
  },
  'both texts, and one that is not there': {
    command: 'ssm get-parameters --names /teams/orders/region /teams/orders/key /teams/nobody --with-decryption',
  },
  'what it was before': { command: 'ssm get-parameter-history --name /teams/orders/key --with-decryption' },
  'a label on the first version': {
    command: 'ssm label-parameter-version --name /teams/orders/key --parameter-version 1 --labels stable',
  },
  'the version with the label': {
    command:
      'ssm get-parameter --name /teams/orders/key:stable --with-decryption --query Parameter.Value --output text',
  },
  'all names under a path': {
    command: "ssm get-parameters-by-path --path /teams --recursive --query 'Parameters[].Name'",
  },
  'the secret ones, as a table': {
    command:
      'ssm describe-parameters --output table' +
      ' --parameter-filters Key=Type,Values=SecureString Key=Name,Option=BeginsWith,Values=/teams',
  },
  'a tag on a parameter': {
    command:
      'ssm add-tags-to-resource --resource-type Parameter --resource-id /teams/orders/key --tags Key=team,Value=orders',
  },
  'the tags of the parameter': {
    command: 'ssm list-tags-for-resource --resource-type Parameter --resource-id /teams/orders/key',
  },
  'all that bears the tag': {
    command: 'resourcegroupstaggingapi get-resources --tag-filters Key=team,Values=orders',
  },
  'the plain text is deleted': { command: 'ssm delete-parameter --name /teams/orders/region' },
} as const satisfies Journey;

/** What stands in the commands and may be shown nowhere. */
export const typedSecrets: readonly string[] = ['s3cr3t-first', 's3cr3t-second'];
