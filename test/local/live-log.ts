/**
 * What goes on, a line each: calls of people, events on their way, what the reconciler says. Names are other people's
 * words, so whatever could move a terminal's cursor is taken out; values never get here.
 */
import { stripVTControlCharacters, styleText } from 'node:util';
import type { LocalWorld } from './local.ts';

type Line = Readonly<Record<string, unknown>>;

/** Writes to `say`, one line a call without the line's end. */
export function followWorld(
  { aws, onAnswer }: Pick<LocalWorld, 'aws' | 'onAnswer'>,
  say: (line: string) => void,
): void {
  const speak = (kind: keyof typeof colours, text: string): void => {
    const time = new Date(aws.clock.now()).toISOString().slice(11, 19);
    say(`${styleText('dim', time)}  ${styleText(colours[kind], kind.padEnd(6))} ${printable(text)}`);
  };
  aws.dispatcher.onEnd(({ operation, about, callerArn, errorCode }) => {
    if (callerArn === aws.callers.reconciler.arn) return;
    const ending = errorCode === undefined ? '' : ` → ${errorCode}${hints[errorCode] ?? ''}`;
    speak(errorCode === undefined ? 'call' : 'error', `${[operation, ...wordsIn(about)].join(' ')}${ending}`);
  });
  onAnswer(({ method, host, path, status, code, clientId }) => {
    const words = [method, `${host}${path}`, clientId, `→ ${status}`, code].filter((word) => word !== undefined);
    speak(status < 400 ? 'web' : 'error', words.join(' '));
  });
  aws.eventBus.ledger.listen(({ rule, outcome }) => speak('event', `${outcome} by rule ${rule}`));
  aws.cloudWatch.log.listen(({ text }) => {
    const line = jsonIn(text);
    if (line === undefined) speak('error', text.split('\n')[0] ?? '');
    else if (line.v === 1) speak(kindOf(line), sentenceOf(line));
  });
}

const colours = {
  call: 'cyan',
  web: 'blue',
  event: 'magenta',
  pass: 'dim',
  write: 'green',
  note: 'yellow',
  error: 'red',
} as const;

const hints: Readonly<Record<string, string>> = {
  UnrecognizedClientException: ': set AWS_ACCESS_KEY_ID=LOCALPERSON and any AWS_SECRET_ACCESS_KEY',
  MissingAuthenticationTokenException: ': set AWS_ACCESS_KEY_ID=LOCALPERSON and any AWS_SECRET_ACCESS_KEY',
};

function kindOf({ code, level }: Line): keyof typeof colours {
  if (level === 'ERROR') return 'error';
  if (code === 'created' || code === 'updated') return 'write';
  return String(code).startsWith('pass-') || code === 'sweep-started' ? 'pass' : 'note';
}

function sentenceOf({
  code,
  message,
  parameter,
  place,
  reasons,
  notes,
  userPoolId,
  counts,
  trigger,
  pools,
}: Line): string {
  if (code === 'created' || code === 'updated') {
    const noted = [notes].flat().length > 0 ? ` (${[notes].flat().join(', ')})` : '';
    return `${String(code)} ${String(place)} of ${String(parameter)}: ${[reasons].flat().join(', ')}${noted}`;
  }
  if (code === 'sweep-started') return `a sweep of ${String(pools)} pools begins`;
  if (!String(code).startsWith('pass-')) return `${String(code)}: ${String(message)}`;
  const found = Object.entries(counts ?? {}).map(([action, count]) => `${action} ${String(count)}`);
  return `${String(userPoolId)} by ${String(trigger)}: ${found.join(', ') || 'nothing declared'}`;
}

function wordsIn(about: Line): string[] {
  const words = Object.entries(about).filter(([name]) => !/Token$/.test(name));
  return words.flatMap(([, value]) => [value].flat().map(String));
}

function jsonIn(text: string): Line | undefined {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return undefined;
  }
}

function printable(text: string): string {
  return stripVTControlCharacters(text).replace(/\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}/gu, ' ');
}
