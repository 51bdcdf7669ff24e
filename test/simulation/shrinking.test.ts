import { expect, it } from 'vitest';
import { shrink } from './shrinking.ts';
import type { Story } from './story.ts';
import { writeStory } from './story-writer.ts';
import { masker } from './telling.ts';

/** Broken as long as a client is made and deleted, and there is weather of a kind. */
async function isBroken({ steps, weather }: Story): Promise<boolean> {
  const deeds = steps.map(({ does }) => does);
  return deeds.includes('create-client') && deeds.includes('delete-client') && weather.latency.most > 0;
}

const story = await firstBroken();

async function firstBroken(seed = 1): Promise<Story> {
  const candidate = writeStory(seed);
  return (await isBroken(candidate)) && candidate.steps.length > 15 ? candidate : firstBroken(seed + 1);
}

it('leaves of a failing story what it needs to fail', async () => {
  const { steps, weather, setting } = await shrink(story, isBroken, 1000);
  expect(steps.map(({ does }) => does).sort()).toEqual(['create-client', 'delete-client']);
  expect(weather).toMatchObject({ troubles: [], fates: [], denials: [], silences: [] });
  expect(setting).toMatchObject({ switches: {}, indexLagMilliseconds: 0 });
});

it('ends after as many tries as it is allowed', async () => {
  let tries = 0;
  await shrink(
    story,
    async (smaller) => {
      tries += 1;
      return isBroken(smaller);
    },
    5,
  );
  expect(tries).toBe(5);
});

it('a told story has no secret in it, and the story’s names for ids', () => {
  const mask = masker({ secrets: ['abc', 'abcdef', ''], names: new Map([['1id', 'PA']]) });
  expect(mask('abcdef of 1id, then abc')).toBe('‹secret 2› of PA, then ‹secret 1›');
});
