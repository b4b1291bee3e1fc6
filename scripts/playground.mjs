// Builds the page of the playground in dist/playground. The names of its files change with their content, so that
// browsers keep them for good.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const from = fileURLToPath(new URL('../playground', import.meta.url));
const to = fileURLToPath(new URL('../dist/playground', import.meta.url));

const bundle = await rolldown({
  input: { playground: join(from, 'main.ts') },
  platform: 'browser',
  resolve: {
    // The two forms of graphql would be two copies, and types of one are strangers to the other.
    alias: { graphql: fileURLToPath(new URL('../node_modules/graphql/index.mjs', import.meta.url)) },
  },
  transform: { define: { 'process.env.NODE_ENV': '"production"' }, target: 'es2022' },
});
const { output } = await bundle.generate({
  format: 'esm',
  minify: true,
  comments: false,
  entryFileNames: '[name]-[hash].js',
  chunkFileNames: '[name]-[hash].js',
});

const files = new Map(output.map(({ fileName, code }) => [fileName, code]));
const script = output.find(({ isEntry }) => isEntry).fileName;
const style = add('style.css', readFileSync(join(from, 'style.css'), 'utf8'));
const logo = add('logo.svg', readFileSync(join(from, 'logo.svg'), 'utf8'));
const page = readFileSync(join(from, 'index.html'), 'utf8');
const names = { script, style, logo };
files.set(
  'index.html',
  page.replace(/\{\{(\w+)\}\}/g, (_, name) => `/playground/${names[name]}`),
);

mkdirSync(to, { recursive: true });
for (const name of readdirSync(to)) if (!files.has(name)) rmSync(join(to, name));
for (const [name, content] of files) writeFileSync(join(to, name), content);

function add(name, content) {
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 8);
  const hashed = name.replace('.', `-${hash}.`);
  files.set(hashed, content);
  return hashed;
}
