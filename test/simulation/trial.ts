/** One seed: its story is played, and where that breaks an invariant, made as small as it can be and told. */
import type { Build } from '../function-here.ts';
import { endingTimers } from './left-timers.ts';
import type { Invariant, Violation } from './oracle/oracle.ts';
import { shrink } from './shrinking.ts';
import { type Played, play } from './simulation.ts';
import type { Story } from './story.ts';
import { writeStory } from './story-writer.ts';
import { masker, tell } from './telling.ts';

export interface Trial {
  readonly seed: number;
  readonly violations: readonly Violation[];
  /** The smallest story that breaks the first of them, in words. */
  readonly told?: string;
  readonly figures: Figures;
}

/** Counts of one or many seeds, by what is counted. */
export type Figures = Readonly<Record<string, number>>;

/** Worlds that making a story smaller may take. */
const mostTries = 250;

export async function tryStory(story: Story, build?: Build): Promise<Played> {
  return endingTimers(() => play(story, build));
}

export async function trySeed(seed: number, build?: Build): Promise<Trial> {
  const story = writeStory(seed);
  const played = await tryStory(story, build);
  const violations = maskedViolations(played);
  const [first] = violations;
  const told = first && (await tellSmallest(story, first.invariant, build));
  return { seed, violations, figures: figuresOf(played), ...(told !== undefined && { told }) };
}

async function tellSmallest(story: Story, invariant: Invariant, build: Build | undefined): Promise<string> {
  const isBroken = async (smaller: Story): Promise<boolean> =>
    (await tryStory(smaller, build)).violations.some((found) => found.invariant === invariant);
  const smallest = await shrink(story, isBroken, mostTries);
  const played = await tryStory(smallest, build);
  const found = maskedViolations(played).map((violation) => `  ${violation.found}`);
  return [tell(smallest, played), 'What is wrong:', ...new Set(found)].join('\n');
}

function maskedViolations(played: Played): readonly Violation[] {
  const mask = masker(played);
  return played.violations.map(({ invariant, found }) => ({ invariant, found: mask(found) }));
}

function figuresOf({ chronicle, faults }: Played): Figures {
  const ours = chronicle.calls.filter(({ deployment }) => deployment !== undefined).length;
  const written = chronicle.writes.filter(({ deployment }) => deployment !== undefined).length;
  return {
    'calls of the reconciler': ours,
    'calls of others': chronicle.calls.length - ours,
    'writes of the reconciler': written,
    'writes of others': chronicle.writes.length - written,
    ...Object.fromEntries([...faults].map(([fault, count]) => [`fault: ${fault}`, count])),
  };
}
