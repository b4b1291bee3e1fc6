import { defineConfig } from 'vitest/config';

/** Tests that run the built program, which is built once before them. */
const programTests = [
  'tests/cli/{start,bundle,killed-*}.test.ts',
  'tests/docs/run.test.ts',
  'tests/readme.test.ts',
  'tests/importer/limits.test.ts',
];

/** Tests of several processes behind a balancer: `npm run test:replicas`. They take longer than all others. */
const replicaTests = ['tests/replicas/*.test.ts'];

export default defineConfig({
  // One copy of graphql: vite would load index.mjs beside the index.js that type-graphql and Apollo load.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    // Each worker may hold a PGlite of some hundred megabytes.
    maxWorkers: 2,
    // Loading the program anew for each of a hundred files takes longer than the tests.
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    globalSetup: ['tests/support/run-folder.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'rooms',
          include: ['tests/**/*.test.ts'],
          exclude: [...programTests, ...replicaTests, 'tests/federation/router/**', 'tests/client/deno/**'],
          setupFiles: ['tests/support/setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'replicas',
          include: replicaTests,
          setupFiles: ['tests/support/setup.ts'],
          globalSetup: ['tests/support/build-program.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'program',
          include: programTests,
          setupFiles: ['tests/support/setup.ts'],
          globalSetup: ['tests/support/build-program.ts'],
          testTimeout: 60_000,
        },
      },
    ],
  },
});
