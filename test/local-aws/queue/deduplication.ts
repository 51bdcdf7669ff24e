/** What a FIFO queue remembers for five minutes, so that the same message sent again is accepted and not delivered. */
import { createHash } from 'node:crypto';
import type { QueueAttributes } from './attributes.ts';
import type { Draft, Message } from './message.ts';

const fiveMinutes = 300_000;

/** The id that a draft is known by: its own, or its body's hash where the queue says so; none in a standard queue. */
export function deduplicationIdOf(draft: Draft, attributes: QueueAttributes): string | undefined {
  if (!attributes.fifo) return undefined;
  return draft.deduplicationId ?? createHash('sha256').update(draft.body).digest('hex');
}

export class Deduplication {
  readonly #known = new Map<string, Message>();

  /** The message that this id stood for within the last five minutes, even if it is deleted by now. */
  find(id: string, now: number): Message | undefined {
    const message = this.#known.get(id);
    return message !== undefined && now - message.sentAt < fiveMinutes ? message : undefined;
  }

  remember(id: string, message: Message): void {
    this.#known.set(id, message);
  }
}
