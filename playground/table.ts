import { type Cell, textOf } from '../src/http/saved-queries/flatten.ts';
import { copyButton } from './copy.ts';
import { el, isWebAddress, outsideLink } from './dom.ts';
import type { Opened } from './rows.ts';
import type { Lang, Words } from './words.ts';

/** More rows make a page slow; the files have them all. */
const maxShown = 500;

/** The rows with a field that filters them, and headings that sort them. */
export function tableView(
  { headings, rows }: Opened,
  { lang, words }: { lang: Lang; words: Words },
): HTMLElement {
  if (rows.length === 0) return el('p', {}, words.noRows);
  const compare = new Intl.Collator(lang, { numeric: true }).compare;
  let order: { column: number; down: boolean } | null = null;
  const filter = el('input', { type: 'search', id: 'table-filter', autocomplete: 'off' });
  const count = el('p', { role: 'status', class: 'quiet' });
  const body = el('tbody');

  const chosen = (): (readonly Cell[])[] => {
    const wanted = filter.value.trim().toLocaleLowerCase(lang);
    const kept = rows.filter(
      (row) => wanted === '' || row.some((cell) => textOf(cell).toLocaleLowerCase(lang).includes(wanted)),
    );
    if (order === null) return kept;
    const { column, down } = order;
    // Rows without a value come last, whichever way.
    return kept.sort((a, b) => {
      const [left, right] = [a[column] ?? null, b[column] ?? null];
      if (left === null || right === null) return Number(left === null) - Number(right === null);
      const both =
        typeof left === 'number' && typeof right === 'number'
          ? left - right
          : compare(textOf(left), textOf(right));
      return down ? -both : both;
    });
  };
  const show = () => {
    const kept = chosen();
    const shown = kept.slice(0, maxShown);
    count.textContent = words.rows(shown.length, rows.length);
    body.replaceChildren(...shown.map((row) => el('tr', {}, ...row.map((cell) => cellOf(cell, lang)))));
  };
  const heads = headings.map((name, column) => {
    const sort = el('button', { type: 'button', class: 'sort', title: words.sortBy(name) }, name);
    const head = el('th', { scope: 'col' }, sort);
    sort.addEventListener('click', () => {
      order = { column, down: order?.column === column && !order.down };
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', order.down ? 'descending' : 'ascending');
      show();
    });
    return head;
  });
  filter.addEventListener('input', show);
  show();
  const asText = () =>
    [headings, ...chosen()]
      .map((row) => row.map((cell) => textOf(cell).replaceAll(/[\t\r\n]+/g, ' ')).join('\t'))
      .join('\n');
  return el(
    'div',
    {},
    el(
      'div',
      { class: 'row' },
      el('label', { for: 'table-filter' }, words.filter),
      filter,
      copyButton(words.copyTable, asText, words),
    ),
    count,
    el(
      'div',
      { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': words.table },
      el('table', {}, el('thead', {}, el('tr', {}, ...heads)), body),
    ),
  );
}

function cellOf(cell: Cell, lang: Lang): HTMLTableCellElement {
  if (typeof cell === 'number')
    return el(
      'td',
      { class: 'number' },
      new Intl.NumberFormat(lang, { useGrouping: false, maximumFractionDigits: 20 }).format(cell),
    );
  const text = textOf(cell);
  return el('td', {}, isWebAddress(text) ? outsideLink(text, text) : text);
}
