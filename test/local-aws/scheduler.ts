/**
 * EventBridge Scheduler, rate schedules only: a fixed input sent to a queue again and again. A new schedule fires at
 * once and then at its rate, as AWS's does without a start date.
 */
import type { AwsClock } from './clock.ts';
import type { Sqs } from './queue/sqs.ts';
import { AwsError } from './service.ts';

export interface Schedule {
  readonly name: string;
  readonly everyMilliseconds: number;
  readonly queueArn: string;
  /** Sent as it is, but for `<aws.scheduler.scheduled-time>`. */
  readonly input: string;
  /** For a FIFO queue. */
  readonly messageGroupId?: string;
  readonly enabled?: boolean;
  /** Its first time, milliseconds since the epoch. */
  readonly startAt?: number;
  /** Gets the input when it cannot be sent. */
  readonly deadLetterQueueArn?: string;
  /** Whether the schedule's role lets it send there, asked each time; it does when left out. */
  readonly maySend?: (queueArn: string) => boolean;
  readonly template?: ScheduleTemplate;
}

/** What its template says besides; nothing of it has an effect here, but it is shown. */
interface ScheduleTemplate {
  readonly description?: string;
  /** `rate(1 hour)`, as it was written. */
  readonly expression: string;
  readonly roleArn: string;
  readonly retries?: { readonly MaximumEventAgeInSeconds?: number; readonly MaximumRetryAttempts?: number };
}

export interface DeployedSchedule extends Schedule {
  readonly running: RunningSchedule;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

export interface RunningSchedule {
  /** While false its times pass and nothing is sent. */
  enabled: boolean;
  delete(): void;
}

export class Scheduler {
  readonly #clock: AwsClock;
  readonly #sqs: Sqs;
  readonly #schedules = new Map<string, DeployedSchedule>();

  constructor({ clock, sqs }: { clock: AwsClock; sqs: Sqs }) {
    this.#clock = clock;
    this.#sqs = sqs;
  }

  /** Throws for a queue that is not there and for a context attribute that is not known here. */
  schedule(schedule: Schedule): RunningSchedule {
    const { queueArn, everyMilliseconds, name } = schedule;
    if (everyMilliseconds < 60_000 || everyMilliseconds % 60_000 !== 0) {
      throw new AwsError('ValidationException', 'A rate is one or more whole minutes.');
    }
    if (this.#sqs.queueByArn(queueArn) === undefined)
      throw new AwsError('ValidationException', `No queue ${queueArn}.`);
    render(schedule.input, 0);
    const running = {
      enabled: schedule.enabled ?? true,
      delete: (): void => {
        cancel();
        if (this.#schedules.get(name)?.running === running) this.#schedules.delete(name);
      },
    };
    let cancel = (): void => {};
    const plan = (time: number): void => {
      const fire = (): void => {
        if (running.enabled) this.#send(schedule, time);
        plan(time + everyMilliseconds);
      };
      cancel = this.#clock.at(time, fire, { background: true, what: `schedule ${name}` });
    };
    plan(schedule.startAt ?? this.#clock.now());
    this.#schedules.set(name, { ...schedule, running, createdAt: this.#clock.now() });
    return running;
  }

  /** Undefined: there is none of this name. */
  deployed(name: string): DeployedSchedule | undefined {
    return this.#schedules.get(name);
  }

  #send(schedule: Schedule, time: number): void {
    const { queueArn, input, messageGroupId, deadLetterQueueArn, maySend = () => true } = schedule;
    const draft = { body: render(input, time), senderId: 'scheduler.amazonaws.com' };
    if (maySend(queueArn)) {
      const group = messageGroupId === undefined ? {} : { groupId: messageGroupId };
      this.#sqs.queueByArn(queueArn)?.send({ ...draft, ...group });
      return;
    }
    // No retries for hours: what fails here fails for good.
    if (deadLetterQueueArn !== undefined && maySend(deadLetterQueueArn)) {
      this.#sqs.queueByArn(deadLetterQueueArn)?.send(draft);
    }
  }
}

function render(input: string, time: number): string {
  return input.replace(/<aws\.scheduler\.([a-z-]+)>/g, (_, attribute: string) => {
    if (attribute !== 'scheduled-time') throw new AwsError('ValidationException', `${attribute} is not known here.`);
    return `${new Date(time).toISOString().slice(0, 19)}Z`;
  });
}
