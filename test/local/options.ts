/** What `npm run local` is told on its command line. */
import { parseArgs } from 'node:util';
import { defaultSwitches, readings, type Switches } from '../local-aws/switches.ts';

export interface LocalOptions {
  readonly port: number;
  readonly region: string;
  readonly stateFile?: string;
  /** Where the certificate of its authority is put; a folder of its own when left out. */
  readonly authorityFile?: string;
  /** Prefixes that the reconciler may write under. */
  readonly targets: readonly string[];
  readonly mode: 'apply' | 'report';
  readonly sweepMinutes: number;
  readonly quotas: boolean;
  readonly switches: Partial<Switches>;
}

/** A sentence for the person who typed it. */
export class WrongOption extends Error {}

export const help = `npm run local -- [options]

Serves the embedded AWS on 127.0.0.1 with the reconciler in it, until Ctrl-C. No account, nothing leaves this machine.

  --port N              where to listen; 4566 when left out, 0 for any free port
  --region R            the region it pretends to be; eu-west-1 when left out
  --state FILE          keep the world in FILE between runs (it holds secrets: mode 600)
  --authority FILE      put the certificate that its https hosts are trusted by into FILE
  --targets P[,P…]      prefixes that the reconciler may write under; /layered-apis/ when left out
  --mode apply|report   report: plan and log, write nothing
  --sweep-minutes N     how often the sweep comes by; 60 when left out
  --no-quotas           do not throttle as AWS does
  --switch NAME=VALUE   a reading of what AWS does not document, see docs/local.md; may be repeated
  --help                this

Example: npm run local -- --port 4566 --state ./my-world.json
`;

const noSwitches: string[] = [];
const known = {
  port: { type: 'string', default: '4566' },
  region: { type: 'string', default: 'eu-west-1' },
  state: { type: 'string' },
  authority: { type: 'string' },
  targets: { type: 'string', default: '/layered-apis/' },
  mode: { type: 'string', default: 'apply' },
  'sweep-minutes': { type: 'string', default: '60' },
  'no-quotas': { type: 'boolean', default: false },
  switch: { type: 'string', multiple: true, default: noSwitches },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Undefined: only help was asked for. @throws WrongOption */
export function readOptions(words: readonly string[]): LocalOptions | undefined {
  const values = parse(words);
  if (values.help) return undefined;
  return {
    port: numberIn('--port', values.port, 0, 65_535),
    region: matching('--region', values.region, /^[a-z]{2}(-[a-z]+)+-\d$/, 'a region such as eu-west-1'),
    ...(values.state !== undefined && { stateFile: matching('--state', values.state, /./, 'the name of a file') }),
    ...(values.authority !== undefined && {
      authorityFile: matching('--authority', values.authority, /./, 'the name of a file'),
    }),
    targets: readTargets(values.targets),
    mode: oneOf('--mode', values.mode, ['apply', 'report']),
    sweepMinutes: numberIn('--sweep-minutes', values['sweep-minutes'], 1, 24 * 60),
    quotas: !values['no-quotas'],
    switches: Object.fromEntries(values.switch.map(readSwitch)),
  };
}

function parse(words: readonly string[]) {
  const { values, tokens } = parseWords(words);
  const said = tokens.flatMap((token) => (token.kind === 'option' && token.name !== 'switch' ? [token.name] : []));
  const twice = said.find((name, index) => said.indexOf(name) < index);
  if (twice !== undefined) throw new WrongOption(`--${twice} is said twice; say it once`);
  return values;
}

function parseWords(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: known, tokens: true });
  } catch (error) {
    // Node's own sentences name the option and what is wrong with it; the first is enough.
    throw new WrongOption(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error));
  }
}

function readTargets(text: string): readonly string[] {
  const accepted = 'prefixes that begin and end with /, such as /layered-apis/';
  const prefixes = text.split(',').map((prefix) => matching('--targets', prefix, /^\/([\w.-]+\/)*$/, accepted));
  for (const prefix of prefixes) {
    // A target has one more level than its prefix, and 15 at most.
    const unusable = /^\/(aws|ssm)/i.test(prefix) || prefix.split('/').length > 16;
    if (unusable) throw wrong('--targets', prefix, 'up to 14 levels, the first not beginning with aws or ssm');
  }
  return [...new Set(prefixes)];
}

function readSwitch(word: string): [string, string] {
  const [name = '', value = ''] = word.split('=', 2);
  const found = Object.keys(defaultSwitches).find((key): key is keyof Switches => key === name);
  if (found === undefined) throw wrong('--switch', word, `one of ${Object.keys(defaultSwitches).join(', ')}`);
  return [found, oneOf(`--switch ${found}`, value, readings[found])];
}

function numberIn(option: string, text: string, least: number, most: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw wrong(option, text, `a whole number from ${least} to ${most}`);
}

function matching(option: string, text: string, pattern: RegExp, accepted: string): string {
  if (pattern.test(text)) return text;
  throw wrong(option, text, accepted);
}

function oneOf<const Word extends string>(option: string, text: string, words: readonly Word[]): Word {
  const found = words.find((word) => word === text);
  if (found !== undefined) return found;
  throw wrong(option, text, words.join(' or '));
}

function wrong(option: string, found: string, accepted: string): WrongOption {
  return new WrongOption(`${option} is ${JSON.stringify(found)}; it takes ${accepted}`);
}
