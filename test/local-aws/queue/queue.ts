/**
 * One queue: standard or FIFO. Messages become visible by the clock; what is received stays hidden until it is deleted,
 * until its time runs out or until it is made visible; after too many receives it moves to the dead-letter queue, at
 * the moment of the next receive, as in SQS.
 */
import { AwsError } from '../service.ts';
import type { QueueAttributes } from './attributes.ts';
import { Deduplication, deduplicationIdOf } from './deduplication.ts';
import { checkDraft } from './draft-check.ts';
import { type Draft, inFlight, type Message } from './message.ts';
import { checkChange, invalidHandle } from './receipt-check.ts';
import { receivable } from './receivable.ts';
import { WakeUps } from './wake-ups.ts';
import type { QueueIdentity, QueueWorld } from './world.ts';

const minute = 60_000;

export class Queue implements QueueIdentity {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly attributes: QueueAttributes;
  readonly createdAt: number;
  readonly #world: QueueWorld;
  readonly #deduplication = new Deduplication();
  readonly #wakeUps: WakeUps;
  #messages: readonly Message[] = [];
  #purgedAt = Number.NEGATIVE_INFINITY;

  constructor({ name, arn, url }: QueueIdentity, attributes: QueueAttributes, world: QueueWorld) {
    this.name = name;
    this.arn = arn;
    this.url = url;
    this.attributes = attributes;
    this.#world = world;
    this.#wakeUps = new WakeUps(world.clock, name);
    this.createdAt = world.clock.now();
  }

  /** What lies in it, in the order it came, visible or not. */
  get messages(): readonly Message[] {
    const oldest = this.now() - this.attributes.retentionSeconds * 1000;
    if (this.#messages.some(({ sentAt }) => sentAt < oldest)) {
      this.#remove((message) => message.sentAt < oldest);
    }
    return this.#messages;
  }

  now(): number {
    return this.#world.clock.now();
  }

  /** What a receive could take now. */
  get receivable(): readonly Message[] {
    return receivable(this.messages, this.attributes.fifo, this.now());
  }

  /** Calls `consumer` whenever something may have become receivable, also for what lies here now. */
  onReceivable(consumer: () => void): () => void {
    return this.#wakeUps.add(consumer, this.messages);
  }

  /** A FIFO queue takes a draft that it knows from the last five minutes, and delivers nothing new. */
  send(draft: Draft): Message {
    checkDraft(draft, this.attributes);
    const now = this.now();
    const deduplicationId = deduplicationIdOf(draft, this.attributes);
    const known = deduplicationId !== undefined && this.#deduplication.find(deduplicationId, now);
    if (known) return known;
    const message: Message = {
      ...draft,
      ...(deduplicationId !== undefined && { deduplicationId }),
      id: this.#world.nextMessageId(),
      sequence: this.#world.nextSequence(),
      sentAt: now,
      visibleAt: now + 1000 * (draft.delaySeconds ?? this.attributes.delaySeconds),
      receives: 0,
    };
    if (deduplicationId !== undefined) this.#deduplication.remember(deduplicationId, message);
    this.#accept(message);
    return message;
  }

