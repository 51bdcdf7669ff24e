import { DeadLetters, type ReceivedMessage } from '../../aws/dead-letters.ts';
import { type Block, CallError, type Failure } from '../../core/findings.ts';
import type { Session } from '../session.ts';
import { type Letter, readLetter } from './letter.ts';
import type { DeadLetterQueue } from './queues.ts';

/** A queue and what lies in it. */
export interface Opened {
  readonly queue: DeadLetterQueue;
  /** Undefined: there is no such queue, or it may not be asked. */
  readonly arn: string | undefined;
  /** About how many messages there are; of a FIFO queue's group only the first ten can be looked at at once. */
  readonly messages: number;
  /** Oldest first. */
  readonly letters: readonly Letter[];
  /** Why it could not be looked into, or not to its end. */
  readonly finding: Failure | Block | undefined;
}

/** Messages that are looked at, of each queue. A thousand take about five seconds, a twelfth of the time they are hidden. */
const mostLooked = 1000;

/** Looks into a queue: each message is received and given back. */
export async function open(session: Session, queue: DeadLetterQueue): Promise<Opened> {
  const box = new DeadLetters(session.parts.clients.sqs, session.caller);
  const nothing = { queue, arn: undefined, messages: 0, letters: [], finding: undefined };
  let opened: Opened = nothing;
  try {
    const sight = await box.sight(queue.url);
    if (sight === undefined) return nothing;
    opened = { ...nothing, ...sight };
    if (sight.messages === 0) return opened;
    const held = await hold(box, queue, () => true);
    await giveBack(box, queue, held);
    const letters = held.map((message) => readLetter(queue.kind, message));
    return {
      ...opened,
      messages: Math.max(sight.messages, letters.length),
      letters: letters.toSorted((one, other) => one.sentAt - other.sentAt),
    };
  } catch (error) {
    session.parts.signal.throwIfAborted();
    if (error instanceof CallError) return { ...opened, finding: error.finding };
    throw error;
  }
}

/** Deletes just these messages. Answers how many; one that somebody else holds meanwhile stays. */
export async function discard(session: Session, queue: DeadLetterQueue, ids: ReadonlySet<string>): Promise<number> {
  const box = new DeadLetters(session.parts.clients.sqs, session.caller);
  const left = new Set(ids);
  const held = await hold(box, queue, (messages) => {
    for (const { id } of messages) left.delete(id);
    return left.size > 0;
  });
  const { meant = [], others = [] } = Object.groupBy(held, ({ id }) => (ids.has(id) ? 'meant' : 'others'));
  try {
    return await box.delete(
      queue.url,
      meant.map(({ receiptHandle }) => receiptHandle),
    );
  } finally {
    await giveBack(box, queue, others);
  }
}

/** Receives messages, which stay hidden, until there are none, there are enough, or `wantsMore` does not. */
async function hold(
  box: DeadLetters,
  queue: DeadLetterQueue,
  wantsMore: (messages: readonly ReceivedMessage[]) => boolean,
): Promise<readonly ReceivedMessage[]> {
  // A standard queue may deliver one twice; only the latest receipt counts.
  const held = new Map<string, ReceivedMessage>();
  while (held.size < mostLooked) {
    const messages = await box.receive(queue.url);
    for (const message of messages) held.set(message.id, message);
    if (messages.length === 0 || !wantsMore(messages)) break;
  }
  return [...held.values()];
}

/** Whoever may not, or is stopped, leaves them hidden for a minute: that is no harm. */
async function giveBack(box: DeadLetters, queue: DeadLetterQueue, held: readonly ReceivedMessage[]): Promise<void> {
  try {
    await box.giveBack(
      queue.url,
      held.map(({ receiptHandle }) => receiptHandle),
    );
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
  }
}
