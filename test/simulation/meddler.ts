/** Makes the weather of a story: faults by call, latency, the fates of events, denied keys, silences. */

import type { CallUnderWay, Fault } from '../local-aws/faults.ts';
import type { LocalAws } from '../local-aws/local-aws.ts';
import type { RunningSchedule } from '../local-aws/scheduler.ts';
import { AwsError } from '../local-aws/service.ts';
import { Chance } from './chance.ts';
import type { Chronicle } from './chronicle.ts';
import type { FaultName, Story } from './story.ts';

/** What each fault is, and on which side of the call's effect. */
const faults: Readonly<
  Record<FaultName, { readonly side: 'before' | 'after'; readonly make: (call: CallUnderWay) => Fault }>
> = {
  throttled: {
    side: 'before',
    make: ({ service }) => refusal(service === 'cognito-idp' ? 'TooManyRequestsException' : 'ThrottlingException'),
  },
  broken: {
    side: 'before',
    make: () => ({ kind: 'error', error: new AwsError('InternalServerError', 'broken', 500) }),
  },
  busy: { side: 'before', make: () => refusal('TooManyUpdates') },
  refused: { side: 'before', make: () => refusal('AccessDeniedException') },
  slow: { side: 'after', make: () => ({ kind: 'delay', milliseconds: 90_000 }) },
  'time-out before': { side: 'before', make: () => ({ kind: 'time-out', milliseconds: 3000 }) },
  'time-out after': { side: 'after', make: () => ({ kind: 'time-out', milliseconds: 3000 }) },
  'crash before': { side: 'before', make: () => ({ kind: 'crash' }) },
  'crash after': { side: 'after', make: () => ({ kind: 'crash' }) },
};

function refusal(code: string): Fault {
  return { kind: 'error', error: new AwsError(code, 'as the weather has it') };
}

export class Meddler {
  /** How often each fault struck. */
  readonly struck = new Map<string, number>();
  readonly #aws: LocalAws;
  readonly #story: Story;
  readonly #chronicle: Chronicle;
  readonly #latency: Chance;
  readonly #calls = new Map<string, number>();
  readonly #endings: (() => void)[] = [];
  #deliveries = 0;

  constructor(aws: LocalAws, story: Story, chronicle: Chronicle) {
    this.#aws = aws;
    this.#story = story;
    this.#chronicle = chronicle;
    this.#latency = new Chance(story.seed, 'latency');
  }

  begin(schedules: readonly RunningSchedule[]): void {
    const { weather } = this.#story;
    const { clock, parameterStore, cloudTrail, dispatcher, eventBus } = this.#aws;
    const start = clock.now();
    const during = (from: number, to: number, begin: () => void, end: () => void): void => {
      clock.at(start + from, begin, { background: true });
      clock.at(start + to, end, { background: true });
      this.#endings.push(end);
    };
    for (const { keyId, from, to } of weather.denials) {
      during(
        from,
        to,
        () => parameterStore.denyKey(keyId),
        () => parameterStore.allowKey(keyId),
      );
    }
    for (const { what, from, to } of weather.silences) {
      const say = (speaks: boolean) => (): void => {
        if (what === 'trail') cloudTrail.logging = speaks;
        else for (const schedule of schedules) schedule.enabled = speaks;
      };
      during(from, to, say(false), say(true));
    }
    eventBus.fate = () => this.#fate();
    this.#endings.push(() => {
      eventBus.fate = () => [0];
    });
    this.#endings.push(
      dispatcher.interfere({ before: (call) => this.#delay(call), after: (call) => this.#delay(call) }),
      dispatcher.interfere({
        before: (call) => this.#strike('before', call),
        after: (call) => this.#strike('after', call),
      }),
    );
  }

  /** Faults stop. */
  end(): void {
    for (const end of this.#endings.splice(0)) end();
  }

  #fate(): readonly number[] {
    this.#deliveries += 1;
    const delays = this.#story.weather.fates.find(({ nth }) => nth === this.#deliveries)?.delays;
    if (delays === undefined) return [0];
    this.#count(delays.length === 0 ? 'event lost' : delays.length > 1 ? 'event duplicated' : 'event late');
    return delays;
  }

  #delay({ caller }: CallUnderWay): Fault | undefined {
    const { least, most } = this.#story.weather.latency;
    if (most === 0 || this.#chronicle.deploymentOf(caller.arn) === undefined) return undefined;
    return { kind: 'delay', milliseconds: this.#latency.whole(least, most) };
  }

  #strike(side: 'before' | 'after', call: CallUnderWay): Fault | undefined {
    if (this.#chronicle.deploymentOf(call.caller.arn) === undefined) return undefined;
    const counts = ['', call.operation].map((key) => `${side} ${key}`);
    for (const key of counts) this.#calls.set(key, (this.#calls.get(key) ?? 0) + 1);
    const trouble = this.#story.weather.troubles.find(({ operation = '', nth, count, fault }) => {
      const made = this.#calls.get(`${side} ${operation}`) ?? 0;
      const isMeant = operation === '' || operation === call.operation;
      return isMeant && faults[fault].side === side && made >= nth && made < nth + count;
    });
    if (trouble === undefined) return undefined;
    this.#count(trouble.fault);
    if (trouble.fault === 'time-out after') this.#chronicle.unanswered.add(call.requestId);
    this.#chronicle.note(`${call.operation}: ${trouble.fault}`);
    return faults[trouble.fault].make(call);
  }

  #count(what: string): void {
    this.struck.set(what, (this.struck.get(what) ?? 0) + 1);
  }
}
