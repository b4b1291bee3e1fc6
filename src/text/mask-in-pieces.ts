import { MASK, mask, scrubLabel } from './scrub-contacts.ts';

/** Texts up to this length, which nearly all are, are masked at once. */
const AT_ONCE = 12_000;
/** Of those that are written to take long, the masker reads so many characters in some tens of milliseconds. */
const LONGEST_PIECE = 6_000;
/** What is read beside a piece: a name, or what speaks for one, may stand on both sides of a cut. */
const OVERLAP = 1_000;
/** How far back the end of a paragraph, a line or a sentence is looked for. */
const SEARCHED = 2_000;
/** Stands for a find; a character of nobody. */
const SIGN = '\uf8ff';

type Span = readonly [at: number, end: number];

/** What a text is: one of prose, one whose names are masked beside contacts alone, or one whose names are public. */
export type Masked = 'prose' | 'label' | 'addresses';

/**
 * Masks contact details of a text of any length. It stops between pieces, so that other work has its turn, and returns
 * the masked text. Pieces overlap, and what is found in either is masked.
 */
export function* maskedInPieces(text: string, kind: Masked, country = 'SE'): Generator<void, string> {
  const spans: Span[] = [];
  for (let from = 0; from < text.length; ) {
    const to = endOfPiece(text, from);
    const start = Math.max(0, from - OVERLAP);
    for (const [at, end] of spansIn(text.slice(start, to + OVERLAP), kind, country))
      if (start + at < to && start + end > from) spans.push([start + at, start + end]);
    from = to;
    if (from < text.length) yield;
  }
  return withMasks(text, spans);
}

/** Whether a text is masked in more than one piece. */
export const isLongText = (text: string): boolean => text.length > AT_ONCE;

/** The same, without a stop. */
export function maskedAtOnce(text: string, kind: Masked, country?: string): string {
  const pieces = maskedInPieces(text, kind, country);
  for (;;) {
    const { done, value } = pieces.next();
    if (done) return value;
  }
}

function endOfPiece(text: string, from: number): number {
  if (text.length - from <= LONGEST_PIECE + SEARCHED) return text.length;
  const to = from + LONGEST_PIECE;
  const searched = text.slice(to - SEARCHED, to);
  for (const end of ['\n\n', '\n', '. ', ' ']) {
    const at = searched.lastIndexOf(end);
    if (at >= 0) return to - SEARCHED + at + end.length;
  }
  return to;
}

function spansIn(piece: string, kind: Masked, country: string): Span[] {
  const text = piece.replaceAll(SIGN, ' ');
  if (kind === 'label' && scrubLabel(text, country) === text) return [];
  const finds: string[] = [];
  const marked = mask(text, {
    country,
    names: kind !== 'addresses',
    mask: (_, found) => {
      finds.push(found);
      return SIGN;
    },
  });
  const kept = marked.split(SIGN);
  let place = 0;
  return finds.map((found, nth): Span => {
    const at = place + (kept[nth] ?? '').length;
    // Two finds may share characters, which then go with the first.
    let shared = 0;
    while (!text.startsWith(found, at - shared) && shared < found.length) shared++;
    place = at - shared + found.length;
    return [at, place];
  });
}

function withMasks(text: string, found: readonly Span[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const [at, end] of [...found].sort((one, other) => one[0] - other[0])) {
    if (end <= from) continue;
    if (at >= from) parts.push(text.slice(from, at), MASK);
    from = end;
  }
  return from === 0 ? text : parts.join('') + text.slice(from);
}
