/** For `npm run mutate`: the tests that say what a pass does, without the slow ones. */
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import config from '../vitest.config.ts';

const subjects = 'apply,restoration,races,races-of-claims,retries,bounds,ownership-races,ownership-tags,orphans';

/** Left to itself Vitest runs the longest first; a mutant that a test by values sees need not wait for a whole world. */
class ValuesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const byValues = ({ moduleId }: TestSpecification): number => (moduleId.includes('/unit/') ? 0 : 1);
    return (await super.sort(files)).toSorted((one, other) => byValues(one) - byValues(other));
  }
}

export default defineConfig({
  test: {
    ...config.test,
    include: [
      'unit/pass/*.test.ts',
      `{component,e2e}/{${subjects},parameter-events,budgets,secrets,parameters}.test.ts`,
    ],
    sequence: { sequencer: ValuesFirst },
  },
});
