import { DeadLetters, type Move } from '../../aws/dead-letters.ts';
import type { DeadLetterQueue } from '../dead-letter-queue.ts';
import type { Session } from '../session.ts';

/** What became of a move; `left`: it goes on, and the person does not wait for it. */
export interface Moved {
  readonly state: 'done' | 'left' | 'failed' | 'unseen';
  readonly moved: number;
  /** AWS's word for it. */
  readonly failure?: string;
}

/** How long between two looks, in milliseconds. */
const interval = 1000;
/** Looks at which AWS may not know of a move that has begun. */
const mostUnseen = 30;

/** Sends a queue's messages back to where they came from, and follows that; where a move is under way already, that one. */
export async function moveBack(
  session: Session,
  { name }: DeadLetterQueue,
  arn: string,
  source: string,
): Promise<Moved> {
  const { sqs } = session.parts.clients;
  const box = new DeadLetters(sqs, session.caller);
  const before = await box.newestMove(arn);
  const destination = `${arn.slice(0, arn.lastIndexOf(':') + 1)}${source}`;
  // Stopped in the middle of it, nobody could tell whether it began.
  const isOurs = await new DeadLetters(sqs, session.uninterrupted.caller).startMove(arn, destination);
  if (!isOurs) session.terminal.say(`A move of ${name} is under way already; this follows that one.`);
  const isOld = ({ startedAt }: Move): boolean => isOurs && startedAt === before?.startedAt;
  return follow(session, async () => {
    const newest = await box.newestMove(arn);
    return newest && !isOld(newest) ? newest : undefined;
  });
}

async function follow({ parts, terminal }: Session, look: () => Promise<Move | undefined>): Promise<Moved> {
  let seen: Move | undefined;
  try {
    for (let unseen = 0; unseen < mostUnseen; unseen += seen ? 0 : 1) {
      seen = await look();
      if (seen && seen.status !== 'RUNNING') return endOf(seen);
      terminal.status(`moved ${seen?.moved ?? 0} of ${seen?.toMove ?? '…'} messages`);
      await parts.clock.sleep(interval, parts.signal);
    }
    return { state: 'unseen', moved: 0 };
  } catch (error) {
    if (parts.signal.aborted) return { state: 'left', moved: seen?.moved ?? 0 };
    throw error;
  } finally {
    terminal.status(undefined);
  }
}

function endOf({ status, moved, failure = status }: Move): Moved {
  if (status === 'COMPLETED') return { state: 'done', moved };
  return { state: 'failed', moved, failure: /^[\w.]{1,80}$/.test(failure) ? failure : 'an unknown reason' };
}
