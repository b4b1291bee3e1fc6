import module from 'node:module';

// Node 22 and newer keep the compiled code for the next start. It must be on before the program is loaded.
if ('enableCompileCache' in module && typeof module.enableCompileCache === 'function') {
  module.enableCompileCache();
}
await import('reflect-metadata');
const { run } = await import('./run.ts');

process.exitCode = await run(process.argv);
