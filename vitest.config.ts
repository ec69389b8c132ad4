import { defineConfig } from 'vitest/config';
import { SlowFirst } from './test/support/slow-first.ts';

export default defineConfig({
  test: {
    // Every file has its own database, and waits for it more than it computes.
    maxWorkers: 3,
    sequence: { sequencer: SlowFirst },
    // A failure says what differs in the one line that is kept of it.
    chaiConfig: { truncateThreshold: 400 },
    projects: [
      {
        test: {
          name: 'unit',
          // What is tested is pure, so that modules need not be read anew for each file, which took as long as the tests.
          isolate: false,
          include: ['packages/**/*.test.ts', 'designer/**/*.test.ts', 'runtime/**/*.test.ts', 'server/**/*.test.ts', 'test/*.test.ts'],
          exclude: ['**/*.db.test.ts', '**/node_modules/**', '**/dist/**'],
          // A law is tried a hundred times, which takes a busy machine longer than one try.
          testTimeout: 120_000,
        },
      },
      {
        // Parts of screens, in a document without a browser.
        test: {
          name: 'dom',
          environment: 'happy-dom',
          // The library's modules are read once, not for each file; a drawing begins by clearing the last one.
          isolate: false,
          include: ['packages/ui/**/*.test.tsx', 'designer/**/*.test.tsx', 'runtime/**/*.test.tsx'],
          exclude: ['**/node_modules/**', '**/dist/**'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'database',
          include: ['**/*.db.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**'],
          globalSetup: ['test/support/database.setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/e2e/*.spec.ts'],
          globalSetup: ['test/support/database.setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // What must come soon says how soon; all else may take a busy machine as long as a click may.
          expect: { poll: { timeout: 15_000 } },
          // A browser is several programs by itself.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
