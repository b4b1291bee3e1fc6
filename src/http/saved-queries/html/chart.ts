import { html, Markup } from '../../markup.ts';
import type { Chart } from '../chart/chart.ts';
import { drawingWords, shown } from '../drawing/brush.ts';
import { inlineDrawing } from '../drawing/picture.ts';
import type { Rendering } from '../format.ts';
import type { PageLanguage } from '../front-matter.ts';

const words = {
  sv: { table: 'Uppgifterna som tabell', what: 'Vad', period: 'Period' },
  en: { table: 'The data as a table', what: 'What', period: 'Period' },
} as const;

/** Drawn for a telephone and for a screen; the style of the page shows the one that there is room for. */
const inlineWidths = { narrow: 360, wide: 760 } as const;

/** A drawing inside a page, its period, and the same data as a table. */
export function chartMarkup(rendering: Rendering, chart: Chart): Markup {
  const { lang } = rendering;
  const drawing = (size: keyof typeof inlineWidths) => {
    const svg = new Markup(inlineDrawing(rendering, chart, inlineWidths[size]));
    // A map has no use for more room.
    return html`<div class="drawing ${chart.type === 'map' ? 'any' : size}">${svg}</div>`;
  };
  return html`${drawing('narrow')}${chart.type === 'map' ? null : drawing('wide')}${
    chart.period === null
      ? null
      : html`<p class="quiet">${chart.periodName ?? words[lang].period}: ${chart.period}</p>`
  }<details><summary>${words[lang].table}</summary>${tableMarkup(rendering, chart)}</details>`;
}

/** The data of a chart as a table, without what it leaves out. */
function tableMarkup(rendering: Rendering, chart: Chart): Markup {
  const { lang, query } = rendering;
  const { head, rows } = rowsOf(chart, lang);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${words[lang].table}: ${query.title[lang]}"><table><thead><tr>${head.map(
    (name) => html`<th scope="col">${name}</th>`,
  )}</tr></thead><tbody>
${rows.map(
  ([name, ...cells]) =>
    html`<tr><th scope="row">${name ?? ''}</th>${cells.map((cell) =>
      typeof cell === 'number'
        ? html`<td class="number">${shown(cell, lang)}</td>`
        : html`<td>${cell === null || cell === '' ? drawingWords(lang).noValue : cell}</td>`,
    )}</tr>\n`,
)}</tbody></table></div>`;
}

type TableCell = string | number | null;

function rowsOf(chart: Chart, lang: PageLanguage): { head: string[]; rows: TableCell[][] } {
  const { what, period } = words[lang];
  if (chart.type === 'line') {
    const { series, times, measure } = chart;
    return {
      head: [period, ...series.map(({ name }) => (name === '' ? measure : `${name} (${measure})`))],
      rows: times.map((time, at) => [time, ...series.map(({ points }) => points[at]?.value ?? null)]),
    };
  }
  if (chart.type === 'matrix') {
    const labels = new Map(chart.values.map(({ key, label }) => [key, label]));
    return {
      head: [what, ...chart.columns],
      rows: chart.rows.map(({ name, cells }) => [name, ...cells.map((key) => labels.get(key) ?? null)]),
    };
  }
  const head = [what, chart.measure];
  if (chart.type === 'bar') return { head, rows: chart.bars.map(({ label, value }) => [label, value]) };
  if (chart.type === 'map')
    return { head, rows: [...chart.counties.values()].map(({ name, value }) => [name, value]) };
  return { head, rows: [[chart.label, chart.value]] };
}
