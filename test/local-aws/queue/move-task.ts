/**
 * Moving a dead-letter queue's messages back, or to another queue: a second's worth at a time, beginning a second from
 * now. AWS's own pace is nowhere promised; this one can be seen running and is soon over.
 */
import type { AwsClock } from '../clock.ts';
import type { Message } from './message.ts';
import type { Queue } from './queue.ts';

interface MoveTaskOptions {
  readonly clock: AwsClock;
  readonly source: Queue;
  /** Undefined: each message goes back to the queue that it came from. */
  readonly destination: Queue | undefined;
  /** No bound when left out. */
  readonly perSecond: number | undefined;
  readonly queueByArn: (arn: string) => Queue | undefined;
}

const second = 1000;

export class MoveTask {
  readonly source: Queue;
  readonly destination: Queue | undefined;
  readonly perSecond: number | undefined;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** What could be received when it began. What comes later is another task's. */
  readonly toMove: number;
  moved = 0;
  status: 'RUNNING' | 'COMPLETED' | 'FAILED' = 'RUNNING';
  failureReason: string | undefined;
  readonly #clock: AwsClock;
  readonly #queueByArn: MoveTaskOptions['queueByArn'];

  constructor({ clock, source, destination, perSecond, queueByArn }: MoveTaskOptions) {
    this.source = source;
    this.destination = destination;
    this.perSecond = perSecond;
    this.startedAt = clock.now();
    this.toMove = source.receivable.length;
    this.#clock = clock;
    this.#queueByArn = queueByArn;
    this.#plan();
  }

  #plan(): void {
    this.#clock.at(this.#clock.now() + second, () => this.#move(), { what: `a move out of ${this.source.name}` });
  }

  #move(): void {
    const most = Math.min(this.perSecond ?? this.toMove, this.toMove - this.moved);
    const taken = this.source.receivable.slice(0, most);
    for (const message of taken) {
      const destination = this.#destinationOf(message);
      if (destination === undefined) return;
      this.source.release(message);
      destination.takeBack(message);
      this.moved += 1;
    }
    if (taken.length === 0 || this.moved >= this.toMove) this.status = 'COMPLETED';
    else this.#plan();
  }

  /** Undefined: there is none, and the task has failed over it. */
  #destinationOf({ deadLetterSourceArn }: Message): Queue | undefined {
    if (this.destination) return this.destination;
    const queue = deadLetterSourceArn === undefined ? undefined : this.#queueByArn(deadLetterSourceArn);
    if (queue) return queue;
    this.status = 'FAILED';
    this.failureReason =
      deadLetterSourceArn === undefined ? 'CouldNotDetermineMessageSource' : 'AWS.SimpleQueueService.NonExistentQueue';
    return undefined;
  }
}
