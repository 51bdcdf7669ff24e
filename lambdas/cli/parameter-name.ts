import { CommandError } from './command-error.ts';

const arn = /^arn:[\w-]+:ssm:[\w-]*:\d*:parameter\/?/;

/** Whether the word can only be a parameter: its whole name, or its ARN. */
export function isParameter(word: string): boolean {
  return word.startsWith('/') || arn.test(word);
}

/** The name that the word says; it has one spelling here, with its slash. @throws CommandError */
export function parameterName(word: string): string {
  const name = word.replace(arn, '').replace(/^(?!\/)/, '/');
  if (/^(\/[A-Za-z0-9_.-]+)+$/.test(name)) return name;
  throw new CommandError(
    `${JSON.stringify(word)} cannot be a parameter’s name.`,
    'A name is made of A-Z a-z 0-9 _ . - and single slashes, with none at its end.',
  );
}
