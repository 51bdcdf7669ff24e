/**
 * EventBridge's input transformer: values of an event put into a template.
 *
 * A placeholder outside of quotation marks becomes the value's JSON; inside of them its plain text, which EventBridge
 * does not escape. The result must be JSON and is passed on without blanks. A path that the event does not have gives
 * no variable (user guide: it "isn't created and won't appear in the output"): inside of quotation marks nothing stands
 * in its place. Outside of them AWS does not say; taken at its word the result is no JSON and nothing can be delivered,
 * which is the default here, while recordings by LocalStack show an empty text.
 */
import { AwsError, type Json } from './service.ts';
import type { Switches } from './switches.ts';

export interface InputTransformer {
  /** Variable names and `$.a.b` paths; at most 100. */
  readonly inputPaths?: Readonly<Record<string, string>>;
  readonly inputTemplate: string;
}

/** The variables that EventBridge defines by itself. */
interface RuleContext {
  readonly ruleArn: string;
  readonly ruleName: string;
  /** ISO 8601. */
  readonly ingestionTime: string;
}

type Transform = (event: Json, context: RuleContext, missing: Switches['missingInputPath']) => string | undefined;

const placeholder = /<([A-Za-z0-9_.-]+)>/g;

/**
 * Compiles a transformer; throws `ValidationException` for unknown placeholders and paths. The result is the text to
 * deliver, or undefined when there is none.
 */
export function compileInputTransformer({ inputPaths = {}, inputTemplate }: InputTransformer): Transform {
  if (Object.keys(inputPaths).length > 100) throw invalid('InputPathsMap holds more than 100 paths');
  if (inputTemplate.length < 1 || inputTemplate.length > 8192) throw invalid('InputTemplate: 1 to 8192 characters');
  const paths = Object.entries(inputPaths).map(([name, path]): [string, readonly string[]] => {
    if (!/^[A-Za-z0-9_-]+$/.test(name) || name.startsWith('AWS.')) throw invalid(`InputPathsMap has the key ${name}`);
    return [name, parsePath(path)];
  });
  for (const [, name = ''] of inputTemplate.matchAll(placeholder)) {
    if (!Object.hasOwn(inputPaths, name) && !predefined.includes(name)) {
      throw invalid(`InputTemplate contains invalid placeholder ${name}.`);
    }
  }
  return (event, context, missing) => {
    const variables = new Map<string, unknown>(paths.map(([name, steps]) => [name, valueAt(event, steps)]));
    for (const [name, value] of predefinedValues(event, context)) variables.set(name, value);
    return minified(fill(inputTemplate, variables, missing));
  };
}

const predefined: readonly string[] = [
  'aws.events.rule-arn',
  'aws.events.rule-name',
  'aws.events.event.ingestion-time',
  'aws.events.event',
  'aws.events.event.json',
];

function predefinedValues(event: Json, context: RuleContext): readonly (readonly [string, unknown])[] {
  const { detail, ...withoutDetail } = event;
  return [
    ['aws.events.rule-arn', context.ruleArn],
    ['aws.events.rule-name', context.ruleName],
    ['aws.events.event.ingestion-time', context.ingestionTime],
    ['aws.events.event', withoutDetail],
    ['aws.events.event.json', event],
  ];
}

function fill(
  template: string,
  variables: ReadonlyMap<string, unknown>,
  missing: Switches['missingInputPath'],
): string {
  return template.replace(placeholder, (_, name: string, offset: number) => {
    const value = variables.get(name);
    if (insideQuotes(template, offset)) return plain(value);
    if (value === undefined) return missing === 'empty-text' ? '""' : '';
    return JSON.stringify(value);
  });
}

/** Whether an odd number of quotation marks, escaped ones not counted, stands before the offset. */
function insideQuotes(template: string, offset: number): boolean {
  const marks = template.slice(0, offset).replace(/\\./gs, '').match(/"/g);
  return (marks?.length ?? 0) % 2 === 1;
}

/** Objects lose their quotation marks within a text. */
function plain(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value).replaceAll('"', '');
}

function minified(text: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Dot notation and array indices; wildcards are not known here. */
function parsePath(path: string): readonly string[] {
  if (!/^\$(?:\.[A-Za-z0-9_/-]+(?:\[\d+\])*)*$/.test(path)) throw invalid(`${path} is not a path that is known here`);
  return path.slice(1).match(/[A-Za-z0-9_/-]+/g) ?? [];
}

function valueAt(event: Json, steps: readonly string[]): unknown {
  let value: unknown = event;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.getOwnPropertyDescriptor(value, step)?.value;
  }
  return value;
}

function invalid(reason: string): AwsError {
  return new AwsError('ValidationException', reason);
}
