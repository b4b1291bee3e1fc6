// Joins the compiled modules and the libraries into few files: dist/main.js, and dist/bundle with what it loads when it
// is needed. Two thousand files take longer to find and to open than all the rest of a start.
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const folder = 'bundle';

/** A module finds the files beside it by its own address, which is another in the bundle. */
const ownAddress = (into) => ({
  name: 'own-address',
  load: {
    filter: { id: /\/dist\/.*\.js$/ },
    handler(id) {
      if (!id.startsWith(dist)) return null;
      const address = JSON.stringify(relative(join(into, folder), id).replaceAll('\\', '/'));
      const code = readFileSync(id, 'utf8').replaceAll(
        'import.meta.url',
        `new URL(${address}, import.meta.url).href`,
      );
      // From the bundle to the TypeScript.
      return { code, map: readFileSync(`${id}.map`, 'utf8') };
    },
  },
});

/** Libraries load graphql in both of its forms. Its classes must exist only once. */
const oneGraphql = {
  name: 'one-graphql',
  resolveId: {
    filter: { id: /^graphql(\/|$)/ },
    async handler(source, importer) {
      const found = await this.resolve(source, importer, { skipSelf: true });
      return found && { ...found, id: found.id.replace(/\.js$/, '.mjs') };
    },
  },
};

/** TypeORM loads the drivers of all databases that it knows. This program uses one. */
const onlyPostgres = {
  name: 'only-postgres',
  resolveId(source, importer) {
    const isDriver = importer?.endsWith('/typeorm/driver/DriverFactory.js') && source.endsWith('Driver');
    return isDriver && !source.includes('/postgres/') ? '\0no-driver' : null;
  },
  load: (id) => (id === '\0no-driver' ? 'module.exports = {};' : null),
};

/** Each check of a type compares the names of classes, to explain a second copy of graphql, except in production. */
const productionGraphql = {
  name: 'production-graphql',
  transform: {
    filter: { id: /graphql\/jsutils\/instanceOf\.mjs$/ },
    handler: (code) => ({ code: code.replace(/process\.env\.NODE_ENV/, "'production'"), map: null }),
  },
};

/** The driver asks for Cloudflare by a Response, for which Node 20 loads all of its fetch. */
const notCloudflare = {
  name: 'not-cloudflare',
  transform: {
    filter: { id: /\/pg\/lib\/stream\.js$/ },
    handler: (code) => ({
      code: code.replace(/function isCloudflareRuntime\(\) \{/, '$& return false;'),
      map: null,
    }),
  },
};

/** Apollo's own is written in JavaScript where it is loaded as a module. */
const nodeHash = {
  name: 'node-hash',
  resolveId: (source) => (source === '@apollo/utils.createhash' ? '\0node-hash' : null),
  load: (id) => (id === '\0node-hash' ? "export { createHash } from 'node:crypto';" : null),
};

/** The decorators of all entities write what it stores. */
const metadataFirst = {
  name: 'metadata-first',
  transform: {
    filter: { id: /\/dist\/cli\/run\.js$/ },
    handler: (code) => ({ code: `import 'reflect-metadata';${code}`, map: null }),
  },
};

/** CommonJS, which cannot wait for modules, is the form whose compiled code can be kept in every version of Node. */
const registryAtOnce = {
  name: 'registry-at-once',
  transform: {
    filter: { id: /\/dist\/sources\/registry\.js$/ },
    handler(code) {
      const lines = [];
      const list = code
        .replace(/import\('([^']+)'\)\.then\(\(\{ (\w+) \}\) => \2\)/g, (_, file, name) => {
          lines.push(`import { ${name} } from '${file}';`);
          return name;
        })
        .replace(/await inOrder\((\[[^\]]*\])\)/, '$1.flat()');
      return { code: `${lines.join('')}${list}`, map: null };
    },
  },
};

/** Writes the bundle into a folder inside dist, or dist itself. */
export async function bundle(into = dist, plugins = []) {
  rmSync(join(into, folder), { recursive: true, force: true });
  const made = await rolldown({
    input: {
      run: join(dist, 'cli/run.js'),
      // The thread that reads documents.
      'reading-thread': join(dist, 'importer/reading-thread.js'),
    },
    platform: 'node',
    // It finds its WebAssembly beside its own files.
    // type-graphql imports class-validator only where arguments are validated by it, which none are.
    external: [/^@electric-sql\/pglite/, 'class-validator'],
    plugins: [
      ownAddress(into),
      metadataFirst,
      registryAtOnce,
      oneGraphql,
      onlyPostgres,
      productionGraphql,
      notCloudflare,
      nodeHash,
      ...plugins,
    ],
  });
  const { output } = await made.write({
    dir: into,
    format: 'cjs',
    sourcemap: true,
    comments: false,
    // Their texts stay in memory while the program runs. Names of functions stay, for the traces of errors.
    minify: { compress: false, mangle: { keepNames: true }, codegen: { removeWhitespace: true } },
    keepNames: true,
    entryFileNames: `${folder}/[name].cjs`,
    chunkFileNames: `${folder}/[name]-[hash].cjs`,
  });
  copyFileSync(new URL('bundle-main.mjs', import.meta.url), join(into, 'main.js'));
  copyFileSync(new URL('bundle-thread.mjs', import.meta.url), join(into, 'reading-thread.js'));
  for (const { type, fileName, code } of output)
    if (type === 'chunk') writeFileSync(join(into, fileName), oneByteEach(code));
}

const escaped = (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`;
/** Raw text whose values hold no text of their own. */
const rawText = /String\.raw`((?:[^`\\$]|\\[\s\S]|\$(?!\{)|\$\{[^`{}]*\})*)`/g;

/**
 * The code with escapes for what is not Latin-1. For one such character V8 keeps all of a file at two bytes a
 * character, and its text stays in memory.
 */
function oneByteEach(code) {
  // In raw text an escape would be another text, but the value of a string is the same.
  const withoutRaw = code.replaceAll(rawText, (_, text) => {
    const parts = text.split(/(\$\{[^`{}]*\})/);
    const ascii = parts.map((part, at) =>
      at % 2 === 1
        ? part
        : part.replaceAll(/(?<!\\)[^\0-\xff]+/g, (run) => `\${"${run.replaceAll(/[\s\S]/g, escaped)}"}`),
    );
    return `String.raw\`${ascii.join('')}\``;
  });
  // After a backslash it would say something else.
  if (/(?<!\\)(?:\\\\)*\\[^\0-\xff]/.test(withoutRaw)) return code;
  return withoutRaw.replaceAll(/[^\0-\xff]/g, escaped);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle();
