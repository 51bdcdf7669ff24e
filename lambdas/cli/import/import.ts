import { readFile } from 'node:fs/promises';
import { CommandError } from '../command-error.ts';
import { exit } from '../exit-code.ts';
import type { Choices } from '../program.ts';
import { shellWord } from '../shell.ts';
import { printable, type Terminal } from '../terminal.ts';
import { type Language, languages, titles, write } from './languages.ts';
import { type Replacement, replacementsOf } from './replacement.ts';
import { readServerlessFile } from './serverless-file.ts';

export interface ImportOptions {
  /** As it is said to `serverless deploy`. */
  readonly stage?: string;
  /** All of them when left out. */
  readonly format?: Language;
}

/**
 * `import`: prints the tags that replace the plugin's settings in these files; asks nobody, and no AWS. Answers the exit
 * code: 2 where something is left to the person. @throws CommandError
 */
export async function importServerless(
  terminal: Terminal,
  { tagPrefix = 'ssm-sync' }: Choices,
  files: readonly string[],
  { stage, format }: ImportOptions,
): Promise<number> {
  const settings = await Promise.all(files.map(async (file) => readServerlessFile(file, await read(file), stage)));
  const replacements = replacementsOf(settings, tagPrefix);
  for (const language of format ? [format] : languages) {
    if (!format) terminal.print(terminal.paint('bold', `# ${titles[language]}`));
    for (const line of write(replacements, language).split('\n')) terminal.print(printable(line));
    if (!format && language !== languages.at(-1)) terminal.print();
  }
  for (const note of [...settings, ...replacements].flatMap(({ notes }) => notes)) terminal.say(printable(note));
  const unknown = unknownIn(replacements);
  if (unknown.length > 0) {
    terminal.say(`${unknown.length === 1 ? 'One thing' : `${unknown.length} things`} the files do not say:`);
    for (const text of unknown)
      terminal.say(`  ${printable(text)}${/^\$\{opt:stage\}$/.test(text) ? ' (say it with --stage)' : ''}`);
  }
  sayWhatIsLeft(terminal, replacements);
  return unknown.length > 0 ? exit.due : exit.done;
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const found: Readonly<Record<string, string>> = {
      ENOENT: 'does not exist',
      EISDIR: 'is a folder',
      EACCES: 'may not be read',
    };
    throw new CommandError(
      `${printable(file)} ${found[code] ?? `cannot be read (${printable(code)})`}.`,
      'Name the file that has the plugin’s section, such as serverless.yml.',
    );
  }
}

function unknownIn(replacements: readonly Replacement[]): readonly string[] {
  return [
    ...new Set(replacements.flatMap(({ pool, isPoolKnown, unknown }) => [...(isPoolKnown ? [] : [pool]), ...unknown])),
  ];
}

/** What the plugin did otherwise, and what it left behind. */
function sayWhatIsLeft(terminal: Terminal, replacements: readonly Replacement[]): void {
  terminal.say('');
  terminal.say('The plugin found its client whatever its capitals; a tag has its exact name: compare them.');
  terminal.say(
    'The plugin wrote a plain String, and these tags go into a SecureString only (parameter-not-secure). Once the plugin is out of the file, make each parameter that is a String anew:',
  );
  const known = [...new Set(replacements.flatMap(({ parameters }) => parameters))].filter(
    (name) => !name.includes('${'),
  );
  terminal.say('');
  if (known.length === 0) terminal.say('  NAME=…');
  for (const [index, name] of known.entries()) terminal.say(`  ${index === 0 ? '' : '# then '}NAME=${shellWord(name)}`);
  terminal.say(`  umask 077
  aws ssm get-parameter --with-decryption --name "$NAME" --query Parameter.Value --output text > parameter.json &&
    aws ssm delete-parameter --name "$NAME" && sleep 30 &&
    aws ssm put-parameter --name "$NAME" --type SecureString --value file://parameter.json && rm parameter.json`);
  terminal.say('');
  terminal.say(
    'Nobody finds it for these 30 seconds, and whoever reads it then has to ask for it decrypted (--with-decryption).',
  );
}
