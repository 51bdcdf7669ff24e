/** A rule of the event bus: its pattern, its targets, and both of them compiled. */
import type { AwsClock } from './clock.ts';
import { compileEventPattern, type EventPattern } from './event-pattern.ts';
import { compileInputTransformer, type InputTransformer } from './input-transformer.ts';
import { AwsError, type Json, type Site } from './service.ts';
import type { Switches } from './switches.ts';

export interface RuleTarget extends Partial<InputTransformer> {
  /** Its name within the rule; made up when left out. */
  readonly id?: string;
  readonly queueArn: string;
  /** For a FIFO queue. */
  readonly messageGroupId?: string;
  /** Gets the event as it was when it cannot be delivered. */
  readonly deadLetterQueueArn?: string;
}

export interface Rule {
  readonly name: string;
  readonly description?: string;
  readonly pattern: Json;
  readonly targets: readonly RuleTarget[];
  /** A rule that is made disabled matches nothing until it is enabled. */
  readonly enabled?: boolean;
  /** Whether the queue's policy lets this rule send there; every queue does when left out. */
  readonly maySend?: (queueArn: string) => boolean;
}

export interface CompiledTarget {
  readonly id: string;
  readonly target: RuleTarget;
  /** The text to deliver; undefined when there is none. */
  readonly render: (event: Json) => string | undefined;
}

export interface CompiledRule {
  readonly name: string;
  readonly arn: string;
  readonly description: string | undefined;
  /** As it was given. */
  readonly pattern: Json;
  /** While false it matches nothing. */
  enabled: boolean;
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
  const { name, description, pattern, targets, enabled = true, maySend = () => true } = rule;
  const { partition, region, account } = surroundings.site;
  const arn = `arn:${partition}:events:${region}:${account}:rule/${name}`;
  return {
    name,
    arn,
    description,
    pattern,
    enabled,
    maySend,
    matches: compileEventPattern(pattern),
    targets: targets.map((target, index) => ({
      id: target.id ?? `target-${index}`,
      target,
      render: rendererOf({ ruleArn: arn, ruleName: name }, target, surroundings),
    })),
  };
}

function rendererOf(
  named: { readonly ruleArn: string; readonly ruleName: string },
  target: RuleTarget,
  { clock, switches }: Surroundings,
): CompiledTarget['render'] {
  const { inputPaths, inputTemplate } = target;
  if (inputTemplate === undefined) {
    if (inputPaths !== undefined) throw new AwsError('ValidationException', 'inputPaths without an inputTemplate');
    return (event) => JSON.stringify(event);
  }
  const transform = compileInputTransformer({ inputTemplate, ...(inputPaths && { inputPaths }) });
  return (event) => transform(event, { ...named, ingestionTime: timeText(clock.now()) }, switches.missingInputPath);
}

/** `2026-11-20T10:00:00Z`. */
export function timeText(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
