import { shellWord } from '../shell.ts';
import { hcl, userPoolTags } from '../template.ts';
import { printable } from '../terminal.ts';
import type { Replacement } from './replacement.ts';

/** Where tags can be written. */
export const languages = ['cli', 'cloudformation', 'terraform'] as const;
export type Language = (typeof languages)[number];

export const titles: Readonly<Record<Language, string>> = {
  cli: 'AWS CLI',
  cloudformation: 'CloudFormation, SAM, Serverless Framework',
  terraform: 'Terraform',
};

/**
 * The tags in a language, with what is left to a person as a comment. A comment ends with its line, so nothing of the
 * file may bring a line's end into one.
 */
export function write(replacements: readonly Replacement[], language: Language): string {
  const unknownPools = replacements.filter(({ isPoolKnown }) => !isPoolKnown);
  return replacements
    .map((replacement) => {
      const number = unknownPools.indexOf(replacement) + 1;
      const lines = writers[language](replacement, number === 1 ? 'USER_POOL_ID' : `USER_POOL_ID_${number}`);
      const replaced = replacement.unknown.map((text) => `# Replace first: ${printable(text)}`);
      return [...replaced, ...lines].join('\n');
    })
    .join('\n\n');
}

const writers: Readonly<Record<Language, (replacement: Replacement, variable: string) => readonly string[]>> = {
  cli({ pool, isPoolKnown, tags }, variable) {
    const id = isPoolKnown ? shellWord(pool) : `"$\{${variable}:?}"`;
    return [
      ...(isPoolKnown ? [] : [`# ${variable} is ${printable(pool)}`]),
      'aws cognito-idp tag-resource \\',
      `  --resource-arn "$(aws cognito-idp describe-user-pool --user-pool-id ${id} --query UserPool.Arn --output text)" \\`,
      `  --tags ${shellWord(JSON.stringify(tags))}`,
    ];
  },
  cloudformation: ({ pool, tags }) => [
    `# Properties of user pool ${printable(pool)} (AWS::Cognito::UserPool)`,
    userPoolTags(tags),
  ],
  terraform: ({ pool, tags }) => [
    `# Of user pool ${printable(pool)} (aws_cognito_user_pool)`,
    'tags = {',
    ...Object.entries(tags).map(([key, value]) => `  ${hcl(key)} = ${hcl(value)}`),
    '}',
  ],
};
