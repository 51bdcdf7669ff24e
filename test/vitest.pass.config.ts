/** For `npm run mutate`: the tests that say what a pass does, without the slow ones. */
import { defineConfig } from 'vitest/config';
import config from '../vitest.config.ts';

const subjects = 'apply,restoration,races,races-of-claims,retries,bounds,ownership-races,ownership-tags,orphans';

export default defineConfig({
  test: {
    ...config.test,
    include: [
      'unit/pass/*.test.ts',
      `{component,e2e}/{${subjects},parameter-events,budgets,secrets,parameters}.test.ts`,
    ],
  },
});
