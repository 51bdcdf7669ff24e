import type { Choices } from './program.ts';
import { shellWord } from './shell.ts';
import type { Terminal } from './terminal.ts';

const ours = /\bcognito-ssm-sync (?=(?:plan|apply|status|explain|doctor|declare|undeclare|release|dlq)\b)/g;
/** A service and an operation follow; a region may stand there already. */
const ofAws = /(?<![\w-])aws (--region \S+ )?(?=[a-z-]+ [a-z]+-[a-z-]+)/g;

/**
 * The text with the person's choices in the commands that it tells: one that is copied is then about the same
 * deployment, region and account. Choices of the environment are the next command's as well, and need no repeating.
 */
export function withChoices(text: string, { profile, region, deployment, targets, tagPrefix }: Choices): string {
  const signIn = options({ profile, region });
  const name = deployment === 'cognito-ssm-sync' ? undefined : deployment;
  const all = signIn + options({ deployment: name, targets: targets?.join(','), 'tag-prefix': tagPrefix });
  return text
    .replace(ours, () => `cognito-ssm-sync ${all}`)
    .replace(ofAws, (_, stated = '') => `aws ${stated}${stated ? options({ profile }) : signIn}`);
}

function options(values: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(values)
    .map(([name, value]) => (value === undefined ? '' : `--${name} ${shellWord(value)} `))
    .join('');
}

/** A terminal on which every command is told with the person's choices. Lines of JSON are for programs, and stay. */
export function repeating(terminal: Terminal, choices: Choices): Terminal {
  return {
    ...terminal,
    print: (line = '') => terminal.print(line.startsWith('{') ? line : withChoices(line, choices)),
    say: (line) => terminal.say(withChoices(line, choices)),
  };
}
