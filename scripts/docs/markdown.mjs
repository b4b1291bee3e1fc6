import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { Marked } from 'marked';
import { pageAt } from './pages.mjs';

export const escapeHtml = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/**
 * The page as HTML, with its title, its headings, the sections that the search reads, the links to other pages, and the
 * links that lead to no file.
 */
export function renderMarkdown({ path, text }, root) {
  const headings = [];
  const links = [];
  const broken = [];
  const used = new Map();

  const marked = new Marked({
    renderer: {
      heading({ tokens, depth }) {
        const plain = this.parser.parseInline(tokens, this.parser.textRenderer);
        const id = unused(used, anchorOf(plain));
        headings.push({ depth, id, text: plain });
        return `<h${depth} id="${id}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      link({ href, tokens }) {
        const shown = this.parser.parseInline(tokens);
        const leading = leadsTo(href, path, root);
        if (leading.page !== undefined) links.push({ page: leading.page, anchor: leading.anchor });
        if (leading.isMissing) broken.push(href);
        if (leading.address) return `<a href="${escapeHtml(leading.address)}">${shown}</a>`;
        // A file of the repository, which the site does not have.
        const file = `<code>${escapeHtml(leading.file)}</code>`;
        return tokens.map(({ text: one }) => one).join('') === leading.file ? file : `${shown} (${file})`;
      },
      table(token) {
        // A heading without words would be read out as one.
        const cellOf = (cell) => this.tablecell(cell.text === '' ? { ...cell, header: false } : cell);
        const row = (cells) => `<tr>${cells.map(cellOf).join('')}</tr>`;
        const body = token.rows.map(row).join('\n');
        // It scrolls by keyboard too.
        return `<div class="scroll" tabindex="0"><table><thead>${row(token.header)}</thead><tbody>${body}</tbody></table></div>\n`;
      },
      code: ({ text: code }) => `<pre tabindex="0"><code>${escapeHtml(code)}</code></pre>\n`,
      html: ({ text: code }) => escapeHtml(code),
    },
  });

  const tokens = marked.lexer(text);
  const html = marked.parser(tokens);
  const title = headings.find(({ depth }) => depth === 1)?.text ?? path;
  return { html, title, headings, links, broken, sections: sectionsOf(tokens, headings), tokens };
}

/** As GitHub names the anchor of a heading, so that the same links work there. */
function anchorOf(heading) {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}

function unused(used, id) {
  const times = used.get(id) ?? 0;
  used.set(id, times + 1);
  return times === 0 ? id : `${id}-${times}`;
}

function leadsTo(href, from, root) {
  if (/^(https?|mailto):/.test(href)) return { address: href };
  const [target = '', anchor = ''] = href.split('#');
  const path = target === '' ? from : posix.join(posix.dirname(from), target);
  const page = pageAt(path);
  if (page === null) return { file: path, isMissing: !existsSync(join(root, path)) };
  const name = page === 'index' ? '' : `/${page}`;
  return { page, anchor, address: `${target === '' ? '' : `/docs${name}`}${anchor ? `#${anchor}` : ''}` };
}

/** A section is a heading with what stands under it, as plain words. */
function sectionsOf(tokens, headings) {
  const sections = [];
  for (const token of tokens) {
    if (token.type === 'heading') {
      const { depth, id, text } = headings[sections.length];
      sections.push({ id: depth === 1 ? '' : id, heading: text, text: '' });
    } else if (sections.length > 0) sections.at(-1).text += ` ${plainWords(token.raw)}`;
  }
  return sections.map((section) => ({ ...section, text: section.text.replace(/\s+/g, ' ').trim() }));
}

function plainWords(markdown) {
  return markdown
    .replace(/^ *```.*$/gm, ' ')
    .replace(/\]\([^)]*\)/g, ' ')
    .replace(/[`*|[\]]|-{3,}/g, ' ');
}
