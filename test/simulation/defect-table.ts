/** Plants each defect and plays seeds until the simulation finds it: the table of docs/reliability.md. */
import { type Defect, defects } from './defects.ts';
import { invariants } from './oracle/oracle.ts';
import { buildWith } from './planted-build.ts';
import { writeStory } from './story-writer.ts';
import { tryStory } from './trial.ts';

/** A defect has to be found by then. */
const mostSeeds = 200;

/** The first seed from 1 on that breaks the defect's invariant; undefined: none of the first two hundred does. */
export async function seedThatFinds({ invariant, changes }: Defect): Promise<number | undefined> {
  const build = await buildWith(changes);
  for (let seed = 1; seed <= mostSeeds; seed += 1) {
    const { violations } = await tryStory(writeStory(seed), build);
    if (violations.some((found) => found.invariant === invariant)) return seed;
  }
  return undefined;
}

/** Prints a row for each defect; the exit code: 1 if one was not found. */
export async function defectTable(print: (line: string) => void): Promise<number> {
  print('| invariant | planted defect | found at seed |\n|---|---|--:|');
  let missed = 0;
  for (const defect of defects) {
    const seed = await seedThatFinds(defect);
    if (seed === undefined) missed += 1;
    print(`| ${invariants[defect.invariant].split(':')[0]} | ${defect.what} | ${seed ?? `not within ${mostSeeds}`} |`);
  }
  return missed === 0 ? 0 : 1;
}
