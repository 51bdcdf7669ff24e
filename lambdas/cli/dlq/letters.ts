import { DeadLetters, type ReceivedMessage } from '../../aws/dead-letters.ts';
import { type Block, CallError, type Failure } from '../../core/findings.ts';
import type { DeadLetterQueue } from '../dead-letter-queue.ts';
import type { Session } from '../session.ts';
import { type Letter, readLetter } from './letter.ts';

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
  const { caller, uninterrupted, parts } = session;
  const box = new DeadLetters(parts.clients.sqs, caller);
  let opened: Opened = { queue, arn: undefined, messages: 0, letters: [], finding: undefined };
  const held: Held = new Map();
  try {
    const sight = await box.sight(queue.url);
    opened = { ...opened, ...sight };
    if (opened.messages > 0) await hold(box, queue, held, () => true);
  } catch (error) {
    parts.signal.throwIfAborted();
    if (!(error instanceof CallError)) throw error;
    opened = { ...opened, finding: error.finding };
  } finally {
    await giveBack(new DeadLetters(parts.clients.sqs, uninterrupted.caller), queue, [...held.values()]);
  }
  const letters = [...held.values()].map((message) => readLetter(queue.kind, message));
  return {
    ...opened,
    messages: Math.max(opened.messages, letters.length),
    letters: letters.toSorted((one, other) => one.sentAt - other.sentAt),
  };
}

/** Deletes just these messages. Answers how many; one that somebody else holds meanwhile stays. */
export async function discard(session: Session, queue: DeadLetterQueue, ids: ReadonlySet<string>): Promise<number> {
  const box = new DeadLetters(session.parts.clients.sqs, session.uninterrupted.caller);
  const held: Held = new Map();
  try {
    await hold(box, queue, held, () => [...ids].some((id) => !held.has(id)));
    const meant = [...held.values()].filter(({ id }) => ids.has(id));
    return await box.delete(
      queue.url,
      meant.map(({ receiptHandle }) => receiptHandle),
    );
  } finally {
    const others = [...held.values()].filter(({ id }) => !ids.has(id));
    await giveBack(box, queue, others);
  }
}

/** By their ids: a standard queue may deliver one twice, and only its latest receipt counts. */
type Held = Map<string, ReceivedMessage>;

/** Receives messages, which stay hidden, until there are no more, or enough. */
async function hold(box: DeadLetters, queue: DeadLetterQueue, held: Held, wantsMore: () => boolean): Promise<void> {
  while (held.size < mostLooked && wantsMore()) {
    const messages = await box.receive(queue.url);
    if (messages.length === 0) return;
    for (const message of messages) held.set(message.id, message);
  }
}

/** Whoever may not leaves them hidden for a minute: that is no harm. */
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
