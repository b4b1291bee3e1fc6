import { html, type Markup } from '../../markup.ts';
import type { SourceLine } from '../answer.ts';
import type { Chart } from '../chart/chart.ts';
import type { Rendering } from '../format.ts';
import type { PageLanguage } from '../front-matter.ts';
import { licenceOf, markOf, nameOf, sourceWords, stateName, stateOf } from '../source-lines.ts';
import { size, smallSize } from './brush.ts';
import { draw } from './draw.ts';
import { palettes } from './palette.ts';
import { boldness, textAt, wrapped } from './text.ts';

/** Width of a picture where none is asked for: small enough to be read on a telephone. */
export const defaultWidth = 400;
export const widths = { least: 320, most: 1600 } as const;
const margin = 12;
const titleSize = 18;
const maxSources = 12;
const fonts = 'system-ui, sans-serif';

const words = {
  sv: { period: 'Period', refused: 'Uppgifterna kan inte visas' },
  en: { period: 'Period', refused: 'The data cannot be shown' },
} as const;

/** A picture that stands alone: title, mark of old or invented data, chart, period, sources, licences and address. */
export function pictureOf(rendering: Rendering, chart: Chart): string {
  const { query, lang, options, addressOf } = rendering;
  const width = options.width ?? defaultWidth;
  const palette = palettes[options.theme === 'dark' ? 'dark' : 'light'];
  const inner = width - 2 * margin;
  const parts: Markup[] = [];
  let y = margin;
  for (const line of wrapped(query.title[lang], inner, titleSize * boldness, 3)) {
    y += 23;
    parts.push(textAt(0, y - 5, line, { size: titleSize, fill: palette.text, bold: true }));
  }
  for (const line of wrapped(rendering.subject ?? '', inner, size, 3)) {
    y += 20;
    parts.push(textAt(0, y - 4, line, { size, fill: palette.text }));
  }
  const mark = markOf(rendering);
  if (mark !== null) {
    const lines = wrapped(mark, inner - 16, size * boldness, 3);
    parts.push(
      html`<rect x="0" y="${y + 2}" width="${inner}" height="${lines.length * 19 + 9}" fill="${palette.mark}"/>`,
    );
    lines.forEach((line, at) => {
      parts.push(textAt(8, y + 20 + 19 * at, line, { size, fill: palette.markText, bold: true }));
    });
    y += lines.length * 19 + 15;
  }
  const { markup, height } = draw(chart, { palette, lang, width: inner });
  parts.push(html`<g transform="translate(0 ${y})">${markup}</g>`);
  y += height + 6;
  parts.push(html`<line x1="0" x2="${inner}" y1="${y}" y2="${y}" stroke="${palette.line}"/>`);
  y += 4;
  for (const text of captionOf(rendering, chart))
    for (const line of wrapped(text, inner, smallSize, 3)) {
      y += 18;
      parts.push(textAt(0, y - 3, line, { size: smallSize, fill: palette.quiet }));
    }
  return svgOf({
    lang,
    width,
    height: Math.ceil(y + margin),
    back: palette.back,
    title: query.title[lang],
    description: [mark, query.description[lang], rendering.subject, addressOf('html')]
      .filter((text) => text)
      .join(' '),
    body: html`<g transform="translate(${margin} 0)">${parts}</g>`,
  });
}

/** What a chart is of and where it is from, a line each. */
function captionOf({ answer, lang, addressOf }: Rendering, { period, periodName }: Chart): string[] {
  const { source, licence, attribution } = sourceWords(lang);
  const lines = answer.sources.map((line) => {
    const day = line.retrievedAt ? ` ${line.retrievedAt.slice(0, 10)}` : '';
    return `${source}: ${nameOf(line)}, ${shortState(line, lang)}${day}, ${licence}: ${licenceOf(line, lang)}`;
  });
  const left = lines.length - maxSources;
  return [
    ...(period === null ? [] : [`${periodName ?? words[lang].period}: ${period}`]),
    ...lines.slice(0, maxSources),
    ...(left > 0 ? [`+ ${left}`] : []),
    ...(answer.attributions.length > 0 ? [`${attribution}: ${answer.attributions.join('; ')}`] : []),
    addressOf(''),
  ];
}

/** Print has no room for codes, but for those that a reader must not overlook. */
function shortState(line: SourceLine, lang: PageLanguage): string {
  const { state } = line;
  return state === null || state === 'SAMPLE' || state === 'STALE'
    ? stateOf(line, lang)
    : stateName(state, lang);
}

/** A picture that says why there is none. */
export function refusalOf(
  message: string,
  { title, lang, theme }: { title: string | null; lang: PageLanguage; theme: 'light' | 'dark' },
): string {
  const palette = palettes[theme];
  const inner = defaultWidth - 2 * margin;
  const parts: Markup[] = [];
  let y = margin;
  for (const line of wrapped(title ?? words[lang].refused, inner, titleSize * boldness, 3)) {
    y += 23;
    parts.push(textAt(0, y - 5, line, { size: titleSize, fill: palette.text, bold: true }));
  }
  const sentence = title === null ? message : `${words[lang].refused}. ${message}`;
  for (const line of wrapped(sentence, inner, size, 8)) {
    y += 20;
    parts.push(textAt(0, y - 3, line, { size, fill: palette.text }));
  }
  return svgOf({
    lang,
    width: defaultWidth,
    height: y + margin,
    back: palette.back,
    title: title ?? words[lang].refused,
    description: sentence,
    body: html`<g transform="translate(${margin} 0)">${parts}</g>`,
  });
}

interface Svg {
  lang: PageLanguage;
  width: number;
  height: number;
  back: string;
  title: string;
  description: string;
  body: Markup;
}

function svgOf({ lang, width, height, back, title, description, body }: Svg): string {
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" lang="${lang}" role="img" font-family="${fonts}"><title>${title}</title><desc>${description}</desc><rect width="${width}" height="${height}" fill="${back}"/>${body}</svg>
`.text;
}

/** A drawing inside a page, which has the title and the sources as text and sets the colours. */
export function inlineDrawing(rendering: Rendering, chart: Chart, width: number): string {
  const { query, lang } = rendering;
  const { markup, height } = draw(chart, { palette: palettes.variables, lang, width });
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${Math.ceil(height)}" width="${width}" height="${Math.ceil(height)}" role="img" aria-label="${query.title[lang]}" font-family="${fonts}">${markup}</svg>`
    .text;
}
