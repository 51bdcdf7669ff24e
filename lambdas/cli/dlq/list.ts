import { exit } from '../exit-code.ts';
import type { Session } from '../session.ts';
import { listLines } from './dlq-json.ts';
import { type Opened, open } from './letters.ts';
import { printOpened } from './list-text.ts';
import { chosenQueues, type QueueChoice } from './queues.ts';

export interface DlqOptions {
  readonly json?: boolean;
}

/** `dlq list`: what lies in the dead-letter queues. Answers the exit code. @throws CommandError */
export async function list(session: Session, choice: QueueChoice, { json }: DlqOptions): Promise<number> {
  const { terminal } = session;
  const opened = await openAll(session, choice);
  if (json) for (const line of listLines(opened)) terminal.print(line);
  else {
    const width = Math.max(...opened.map(({ queue }) => queue.name.length));
    for (const one of opened) printOpened(one, width, terminal, session.parts.clock.now());
  }
  if (opened.some(({ finding }) => finding !== undefined)) return exit.error;
  if (opened.every(({ messages }) => messages === 0)) return exit.done;
  terminal.say('Looking counted as a receive of each message, which does no harm: these queues pass nothing on.');
  terminal.say('Why they are there: cognito-ssm-sync dlq why');
  return exit.due;
}

export async function openAll(session: Session, choice: QueueChoice): Promise<readonly Opened[]> {
  const opened: Opened[] = [];
  for (const queue of chosenQueues(session, choice)) {
    session.terminal.status(`looking into ${queue.name}`);
    opened.push(await open(session, queue));
  }
  session.terminal.status(undefined);
  return opened;
}
