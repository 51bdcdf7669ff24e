/**
 * Commands of the AWS CLI, one after another, as somebody would type them. A name that begins with `$` stands for what
 * an earlier command was answered.
 */
import { memberAt } from '../member-at.ts';
import { type AwsCli, type CliAnswer, called } from './aws-cli.ts';

interface Step {
  /** What follows `aws`. Quotes hold words together; nothing else of a shell's is here. */
  readonly command: string;
  /** What later steps want of the answer: the name without its `$`, and the way to it, e.g. `UserPool.Id`. */
  readonly learn?: Known;
  /** First lets everything end that is under way: the reconciler has done its work. */
  readonly afterwards?: true;
  /** Older versions of the AWS CLI do not know the command. */
  readonly recent?: true;
}

/** In order, each under what it gives. */
export type Journey<Name extends string = string> = Readonly<Record<Name, Step>>;

export type Known = Readonly<Record<string, string>>;

export interface Traveller {
  readonly aws: AwsCli;
  readonly known: Known;
  /** Lets everything end that is under way. */
  settle(): Promise<void>;
  /** Sees every command, and what was answered. */
  readonly watch?: (name: string, words: readonly string[], answer: CliAnswer) => void;
}

/** @throws Error at the first command that is refused */
export async function play<Name extends string>(
  journey: Journey<Name>,
  { aws, known, settle, watch }: Traveller,
): Promise<Readonly<Record<Name, CliAnswer>>> {
  const answers: Partial<Record<Name, CliAnswer>> = {};
  const learned: Record<string, string> = { ...known };
  for (const [name, { command, learn = {}, afterwards, recent }] of stepsOf(journey)) {
    if (afterwards) await settle();
    const words = wordsOf(command, learned);
    const answer = await aws(words);
    watch?.(name, words, answer);
    answers[name] = answer;
    if (recent && answer.unknown) continue;
    if (answer.exitCode !== 0) throw new Error(`${called(words)} ended with ${answer.exitCode}: ${answer.stderr}`);
    for (const [variable, way] of Object.entries(learn)) learned[variable] = textAt(way, answer);
  }
  return answers as Record<Name, CliAnswer>;
}

/** The words of a command. A name that nobody knows stays as it is. */
export function wordsOf(command: string, known: Known = {}): readonly string[] {
  return (command.match(/"[^"]*"|'[^']*'|\S+/g) ?? [])
    .map((word) => word.replace(/^(["'])(.*)\1$/, '$2'))
    .map((word) => word.replace(/\$(\w+)/g, (name, variable) => known[variable] ?? name));
}

function stepsOf<Name extends string>(journey: Journey<Name>): readonly (readonly [Name, Step])[] {
  return Object.entries(journey) as [Name, Step][];
}

function textAt(way: string, answer: CliAnswer): string {
  const found = memberAt(way, answer.json());
  if (typeof found !== 'string') throw new Error(`no text was answered at ${way}`);
  return found;
}
