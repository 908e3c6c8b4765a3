import { defineConfig } from 'vitest/config';

// Workspace packages are tested from their sources; worker threads and kernels come from dist (the bootstrap builds first).
const conditions = ['@epoch/source', 'node', 'import', 'module', 'default'];
const resolve = { conditions };
const ssr = { resolve: { conditions } };

export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        ssr,
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: 'browser',
          include: ['e2e/**/*.e2e.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
          // After the rest: a person at the page has the computer to themselves.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
