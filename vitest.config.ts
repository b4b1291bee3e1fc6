import { defineConfig } from 'vitest/config';

export default defineConfig({
  // One copy of graphql: vite would load index.mjs beside the index.js that type-graphql and Apollo load.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['tests/**/*.test.ts'],
    setupFiles: ['tests/support/setup.ts'],
    // Each worker may hold a PGlite of some hundred megabytes.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
