import { sentence } from '../../core/findings.ts';
import { wordsOf } from '../../core/log-line.ts';
import { counted } from '../counted.ts';
import { exit } from '../exit-code.ts';
import type { Session } from '../session.ts';
import { printable, type Style, type Terminal, wrap } from '../terminal.ts';
import { verdictLines } from './dlq-json.ts';
import type { Opened } from './letters.ts';
import { type DlqOptions, openAll } from './list.ts';
import type { QueueChoice } from './queues.ts';
import { type Verdict, verdicts } from './verdict.ts';

/**
 * `dlq why`: what keeps each message from being done now, by doing its pass here without writing. Answers the exit
 * code. @throws CommandError
 */
export async function why(session: Session, choice: QueueChoice, { json }: DlqOptions): Promise<number> {
  const { terminal } = session;
  const opened = await openAll(session, choice);
  const found = await verdicts(session, opened);
  if (json) for (const line of verdictLines(found)) terminal.print(line);
  else for (const verdict of found) printVerdict(verdict, terminal, session.deployment.name);
  for (const one of opened) tellUnseen(one, terminal);
  if (opened.some(({ finding }) => finding !== undefined)) return exit.error;
  if (opened.every(({ messages }) => messages === 0)) {
    if (!json) terminal.print('Nothing lies in the dead-letter queues.');
    return exit.done;
  }
  const stopped = found.filter(({ state }) => state === 'fails' || state === 'unknown' || state === 'invalid');
  if (stopped.length > 0) return exit.error;
  terminal.say('Nothing fails any more, as far as reading shows. Send them back: cognito-ssm-sync dlq redrive');
  return exit.due;
}

const looks: Readonly<Record<Verdict['state'], readonly [mark: string, style: Style, words: string]>> = {
  clear: ['✓', 'green', 'nothing fails any more'],
  fails: ['✗', 'red', 'still fails'],
  unknown: ['?', 'yellow', 'cannot be told: you may not look'],
  invalid: ['✗', 'red', 'will never be done'],
  undelivered: ['!', 'yellow', 'a sweep makes up for it'],
};

function printVerdict(verdict: Verdict, terminal: Terminal, name: string): void {
  const { state, kind, subject, letters, queues } = verdict;
  const [mark, style, words] = looks[state];
  terminal.print(
    `${terminal.paint(style, `${mark} ${kind}`)}  ${subject}  ${counted(letters, 'message')} (${queues.join(', ')})  ${words}`,
  );
  for (const text of new Set(explanationsOf(verdict, name)))
    for (const line of wrap(printable(text), terminal.width && terminal.width - 4)) terminal.print(`    ${line}`);
}

function explanationsOf({ state, outcomes, message }: Verdict, name: string): readonly string[] {
  switch (state) {
    case 'invalid':
      return [
        'The function does not understand it, whatever is mended: cognito-ssm-sync dlq redrive --drop-invalid deletes it.',
      ];
    case 'undelivered':
      return [
        `Usually the queue, its policy or the schedule's role was changed by hand: deploy again, and if CloudFormation sees nothing to do, aws cloudformation detect-stack-drift --stack-name ${name} finds it.`,
      ];
    case 'clear':
    case 'fails':
    case 'unknown':
      return message === undefined ? outcomes.map(wordsOf) : [message];
    default:
      return state satisfies never;
  }
}

function tellUnseen({ queue, messages, letters, finding }: Opened, terminal: Terminal): void {
  if (finding) terminal.say(`${queue.name} could not be looked into: ${sentence(finding)}`);
  else if (messages > letters.length)
    terminal.say(`Of ${counted(messages, 'message')} in ${queue.name}, ${letters.length} could be looked at.`);
}
