import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    dir: 'test',
    include: ['**/*.test.ts'],
    setupFiles: ['test/leak-check.ts'],
    restoreMocks: true,
    // Tests share no state, and loading the SDK once for each file would double the time.
    isolate: false,
    // Left to itself it keeps one of two cores free, and the slowest tests wait for other programs most of the time.
    maxWorkers: Math.max(4, availableParallelism() - 1),
    // Nothing here waits in real time; properties and large worlds take seconds of work, more on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    coverage: {
      include: ['lambdas/core/**'],
      reporter: ['text-summary', 'html'],
      thresholds: { lines: 100, branches: 100, functions: 100, statements: 100 },
    },
  },
});
