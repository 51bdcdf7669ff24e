/**
 * The smallest story that still breaks the same invariant: what can be left out, is. Greedy, large pieces first, and
 * bounded, for every try is a whole world.
 */
import { defaultSwitches } from '../local-aws/switches.ts';
import type { Story, Weather } from './story.ts';

/** The story with some of it left out. */
type Cut = (story: Story) => Story;

/** `isBroken`: whether a story still breaks it. */
export async function shrink(
  story: Story,
  isBroken: (story: Story) => Promise<boolean>,
  mostTries: number,
): Promise<Story> {
  let smallest = story;
  let tries = 0;
  for (let hasShrunk = true; hasShrunk; ) {
    hasShrunk = false;
    for (const cut of cutsOf(smallest)) {
      const smaller = cut(smallest);
      if (sizeOf(smaller) >= sizeOf(smallest)) continue;
      if (tries === mostTries) return smallest;
      tries += 1;
      if (!(await isBroken(smaller))) continue;
      smallest = smaller;
      hasShrunk = true;
    }
  }
  return smallest;
}

/** Text is what a person has to read. */
function sizeOf(story: Story): number {
  return JSON.stringify(story).length;
}

function cutsOf({ steps, weather, setting }: Story): readonly Cut[] {
  const { troubles, fates, denials, silences } = weather;
  const without =
    (change: Partial<Weather>): Cut =>
    (story) => ({ ...story, weather: { ...story.weather, ...change } });
  const set =
    (change: Partial<Story['setting']>): Cut =>
    (story) => ({ ...story, setting: { ...story.setting, ...change } });
  return [
    without({ troubles: [], fates: [], denials: [], silences: [] }),
    set({ switches: {} }),
    ...Object.keys(defaultSwitches).map(
      (name): Cut =>
        (story) => {
          const { [name as keyof typeof defaultSwitches]: _, ...switches } = story.setting.switches;
          return set({ switches })(story);
        },
    ),
    ...setting.deployments.map((kind): Cut => set({ deployments: [kind] })),
    set({ indexLagMilliseconds: 0 }),
    without({ latency: { least: 0, most: 0 } }),
    ...pieces(steps.length).map(
      ([from, to]): Cut =>
        (story) => ({
          ...story,
          steps: story.steps.filter((step) => !steps.slice(from, to).includes(step)),
        }),
    ),
    ...troubles.map(
      (one): Cut =>
        (story) =>
          without({ troubles: story.weather.troubles.filter((other) => other !== one) })(story),
    ),
    ...fates.map(
      (one): Cut =>
        (story) =>
          without({ fates: story.weather.fates.filter((other) => other !== one) })(story),
    ),
    ...denials.map((): Cut => without({ denials: [] })),
    ...silences.map((): Cut => without({ silences: [] })),
    set({ minutes: 15 }),
  ];
}

/** Halves, quarters and so on, down to single ones. */
function pieces(length: number): readonly (readonly [number, number])[] {
  const sizes: number[] = [];
  for (let size = Math.ceil(length / 2); size > 1; size = Math.ceil(size / 2)) sizes.push(size);
  return [...sizes, 1].flatMap((size) =>
    Array.from({ length: Math.ceil(length / size) }, (_, index) => [index * size, (index + 1) * size] as const),
  );
}
