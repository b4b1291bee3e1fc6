import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaPages } from './schema-pages.mjs';

export const frontPage = 'index';

/** Pages that stand elsewhere, since code hosts and packages look for them there, and their names. */
const outside = new Map([
  ['CONTRIBUTING.md', 'contributing'],
  ['SECURITY.md', 'security'],
  ['client/README.md', 'typed-client'],
]);

/** Every page: its name in the address, its path in the repository, and its Markdown. */
export function readPages(root) {
  const written = [
    ...readdirSync(join(root, 'docs'))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${name}`),
    ...[...outside.keys()].filter((path) => existsSync(join(root, path))),
  ].map((path) => ({ path, name: nameOf(path), text: readFileSync(join(root, path), 'utf8') }));
  const schema = join(root, 'schema.graphql');
  const generated = existsSync(schema) ? schemaPages(readFileSync(schema, 'utf8')) : [];
  return [...written, ...generated.map(({ path, text }) => ({ path, name: nameOf(path), text }))];
}

/** The name of a page by its path, or null for a file that is no page. */
export function pageAt(path) {
  return outside.has(path) || /^docs\/[^/]+\.md$/.test(path) ? nameOf(path) : null;
}

function nameOf(path) {
  return outside.get(path) ?? path.replace(/^.*\//, '').replace(/\.md$/, '');
}