  /** Takes up to `most` messages and hides them; a FIFO group gives nothing from its first hidden message on. */
  receive(most: number, visibilityTimeoutSeconds: number = this.attributes.visibilityTimeoutSeconds): Message[] {
    const now = this.now();
    const taken: Message[] = [];
    for (const message of this.receivable) {
      if (taken.length === most) break;
      if (this.#redrive(message)) continue;
      this.#hide(message, now, visibilityTimeoutSeconds);
      taken.push(message);
    }
    return taken;
  }

  /** An older receipt handle is accepted and deletes nothing; on a FIFO queue a run-out one is refused. */
  delete(receiptHandle: string): void {
    const message = this.#find(receiptHandle);
    if (message === undefined) return;
    if (this.attributes.fifo && !inFlight(message, this.now())) {
      throw invalidHandle(receiptHandle, 'The receipt handle has expired.');
    }
    this.#remove((other) => other === message);
    // The next message of its group may have waited for just this.
    this.#wakeUps.announce();
  }

  /** Counts from now; 0 makes it visible at once. Never beyond twelve hours from its receive. */
  changeVisibility(receiptHandle: string, seconds: number): void {
    const message = this.#find(receiptHandle);
    checkChange(message, receiptHandle, seconds, this.now());
    message.visibleAt = this.now() + seconds * 1000;
    this.#wakeUps.plan(message);
  }

  /** Takes messages of an earlier life, under ids of this one. Who had received them is gone: they can be received again. */
  restore(messages: readonly Message[]): void {
    for (const message of messages) {
      const visibleAt = message.receiptHandle === undefined ? message.visibleAt : this.now();
      const { receiptHandle, ...kept } = message;
      const sequence = this.#world.nextSequence();
      this.#accept({ ...kept, visibleAt, id: this.#world.nextMessageId(), sequence });
    }
  }

  /** What a dead-letter queue gives back is a new message, but for what its sender said. It is meant: never a duplicate. */
  takeBack(message: Message): void {
    const { receiptHandle, firstReceivedAt, receivedAt, deadLetterSourceArn, ...kept } = message;
    const now = this.now();
    const identity = { id: this.#world.nextMessageId(), sequence: this.#world.nextSequence() };
    this.#accept({ ...kept, ...identity, sentAt: now, visibleAt: now, receives: 0 });
  }

  /** It is not here any more, whoever may hold it. */
  release(message: Message): void {
    this.#remove((other) => other === message);
  }

  /** At most once a minute. */
  purge(): void {
    const now = this.now();
    if (now - this.#purgedAt < minute) {
      const reason = `Only one PurgeQueue operation on ${this.name} is allowed every 60 seconds.`;
      throw new AwsError('PurgeQueueInProgress', reason, 403);
    }
    this.#purgedAt = now;
    this.#remove(() => true);
  }

  #accept(message: Message): void {
    this.#messages = [...this.#messages, message];
    this.#wakeUps.plan(message);
  }

  #hide(message: Message, now: number, visibilityTimeoutSeconds: number): void {
    message.receives += 1;
    message.firstReceivedAt ??= now;
    message.receivedAt = now;
    message.receiptHandle = this.#world.nextReceiptHandle(this.name);
    message.visibleAt = now + visibilityTimeoutSeconds * 1000;
    this.#wakeUps.plan(message);
  }

  /** True: received too often, and now in the dead-letter queue. It keeps its id and, but for FIFO, its age. */
  #redrive(message: Message): boolean {
    const { redrive, fifo } = this.attributes;
    if (redrive === undefined || message.receives < redrive.maxReceiveCount) return false;
    const target = this.#world.queueByArn(redrive.deadLetterTargetArn);
    if (target === undefined) return false;
    this.#remove((other) => other === message);
    const { receiptHandle, firstReceivedAt, receivedAt, ...kept } = message;
    const now = this.now();
    target.#accept({
      ...kept,
      deadLetterSourceArn: this.arn,
      sentAt: fifo ? now : message.sentAt,
      visibleAt: now,
      receives: 0,
    });
    return true;
  }

  #find(receiptHandle: string): Message | undefined {
    if (!receiptHandle.startsWith(`${this.name}/`)) {
      throw new AwsError('ReceiptHandleIsInvalid', `The input receipt handle "${receiptHandle}" is not valid.`, 404);
    }
    return this.messages.find((message) => message.receiptHandle === receiptHandle);
  }

  #remove(which: (message: Message) => boolean): void {
    for (const message of this.#messages.filter(which)) this.#wakeUps.forget(message);
    this.#messages = this.#messages.filter((message) => !which(message));
  }
}
