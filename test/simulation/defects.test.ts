import { describe, expect, it } from 'vitest';
import { seedThatFinds } from './defect-table.ts';
import { defects } from './defects.ts';
import { invariants } from './oracle/oracle.ts';
import { changedFiles } from './planted-build.ts';

/** Those that are found within a few worlds; `npm run simulate -- --defects` plants them all. */
const quick: readonly string[] = [
  'a stored url stays although it is none of the pool’s',
  'documents are parsed and printed again',
  'a message that is not understood is dropped',
];

describe('a planted defect', () => {
  it.each(defects.filter(({ what }) => quick.includes(what)).map((defect) => [defect.what, defect] as const))(
    'is found: %s',
    async (_, defect) => {
      expect(await seedThatFinds(defect)).toBeLessThan(20);
    },
  );

  it.each(defects)('fits the sources as they are: $what', ({ changes }) => {
    expect(changedFiles(changes).size).toBeGreaterThan(0);
  });

  it('is there for each invariant', () => {
    const covered = new Set<string>(defects.map(({ invariant }) => invariant));
    expect(Object.keys(invariants).filter((invariant) => !covered.has(invariant))).toEqual(['simulation']);
  });

  it('that does not fit the sources any more is told', () => {
    const change = { file: 'core/plan.ts', from: 'nothing like it', to: '' };
    expect(() => changedFiles([change])).toThrow('does not fit core/plan.ts');
  });
});
