/** A rule of the event bus: its pattern, its targets, and both of them compiled. */
import type { AwsClock } from './clock.ts';
import { compileEventPattern, type EventPattern } from './event-pattern.ts';
import { compileInputTransformer, type InputTransformer } from './input-transformer.ts';
import { AwsError, type Json, type Site } from './service.ts';
import type { Switches } from './switches.ts';

export interface RuleTarget extends Partial<InputTransformer> {
  readonly queueArn: string;
  /** For a FIFO queue. */
  readonly messageGroupId?: string;
  /** Gets the event as it was when it cannot be delivered. */
  readonly deadLetterQueueArn?: string;
}

export interface Rule {
  readonly name: string;
  readonly pattern: Json;
  readonly targets: readonly RuleTarget[];
  /** Whether the queue's policy lets this rule send there; every queue does when left out. */
  readonly maySend?: (queueArn: string) => boolean;
}

export interface CompiledTarget {
  readonly target: RuleTarget;
  /** The text to deliver; undefined when there is none. */
  readonly render: (event: Json) => string | undefined;
}

export interface CompiledRule {
  readonly name: string;
  readonly matches: EventPattern;
  readonly targets: readonly CompiledTarget[];
  readonly maySend: (queueArn: string) => boolean;
}

/** What rendering a target's message takes; the switches are read at each. */
interface Surroundings {
  readonly site: Site;
  readonly switches: Switches;
  readonly clock: AwsClock;
}

/** Throws for a pattern or a template that would not be fully understood. */
export function compileRule(rule: Rule, surroundings: Surroundings): CompiledRule {
  const { name, pattern, targets, maySend = () => true } = rule;
  return {
    name,
    maySend,
    matches: compileEventPattern(pattern),
    targets: targets.map((target) => ({ target, render: rendererOf(name, target, surroundings) })),
  };
}

function rendererOf(ruleName: string, target: RuleTarget, surroundings: Surroundings): CompiledTarget['render'] {
  const { inputPaths, inputTemplate } = target;
  if (inputTemplate === undefined) {
    if (inputPaths !== undefined) throw new AwsError('ValidationException', 'inputPaths without an inputTemplate');
    return (event) => JSON.stringify(event);
  }
  const { site, clock, switches } = surroundings;
  const transform = compileInputTransformer({ inputTemplate, ...(inputPaths && { inputPaths }) });
  const ruleArn = `arn:${site.partition}:events:${site.region}:${site.account}:rule/${ruleName}`;
  return (event) =>
    transform(event, { ruleArn, ruleName, ingestionTime: timeText(clock.now()) }, switches.missingInputPath);
}

/** `2026-11-20T10:00:00Z`. */
export function timeText(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
