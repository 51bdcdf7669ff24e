/**
 * The default event bus: rules with patterns, whose targets are queues. A delivery's fate (how often, how late) is
 * decided by a hook, for EventBridge promises no more than at least once, and CloudTrail not even that.
 */
import type { AwsClock } from './clock.ts';
import type { CloudWatch } from './cloud-watch.ts';
import type { EventSink } from './collaborators.ts';
import type { Delivery, DeliveryRecord, Fate } from './delivery.ts';
import { type CompiledRule, type CompiledTarget, compileRule, type Rule, timeText } from './event-rule.ts';
import { Ledger } from './ledger.ts';
import { putEvents } from './put-events.ts';
import type { Draft } from './queue/message.ts';
import type { Sqs } from './queue/sqs.ts';
import { ruleOperations } from './rule-operations.ts';
import { AwsError, type Json, type Operation, type Service, type Site } from './service.ts';
import type { Switches } from './switches.ts';
import { uuidSource } from './uuid.ts';

export interface EventBusOptions {
  readonly site: Site;
  readonly switches: Switches;
  readonly clock: AwsClock;
  readonly sqs: Sqs;
  readonly cloudWatch: CloudWatch;
  /** How many deliveries are remembered; all when left out. */
  readonly remember?: number | undefined;
}

const prompt: Fate = [0];

export class EventBus implements EventSink, Service {
  readonly target = 'AWSEvents';
  readonly name = 'events';
  readonly operations: Readonly<Record<string, Operation>>;
  /** Decides what becomes of each delivery; tests replace it. */
  fate: (delivery: Delivery) => Fate = () => prompt;
  readonly ledger: Ledger<DeliveryRecord>;
  readonly #options: EventBusOptions;
  readonly #rules = new Map<string, CompiledRule>();
  readonly #nextEventId = uuidSource(6);

  constructor(options: EventBusOptions) {
    this.#options = options;
    this.ledger = new Ledger(options.remember);
    this.operations = {
      PutEvents: (input) => putEvents(input, (event) => this.publish(event)),
      ...ruleOperations(options.site, this.#rules),
    };
  }

  /** Every copy that arrived, was lost or could not be delivered. */
  get deliveries(): readonly DeliveryRecord[] {
    return this.ledger.entries;
  }

  /** Makes or replaces a rule; throws for a pattern or a template that would not be fully understood. */
  putRule(rule: Rule): void {
    this.#rules.set(rule.name, compileRule(rule, this.#options));
  }

  /** Makes an event and puts it on the bus; gives its id. For services: `source` may begin with `aws.`. */
  publish({ source, detailType, detail, resources = [] }: Parameters<EventSink['publish']>[0]): string {
    const { site, clock } = this.#options;
    const id = this.#nextEventId();
    this.accept({
      version: '0',
      id,
      'detail-type': detailType,
      source,
      account: site.account,
      time: timeText(clock.now()),
      region: site.region,
      resources: [...resources],
      detail,
    });
    return id;
  }

  /** Puts a whole event on the bus as it is. */
  accept(event: Json): void {
    for (const rule of this.#rules.values()) {
      if (!rule.enabled || !rule.matches(event)) continue;
      this.#count(rule, 'MatchedEvents');
      for (const target of rule.targets) this.#send(rule, target, event);
    }
  }

  /** As AWS does: a metric that has nothing to count has no data at all. */
  #count({ name }: CompiledRule, metric: 'MatchedEvents' | 'Invocations' | 'FailedInvocations'): void {
    this.#options.cloudWatch.measure('AWS/Events', metric, { RuleName: name }, 1);
  }

  #send(compiledRule: CompiledRule, compiled: CompiledTarget, event: Json): void {
    const { name: rule } = compiledRule;
    const { clock } = this.#options;
    const { queueArn } = compiled.target;
    const fate = this.fate({ rule, queueArn, event });
    if (fate.length === 0) this.#record(rule, queueArn, event, 'lost');
    for (const delay of fate) {
      const deliver = (): void => {
        const outcome = this.#deliver(compiled, event, compiledRule);
        this.#count(compiledRule, 'Invocations');
        if (outcome === 'failed') this.#count(compiledRule, 'FailedInvocations');
        this.#record(rule, queueArn, event, outcome);
      };
      if (delay === 0) deliver();
      else clock.at(clock.now() + delay, deliver, { what: `an event for rule ${rule}` });
    }
  }

  #deliver(
    { target, render }: CompiledTarget,
    event: Json,
    { arn: ruleArn, maySend }: CompiledRule,
  ): DeliveryRecord['outcome'] {
    const { queueArn, deadLetterQueueArn, messageGroupId } = target;
    const body = render(event);
    if (body !== undefined && maySend(queueArn) && this.#enqueue(queueArn, body, messageGroupId)) return 'delivered';
    // No retry for 24 hours: what fails here fails for good.
    if (deadLetterQueueArn !== undefined && maySend(deadLetterQueueArn)) {
      const code = maySend(queueArn) ? 'ERROR_FROM_TARGET' : 'NO_PERMISSIONS';
      const attributes = textAttributes({ RULE_ARN: ruleArn, TARGET_ARN: queueArn, ERROR_CODE: code });
      this.#enqueue(deadLetterQueueArn, JSON.stringify(event), undefined, attributes);
    }
    return 'failed';
  }

  #enqueue(queueArn: string, body: string, groupId?: string, attributes?: Draft['attributes']): boolean {
    const queue = this.#options.sqs.queueByArn(queueArn);
    if (queue === undefined) return false;
    try {
      queue.send({
        body,
        senderId: 'events.amazonaws.com',
        ...(groupId !== undefined && { groupId }),
        ...(attributes && { attributes }),
      });
      return true;
    } catch (error) {
      if (error instanceof AwsError) return false;
      throw error;
    }
  }

  #record(rule: string, queueArn: string, event: Json, outcome: DeliveryRecord['outcome']): void {
    this.ledger.add({ at: this.#options.clock.now(), rule, queueArn, eventId: String(event.id), outcome });
  }
}

/** As EventBridge tells a dead-letter queue why. */
function textAttributes(texts: Readonly<Record<string, string>>): Draft['attributes'] {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, { DataType: 'String', StringValue: text }]),
  );
}
