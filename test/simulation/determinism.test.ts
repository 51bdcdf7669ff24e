import { expect, it } from 'vitest';
import { writeStory } from './story-writer.ts';
import { tryStory } from './trial.ts';

it('writes one story for a seed, and others for others', () => {
  expect(writeStory(7)).toEqual(writeStory(7));
  expect(writeStory(7)).not.toEqual(writeStory(8));
});

it('plays a story to the same calls, arguments, answers and virtual times every time', async () => {
  for (const seed of [2, 11, 46, 94]) {
    const story = writeStory(seed);
    const first = await tryStory(story);
    const second = await tryStory(story);
    expect(second.chronicle.lines).toEqual(first.chronicle.lines);
    expect(first.chronicle.lines.length).toBeGreaterThan(30);
  }
});
