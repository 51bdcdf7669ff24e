/** A scenario played on one side: what every step was answered, normalised. */
import { memberAt } from '../member-at.ts';
import { type Json, Normaliser } from './normaliser.ts';
import { type Clients, send } from './operations.ts';
import type { Scenario, Step } from './scenario.ts';

interface Answer {
  /** `answered`, or AWS's error code and HTTP status. Messages are not compared: AWS promises none. */
  readonly outcome: string;
  readonly body: Json;
}

/** By name of step. */
export type Transcript = ReadonlyMap<string, Answer>;

/** More pages than any scenario makes: whoever gives more tokens gives them for ever. */
const maximumPages = 20;

export async function transcribe(scenario: Scenario, side: Clients): Promise<Transcript> {
  const transcript = new Map<string, Answer>();
  const answers: Record<string, unknown> = {};
  const normaliser = new Normaliser();
  for (const step of scenario.steps) {
    const [name] = step;
    if (transcript.has(name)) throw new Error(`${scenario.subject} has two steps named ${name}`);
    const input = resolve(step[2], answers) as object;
    normaliser.learn(input);
    try {
      const answer = step[3] === 'every page' ? await everyPage(side, step, input) : await call(side, step, input);
      answers[name] = answer;
      transcript.set(name, { outcome: 'answered', body: normaliser.normalise(answer) });
    } catch (error) {
      transcript.set(name, { outcome: refusal(error), body: {} });
    }
  }
  return transcript;
}

async function call(side: Clients, [, operation]: Step, input: object): Promise<object> {
  const { $metadata: _, ...answer } = await send(side, operation, input);
  return answer;
}

async function everyPage(side: Clients, step: Step, input: object): Promise<object> {
  const pages: { readonly list: string; readonly members: readonly unknown[] }[] = [];
  let tokens: object = {};
  do {
    const answer = await call(side, step, { ...input, ...tokens });
    const entries = Object.entries(answer);
    const [list = '', members] = entries.find(([, content]) => Array.isArray(content)) ?? [];
    pages.push({ list, members: Array.isArray(members) ? members : [] });
    tokens = Object.fromEntries(entries.filter(([name, content]) => /Token$/.test(name) && content));
  } while (Object.keys(tokens).length > 0 && pages.length < maximumPages);
  return {
    PageSizes: pages.map(({ members }) => members.length),
    [pages[0]?.list ?? '']: pages.flatMap(({ members }) => members),
  };
}

/** The input with `$step.Member` replaced by what that step was answered. */
function resolve(value: unknown, answers: Readonly<Record<string, unknown>>): unknown {
  if (typeof value === 'string') return value.startsWith('$') ? memberAt(value.slice(1), answers) : value;
  if (Array.isArray(value)) return value.map((element) => resolve(element, answers));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, content]) => [name, resolve(content, answers)]));
}

/** What no AWS would answer has no code: moto's pages for people, say. */
function refusal(error: unknown): string {
  if (!(error instanceof Error)) throw error;
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
  if ($metadata === undefined) throw error;
  const isCode = !['SyntaxError', 'Error', 'TypeError'].includes(error.name);
  return `${isCode ? error.name : 'no AWS error'} (${$metadata.httpStatusCode})`;
}
