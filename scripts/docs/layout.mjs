import { escapeHtml } from './markdown.mjs';

/** A whole page of the site. */
export function layout({ groups, style }, { name, title, html, headings }, head = '') {
  const named = name === 'index' ? title : `${title} – JobTech Graph`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(named)}</title><link rel="stylesheet" href="${style}">${head}</head>
<body>
<header>
<a class="home" href="/docs">JobTech Graph</a>
<form action="/docs/search" role="search"><label for="q">Search</label> <input id="q" name="q" type="search"> <button>Search</button></form>
<a href="#pages">All pages</a>
<a href="/">Playground</a>
</header>
<div class="columns">
<main>
${name === 'index' ? html : html.replace('</h1>\n', `</h1>\n${contentsOf(headings)}`)}
</main>
<nav class="groups" id="pages" aria-label="All pages">
${groups.map((group) => groupOf(group, name)).join('\n')}
</nav>
</div>
</body>
</html>
`;
}

function groupOf({ title, pages }, current) {
  const isOpen = pages.some(({ name }) => name === current);
  const items = pages.map(
    ({ name, text }) =>
      `<li><a href="/docs/${name}"${name === current ? ' aria-current="page"' : ''}>${escapeHtml(text)}</a></li>`,
  );
  return `<details${isOpen ? ' open' : ''}><summary>${escapeHtml(title)}</summary><ul>${items.join('')}</ul></details>`;
}

/** The headings of a long page. */
function contentsOf(headings) {
  const parts = headings.filter(({ depth }) => depth === 2);
  if (parts.length < 3 || parts.length > 30) return '';
  const items = parts.map(({ id, text }) => `<li><a href="#${id}">${escapeHtml(text)}</a></li>`);
  return `<nav class="contents" aria-label="On this page"><ul>${items.join('')}</ul></nav>\n`;
}

/** Every heading of the site; with a script also what a search finds. */
export function searchPage(site, pages) {
  const lists = site.groups.map(({ title, pages: listed }) => {
    const items = listed.map(({ name, text }) => {
      const headings = pages.find((page) => page.name === name)?.headings ?? [];
      const parts = headings
        .filter(({ depth }) => depth === 2)
        .map(({ id, text: part }) => `<a href="/docs/${name}#${id}">${escapeHtml(part)}</a>`);
      return `<li><a href="/docs/${name}">${escapeHtml(text)}</a>${parts.length > 0 ? `: ${parts.join(', ')}` : ''}</li>`;
    });
    return `<h2>${escapeHtml(title)}</h2><ul>${items.join('')}</ul>`;
  });
  const html = `<h1>Search</h1>
<p id="status" role="status"></p>
<ol id="results" hidden></ol>
<div id="all">${lists.join('\n')}</div>`;
  const script = `<script type="module" src="${site.script}" data-index="${site.index}"></script>`;
  return layout(site, { name: 'search', title: 'Search', html, headings: [] }, script);
}

export function notFound(site) {
  const html = `<h1>There is no such page</h1>
<p>The address may be of an older version. <a href="/docs">The front page</a> lists all pages, and <a href="/docs/search">the search</a> all headings.</p>`;
  return layout(site, { name: 'not-found', title: 'There is no such page', html, headings: [] });
}
