import type { Markup } from '../../markup.ts';
import type { PageLanguage } from '../front-matter.ts';
import type { Palette } from './palette.ts';

/** What every chart is drawn with. */
export interface Brush {
  palette: Palette;
  lang: PageLanguage;
  /** Of the drawing, in pixels. */
  width: number;
}

/** A part of a drawing, from its own upper edge. */
export interface Part {
  markup: Markup;
  height: number;
}

/** The size of most texts. */
export const size = 14;
export const smallSize = 13;
/** From this width on there is room for names beside what they name. */
export const wide = 560;

const words = {
  sv: {
    noValue: 'uppgift saknas',
    more: (count: number) => `${count} till finns i tabellen`,
    isBreak: 'Avbrott i serien: går inte att jämföra med tidigare',
    missing: 'Uppgift saknas',
    none: 'Inga uppgifter.',
    outline: 'Karta: MapSVG via @svg-maps/sweden, CC BY 4.0',
  },
  en: {
    noValue: 'no data',
    more: (count: number) => `${count} more in the table`,
    isBreak: 'Break in the series: not comparable with earlier values',
    missing: 'No data',
    none: 'No data.',
    outline: 'Map: MapSVG by @svg-maps/sweden, CC BY 4.0',
  },
} as const;
export const drawingWords = (lang: PageLanguage) => words[lang];

/** A range that is wide enough to be divided. */
export const apart = (least: number, most: number): [number, number] =>
  most - least < 1e-9 ? [least, least + 1] : [least, most];

/** A number as a reader writes it. */
export function shown(value: number, lang: PageLanguage): string {
  return new Intl.NumberFormat(lang, { maximumFractionDigits: Math.abs(value) < 1 ? 3 : 2 }).format(value);
}
