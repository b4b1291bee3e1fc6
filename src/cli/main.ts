import 'reflect-metadata';

// The bundle begins with scripts/bundle-main.mjs instead.
const { run } = await import('./run.ts');

process.exitCode = await run(process.argv);
