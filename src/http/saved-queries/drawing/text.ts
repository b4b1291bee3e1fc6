import { html, type Markup } from '../../markup.ts';

/** Wide, narrow and other signs of a common typeface, in parts of its size. Rather too wide than too narrow. */
function widthOfSign(sign: string): number {
  if (/[ijlI.,:;'|!()[\]]/.test(sign)) return 0.3;
  if (/[ frt\-–·]/.test(sign)) return 0.38;
  if (/[mwMW@%—]/.test(sign)) return 0.95;
  if (/\d/.test(sign)) return 0.64;
  if (/[A-ZÅÄÖ]/.test(sign)) return 0.7;
  return sign.charCodeAt(0) > 0x2e80 ? 1 : 0.6;
}

/** How wide a text is at most, since no typeface is loaded where it is drawn. */
export function widthOf(text: string, size: number): number {
  let width = 0;
  for (const sign of text) width += widthOfSign(sign);
  return width * size;
}

/** How much wider bold text is. */
export const boldness = 1.12;

/** A text in as many lines as it needs, at most so many; what is left out is marked. */
export function wrapped(text: string, width: number, size: number, maxLines: number): string[] {
  const words = text
    .slice(0, 2_000)
    .split(/\s+/)
    .filter((word) => word !== '')
    .flatMap((word) => pieces(word, width, size));
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer, size) <= width || line === '') line = longer;
    else {
      lines.push(line);
      line = word;
    }
    if (lines.length > maxLines) break;
  }
  if (line !== '') lines.push(line);
  if (lines.length <= maxLines) return lines;
  return [...lines.slice(0, maxLines - 1), cut(`${lines[maxLines - 1]}…`, width, size)];
}

/** A word that is wider than a line, such as an address, in pieces. */
function pieces(word: string, width: number, size: number): string[] {
  if (widthOf(word, size) <= width) return [word];
  const found: string[] = [];
  let piece = '';
  for (const sign of word) {
    if (piece !== '' && widthOf(piece + sign, size) > width) {
      found.push(piece);
      piece = '';
    }
    piece += sign;
  }
  return [...found, piece];
}

function cut(text: string, width: number, size: number): string {
  if (widthOf(text, size) <= width) return text;
  const signs = [...text.slice(0, -1)];
  while (signs.length > 1 && widthOf(`${signs.join('')}…`, size) > width) signs.pop();
  return `${signs.join('').trimEnd()}…`;
}

/** A text in one line, cut where it is too wide. */
export const fitted = (text: string, width: number, size: number): string =>
  cut(wrapped(text, Number.POSITIVE_INFINITY, size, 1)[0] ?? '', width, size).trim();

interface TextStyle {
  size: number;
  fill: string;
  anchor?: 'start' | 'middle' | 'end';
  bold?: boolean;
}

/** One line of text; `y` is its base line. */
export function textAt(
  x: number,
  y: number,
  text: string,
  { size, fill, anchor = 'start', bold = false }: TextStyle,
): Markup {
  return html`<text x="${round(x)}" y="${round(y)}" font-size="${size}" fill="${fill}"${
    anchor === 'start' ? null : html` text-anchor="${anchor}"`
  }${bold ? html` font-weight="700"` : null}>${text}</text>`;
}

/** Tenths are enough for what is seen. */
export const round = (value: number): number => Math.round(value * 10) / 10;
