// Builds the pages of docs/ in dist/docs. With --check it writes nothing, and fails where a link leads nowhere or the
// front page leaves out a page. Another root may be named: node scripts/docs.mjs --check FOLDER.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { layout, notFound, searchPage } from './docs/layout.mjs';
import { renderMarkdown } from './docs/markdown.mjs';
import { frontPage, readPages } from './docs/pages.mjs';
import { groupsOf, problemsOf } from './docs/problems.mjs';

const own = fileURLToPath(new URL('../', import.meta.url));
const [folder = own] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));

const pages = readPages(folder).map((page) => ({ ...page, ...renderMarkdown(page, folder) }));
if (process.argv.includes('--check')) {
  const problems = problemsOf(pages);
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
} else write(join(folder, 'dist/docs'));

function write(to) {
  const files = new Map();
  const add = (name, content) => {
    const hash = createHash('sha256').update(content).digest('base64url').slice(0, 8);
    const hashed = name.replace('.', `-${hash}.`);
    files.set(hashed, content);
    return `/docs/${hashed}`;
  };
  const site = {
    groups: groupsOf(pages),
    style: add('style.css', readFileSync(new URL('docs/style.css', import.meta.url), 'utf8')),
    script: add('search.js', readFileSync(new URL('docs/search.js', import.meta.url), 'utf8')),
    index: add('search-index.json', JSON.stringify(sectionsOf(pages))),
  };
  for (const page of pages) files.set(`${page.name}.html`, layout(site, page));
  files.set('search.html', searchPage(site, pages));
  files.set('not-found.html', notFound(site));

  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(to)) if (!files.has(name)) rmSync(join(to, name));
  for (const [name, content] of files) writeFileSync(join(to, name), content);
}

/** What the search looks through: a line a section. */
function sectionsOf(all) {
  return all
    .filter(({ name }) => name !== frontPage)
    .flatMap(({ name, title, sections }) =>
      sections.map(({ id, heading, text }) => ({
        page: title,
        heading,
        address: `/docs/${name}${id ? `#${id}` : ''}`,
        text,
      })),
    );
}
