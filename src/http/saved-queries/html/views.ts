import { html, isWebAddress, type Markup } from '../../markup.ts';
import { readChart } from '../chart/read-chart.ts';
import { shownView } from '../chart/shown-view.ts';
import { type Cell, textOf } from '../flatten.ts';
import type { Rendering } from '../format.ts';
import type { View } from '../front-matter.ts';
import { columnOf, headingOf } from '../query.ts';
import { type Table, tableOf } from '../table.ts';
import { namedText } from '../words/of-plan.ts';
import { chartMarkup } from './chart.ts';

/** Rows that a page shows. */
const maxShown = 1_000;
/** Characters of all rows, and of one cell: the rest is in the files. */
const maxShownText = 250_000;
const maxCell = 1_000;

const words = {
  sv: {
    more: (count: number) => `${count} rader till finns i filerna.`,
    none: 'Inga uppgifter.',
    noValue: 'ingen uppgift',
    yes: 'ja',
    no: 'nej',
  },
  en: {
    more: (count: number) => `${count} more rows are in the files.`,
    none: 'No data.',
    noValue: 'no data',
    yes: 'yes',
    no: 'no',
  },
} as const;

/** The answer in the view of its query, or in the one asked for. */
export function viewOf(rendering: Rendering): Markup {
  const view = shownView(rendering.query.view, rendering.options.view);
  const table = tableOf(rendering);
  if (table.size.rows === 0) return html`<p>${words[rendering.lang].none}</p>`;
  if (view.type === 'list') return list(rendering, table, view);
  if (view.type === 'number') return number(rendering, table, view);
  const chart = readChart(rendering);
  return chart ? chartMarkup(rendering, chart) : plainTable(rendering, table);
}

function plainTable(rendering: Rendering, table: Table): Markup {
  const { query, lang } = rendering;
  const columns = shownColumns(rendering, table);
  const headings = new Map(query.plan.columns.map((column) => [column.name, headingOf(query, column, lang)]));
  const rows: Markup[] = [];
  let written = 0;
  for (const row of table.rows()) {
    if (rows.length === maxShown || written > maxShownText) break;
    const line = html`<tr>${columns.map((at) => cellOf(rendering, at, row[at]))}</tr>\n`;
    written += line.text.length;
    rows.push(line);
  }
  const left = table.size.rows - rows.length;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${query.title[lang]}"><table><thead><tr>${columns.map(
    (at) => html`<th scope="col">${headings.get(table.columns[at] ?? '') ?? table.columns[at] ?? ''}</th>`,
  )}</tr></thead><tbody>
${rows}</tbody></table></div>${left > 0 ? html`<p>${words[lang].more(left)}</p>` : null}`;
}

/** Positions of the columns that a table view names, else of all. */
function shownColumns({ query: { view } }: Rendering, { columns }: Table): number[] {
  const named = view.type === 'table' ? view.columns : undefined;
  return columns.flatMap((name, at) => (named && !named.includes(name) && name !== 'data_state' ? [] : [at]));
}

function list(rendering: Rendering, table: Table, view: Extract<View, { type: 'list' }>): Markup {
  const read = reader(table);
  const entries = new Map<string, Markup>();
  let shown = 0;
  for (const row of table.rows()) {
    const text = (column: string | undefined) => (column ? textOf(read(row, column)) : '');
    const title = cut(text(view.title) || text(view.url));
    const key = text(view.id) || text(view.url) || title;
    if (title === '' || entries.has(key) || entries.size >= maxShown || shown > maxShownText) continue;
    const address = text(view.url);
    const date = text(view.date);
    const summary = (view.summary ?? [])
      .map((column) => cut(namedText(columnOf(rendering.query, column), read(row, column), rendering.lang)))
      .filter((part) => part !== '');
    const entry = html`<li>${isWebAddress(address) ? html`<a href="${address}" rel="noopener" target="_blank">${title}</a>` : title}${
      date === '' ? null : html` <time>${date.slice(0, 10)}</time>`
    }${summary.length > 0 ? html`<br><span class="quiet">${summary.join(' · ')}</span>` : null}</li>\n`;
    shown += entry.text.length;
    entries.set(key, entry);
  }
  return html`<ul class="entries">
${[...entries.values()]}</ul>`;
}

function number(rendering: Rendering, table: Table, view: Extract<View, { type: 'number' }>): Markup {
  const { query, lang } = rendering;
  const read = reader(table);
  const [row] = table.rows();
  const value = row && read(row, view.value);
  const text = (column: string | undefined) => (column && row ? textOf(read(row, column)) : '');
  const shown =
    typeof value === 'number'
      ? new Intl.NumberFormat(lang).format(value)
      : textOf(value) || words[lang].noValue;
  const about = [text(view.label) || query.headings[view.value]?.[lang], text(view.time)].filter(
    (part) => part,
  );
  return html`<p class="number-view">${shown}${text(view.unit) === '' ? null : html` ${text(view.unit)}`}</p><p>${about.join(', ')}</p>`;
}

const reader = ({ columns }: Table) => {
  const at = new Map(columns.map((name, index) => [name, index]));
  return (row: readonly Cell[], column: string): Cell => row[at.get(column) ?? -1] ?? null;
};

/** Null is “no number”, never 0. */
function cellOf({ query, lang }: Rendering, at: number, cell: Cell | undefined): Markup {
  if (typeof cell === 'number')
    return html`<td class="number">${new Intl.NumberFormat(lang, { useGrouping: false, maximumFractionDigits: 20 }).format(cell)}</td>`;
  if (typeof cell === 'boolean') return html`<td>${words[lang][cell ? 'yes' : 'no']}</td>`;
  const text = namedText(query.plan.columns[at], cell ?? null, lang);
  if (isWebAddress(text)) return html`<td><a href="${text}" rel="noopener" target="_blank">${text}</a></td>`;
  return html`<td>${cut(text)}</td>`;
}

const cut = (text: string): string => (text.length > maxCell ? `${text.slice(0, maxCell)}…` : text);
