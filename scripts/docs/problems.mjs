import { posix } from 'node:path';
import { frontPage, pageAt } from './pages.mjs';

/** The groups of the front page, in its order: a heading, and the pages that the list under it links to. */
export function groupsOf(pages) {
  const front = pages.find(({ name }) => name === frontPage);
  const groups = [];
  for (const token of front?.tokens ?? []) {
    if (token.type === 'heading' && token.depth === 2) groups.push({ title: token.text, pages: [] });
    if (token.type === 'list')
      groups.at(-1)?.pages.push(...token.items.map((item) => linkOf(item)).filter(Boolean));
  }
  return groups.filter((group) => group.pages.length > 0);
}

/** The first link of an item, where it leads to a page. */
function linkOf(item) {
  const inline = item.tokens.flatMap(({ tokens = [] }) => tokens);
  const link = inline.find(({ type }) => type === 'link');
  const name = link && pageAt(posix.join('docs', link.href.replace(/#.*/, '')));
  return name ? { name, text: link.text } : null;
}

/** What is wrong with the pages together, a sentence each. */
export function problemsOf(pages) {
  const byName = new Map(pages.map((page) => [page.name, page]));
  const listed = new Set(groupsOf(pages).flatMap((group) => group.pages.map(({ name }) => name)));
  return pages.flatMap(({ name, path, links, broken }) => [
    ...broken.map((href) => `${path} links to ${href}, and there is no such file.`),
    ...links.flatMap(({ page, anchor }) => {
      const to = byName.get(page);
      if (!to) return [`${path} links to the page ${page}, which does not exist.`];
      if (anchor && !to.headings.some(({ id }) => id === anchor))
        return [`${path} links to #${anchor} of ${to.path}, which has no such heading.`];
      return [];
    }),
    ...(name === frontPage || listed.has(name)
      ? []
      : [`docs/index.md lists ${path} nowhere: add a line with a link to one of its groups.`]),
  ]);
}
