// Starts the program from the bundle beside it; the build copies this file to dist/main.js. The code that V8 has compiled
// is kept in dist/bundle/compiled when a process ends, where that may be written, and the next start reads it.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cachedDataVersionTag, setFlagsFromString } from 'node:v8';
import { constants, Script } from 'node:vm';

// Else V8 lets a heap of 90 MB grow to 370 before it collects, and gives back slowly. It must be set before the heap grows.
setFlagsFromString('--heap-growing-percent=40');

const bundle = new URL('./bundle/', import.meta.url);
/** Another version of V8, or other flags, cannot use it. */
const compiled = new URL(`compiled/${cachedDataVersionTag()}/`, bundle);
const packages = createRequire(new URL('run.cjs', bundle));
const modules = new Map();
/** What was compiled now. */
const scripts = new Map();

/** As the `require` of Node, for a file of the bundle. */
function load(name) {
  const before = modules.get(name);
  if (before) return before.exports;
  const module = { exports: {} };
  modules.set(name, module);
  const file = fileURLToPath(new URL(name, bundle));
  const code = readFileSync(file, 'utf8');
  const cachedData = read(new URL(`${name}.v8`, compiled));
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${code}\n})`, {
    filename: file,
    cachedData,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  if (!cachedData || script.cachedDataRejected) scripts.set(name, script);
  script.runInThisContext()(module.exports, require, module, file, dirname(file));
  return module.exports;
}

const require = Object.assign((name) => (name.startsWith('./') ? load(name.slice(2)) : packages(name)), {
  resolve: packages.resolve,
});

function read(url) {
  try {
    return readFileSync(url);
  } catch {
    return undefined;
  }
}

/** At the end, when most of what a process needs has been compiled. */
function keepCompiled() {
  if (scripts.size === 0) return;
  try {
    mkdirSync(compiled, { recursive: true });
    for (const [name, script] of scripts) {
      const whole = new URL(`${name}.v8`, compiled);
      const part = new URL(`${name}.${process.pid}`, compiled);
      writeFileSync(part, script.createCachedData());
      renameSync(part, whole);
    }
  } catch {
    // The folder may not be written, as in a container. The next start compiles again.
  }
}

process.once('exit', keepCompiled);
// Node finds the source map of what it has loaded itself.
const { run } = process.sourceMapsEnabled ? packages('./run.cjs') : load('run.cjs');
process.exitCode = await run(process.argv);
