import { play } from './simulation.ts';
import { writeStory } from './story-writer.ts';
const [from, to] = process.argv.slice(2).map(Number);
const t = performance.now();
let bad = 0;
for (let seed = from; seed < to; seed++) {
  const story = writeStory(seed);
  try {
  const { violations } = await play(story);
  if (violations.length > 0) { bad++; console.log(seed, violations.slice(0,3)); }
  } catch (e) { bad++; console.log(seed, e.stack.slice(0,1500)); }
}
const s = (performance.now() - t) / 1000;
console.log(bad, 'bad', ((to - from) / s).toFixed(1), 'seeds/s', s.toFixed(1));
