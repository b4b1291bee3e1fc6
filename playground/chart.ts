import type { Chart } from '../src/http/saved-queries/chart/chart.ts';
import { type Axes, lastPart } from './axes.ts';
import { type ChartKind, chartOf, kindsOf, numbersOf } from './chart-kinds.ts';
import { el } from './dom.ts';
import type { Opened } from './rows.ts';
import type { Lang, Words } from './words.ts';

const maxBars = 40;

/** The answer's numbers in a kind that fits them, others to choose from. The table says the same in figures. */
export function chartView(
  opened: Opened,
  { axes, lang, words }: { axes: Axes | null; lang: Lang; words: Words },
): HTMLElement {
  if (!axes) return el('p', {}, words.noChart);
  const kinds = kindsOf(opened, axes);
  const shown = el('div');
  const show = (kind: ChartKind | undefined) => {
    const chart = kind && chartOf(kind, opened, axes);
    if (chart) void drawInto(shown, chart, captionOf(opened, axes, words), lang);
    else shown.replaceChildren(...bars(opened, axes, { isShare: kind === 'share', lang, words }));
  };
  show(kinds[0]);
  if (kinds.length < 2) return shown;
  const choice = el(
    'select',
    { id: 'chart-kind' },
    ...kinds.map((kind) => el('option', { value: kind }, words.chartKinds[kind])),
  );
  choice.addEventListener('input', () => show(kinds.find((kind) => kind === choice.value)));
  return el(
    'div',
    {},
    el('div', { class: 'row' }, el('label', { for: 'chart-kind' }, words.chartKind), choice),
    shown,
  );
}

async function drawInto(place: HTMLElement, chart: Chart, caption: string, lang: Lang): Promise<void> {
  const { drawnChart } = await import('./drawn.ts');
  const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
  const width = Math.round(Math.min(760, Math.max(320, place.clientWidth || 360)));
  place.replaceChildren(drawnChart(chart, { lang, width, isDark, caption }));
}

const captionOf = ({ headings }: Opened, axes: Axes, words: Words): string =>
  words.chartOf(lastPart(headings[axes.value]), lastPart(headings[axes.category]));

function bars(
  opened: Opened,
  axes: Axes,
  { isShare, lang, words }: { isShare: boolean; lang: Lang; words: Words },
): Node[] {
  const drawn = numbersOf(opened, axes);
  const shown = drawn.slice(0, maxBars);
  const sum = drawn.reduce((total, { value }) => total + value, 0);
  const largest = Math.max(...shown.map(({ value }) => Math.abs(value)), Number.MIN_VALUE);
  const numbers = new Intl.NumberFormat(lang);
  const shares = new Intl.NumberFormat(lang, { style: 'percent', maximumFractionDigits: 1 });
  const table = el(
    'table',
    { class: 'bars' },
    el('caption', {}, captionOf(opened, axes, words)),
    el(
      'thead',
      {},
      el('tr', {}, el('th', { scope: 'col' }, words.category), el('th', { scope: 'col' }, words.value)),
    ),
    el(
      'tbody',
      {},
      ...shown.map(({ name, value }) => {
        const bar = el('span', { class: value < 0 ? 'bar below' : 'bar', 'aria-hidden': 'true' });
        // Set by script, which the policy of the page allows.
        bar.style.inlineSize = `${(Math.abs(value) / largest) * 70}%`;
        const text = isShare ? shares.format(value / sum) : numbers.format(value);
        return el('tr', {}, el('th', { scope: 'row' }, name), el('td', {}, bar, text));
      }),
    ),
  );
  const left = drawn.length - shown.length;
  return left > 0 ? [table, el('p', {}, words.moreBars(left))] : [table];
}
