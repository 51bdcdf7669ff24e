import { shrink } from './shrinking.ts';
import { play } from './simulation.ts';
import { writeStory } from './story-writer.ts';
import { tell } from './telling.ts';
const [from = 1, to = 2] = process.argv.slice(2).map(Number);
const only = process.argv[4];
const t = performance.now();
let bad = 0;
const total: Record<string, number> = {};
const add = (key: string, n: number): void => { total[key] = (total[key] ?? 0) + n; };
for (let seed = from; seed < to; seed++) {
  const story = writeStory(seed);
  try {
  const { violations, chronicle, faults } = await play(story);
  for (const [f, n] of faults) add(f, n);
  add('calls', chronicle.calls.length);
  add('ours', chronicle.calls.filter((c) => c.deployment !== undefined).length);
  add('writes of ours', chronicle.writes.filter((c) => c.deployment !== undefined).length);
  add('writes of others', chronicle.writes.filter((c) => c.deployment === undefined).length);
  if (violations.length > 0) { bad++; console.log(seed, violations.slice(0,3)); 
    if (only) { const inv = violations[0]?.invariant; const small = await shrink(story, async (s) => (await play(s)).violations.some((v) => v.invariant === inv), 300); const p = await play(small); console.log(tell(small, p)); console.log(p.violations); }
  }
  } catch (e) { bad++; console.log(seed, (e as Error).stack?.slice(0,1500)); }
}
const s = (performance.now() - t) / 1000;
console.log(total);
console.log(bad, 'bad', ((to - from) / s).toFixed(1), 'seeds/s', s.toFixed(1));
process.exit();
