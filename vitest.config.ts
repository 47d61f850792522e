import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{apps,packages,plugins}/**/*.test.ts', '{apps,packages,plugins}/**/*.test.tsx'],
    exclude: ['**/node_modules/**', '**/build/**'],
    globalSetup: ['packages/database/src/testing-global.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // Files of one process share the modules they load: loading core anew for each took two thirds of the time.
    // So a test leaves nothing behind: what it changes in a module or in the environment it puts back.
    isolate: false,
    // On two cores the default is one process, which leaves the second core to a database that mostly waits.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
