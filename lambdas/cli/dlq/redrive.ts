import { FifoQueue } from '../../aws/queue.ts';
import { CallError, sentence } from '../../core/findings.ts';
import { type Confirmable, isConfirmed, mustBeAskable } from '../confirmation.ts';
import { counted } from '../counted.ts';
import { exit } from '../exit-code.ts';
import type { Session } from '../session.ts';
import { discard, type Opened } from './letters.ts';
import { openAll } from './list.ts';
import { emptiness } from './list-text.ts';
import { moveBack } from './move.ts';
import type { QueueChoice } from './queues.ts';

export interface RedriveOptions extends Confirmable {
  /** Messages that are not understood are deleted instead of sent back. */
  readonly dropInvalid?: boolean;
}

/** What became of a queue, in words. */
interface Done {
  readonly ok: boolean;
  readonly words: string;
}

/**
 * `dlq redrive`: sends messages back to be tried again, after asking; for what was never delivered a sweep is started
 * instead. Answers the exit code. @throws CommandError
 */
export async function redrive(session: Session, choice: QueueChoice, options: RedriveOptions): Promise<number> {
  const { terminal, parts } = session;
  mustBeAskable(session, 'dlq redrive', options);
  const opened = await openAll(session, choice);
  for (const one of opened) for (const line of intentOf(one, options)) terminal.print(line);
  const lying = opened.filter(({ messages, finding }) => messages > 0 && finding === undefined);
  const unread = opened.some(({ finding }) => finding !== undefined);
  if (lying.length === 0) return unread ? exit.error : exit.done;
  if (!(await isConfirmed(session, 'Go on?', options))) return exit.error;
  let ok = !unread;
  for (const one of lying) {
    if (parts.signal.aborted) break;
    const done = await carryOut(session, one, options);
    ok &&= done.ok;
    const mark = done.ok ? terminal.paint('green', '✓') : terminal.paint('red', '✗');
    terminal.print(`${mark} ${one.queue.kind}: ${done.words}`);
  }
  terminal.say('What is done, and what comes back: cognito-ssm-sync dlq, in some minutes.');
  return ok && !parts.signal.aborted ? exit.done : exit.error;
}

/** What will be done with a queue. */
function intentOf(opened: Opened, { dropInvalid }: RedriveOptions): readonly string[] {
  const { queue, messages, letters, finding } = opened;
  if (finding) return [`${queue.name}: left alone, for it could not be looked into. ${sentence(finding)}`];
  if (messages === 0) return [`${queue.name}: ${emptiness(opened)}`];
  if (queue.source === undefined) {
    return [
      `${queue.name}: ${counted(messages, 'message')}, no request and not to be sent back. A sweep makes up for every one:`,
      `  one is started, then what is seen here now (${counted(letters.length, 'message')}) is deleted`,
    ];
  }
  const invalid = invalidIn(opened).size;
  const fate = dropInvalid
    ? `${counted(invalid, 'message')} not understood: deleted`
    : `${counted(invalid, 'message')} not understood: will come straight back (--drop-invalid deletes instead)`;
  return [
    `${queue.name}: ${counted(messages, 'message')} to ${queue.source}`,
    ...(invalid > 0 ? [`  of these ${fate}`] : []),
  ];
}

function invalidIn({ letters }: Opened): ReadonlySet<string> {
  return new Set(letters.filter(({ says }) => says.kind === 'invalid').map(({ id }) => id));
}

async function carryOut(session: Session, opened: Opened, { dropInvalid }: RedriveOptions): Promise<Done> {
  const { queue, arn, messages } = opened;
  try {
    if (queue.source === undefined) return await sweepInstead(session, opened);
    const invalid = dropInvalid ? invalidIn(opened) : new Set<string>();
    const dropped = await discard(session, queue, invalid);
    if (dropped === messages || arn === undefined) return { ok: true, words: `${counted(dropped, 'message')} deleted` };
    const words = dropped > 0 ? `${counted(dropped, 'message')} deleted; ` : '';
    const { state, moved, failure } = await moveBack(session, queue, arn, queue.source);
    const back = `${words}${counted(moved, 'message')} sent back`;
    return {
      done: { ok: dropped === invalid.size, words: `${back} to ${queue.source}` },
      left: { ok: true, words: `${back} so far. The move goes on without this program.` },
      failed: { ok: false, words: `${back}, then AWS ended the move: ${failure}` },
      unseen: { ok: false, words: `${words}a move was begun, and AWS tells nothing of it` },
    }[state];
  } catch (error) {
    if (error instanceof CallError) return { ok: false, words: sentence(error.finding) };
    throw error;
  }
}

/** The sweep is asked for first: whatever is deleted, it looks at. Not beside another one, which would swallow it. */
async function sweepInstead(session: Session, { queue, letters, messages }: Opened): Promise<Done> {
  const { parts, uninterrupted, found } = session;
  if (letters.length === 0) return { ok: false, words: 'left alone: somebody else is looking at them just now.' };
  const sweeps = new FifoQueue(parts.clients.sqs, uninterrupted.caller, found.configuration.sweepQueueUrl);
  if ((await sweeps.size()) > 0) {
    const words = 'left alone: a sweep is under way, and no other begins before it is over. Try again then.';
    return { ok: false, words };
  }
  const at = new Date(parts.clock.now()).toISOString();
  await sweeps.send([{ id: at, group: 'sweep', body: JSON.stringify({ v: 1, kind: 'sweep', at }) }]);
  const deleted = await discard(session, queue, new Set(letters.map(({ id }) => id)));
  const left = messages - deleted;
  const more = left > 0 ? `; ${counted(left, 'message')} left, so do this again` : '';
  return { ok: left <= 0, words: `a sweep is asked for; ${counted(deleted, 'message')} deleted${more}` };
}
