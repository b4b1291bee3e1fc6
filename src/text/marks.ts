/**
 * What is masked is marked in the view of a text by a character of its own, repeated: the text keeps its length, and
 * later patterns see what stood there. A view has no other control characters.
 */
export const MARK = {
  email: '\u0001',
  number: '\u0002',
  link: '\u0003',
  name: '\u0004',
  kept: '\u0005',
} as const;
/** `kept` is what somebody masked before: it tells as much of what stands beside it, and stays as it is. */
export type MarkType = keyof typeof MARK;
export type MaskedType = Exclude<MarkType, 'kept'>;

/** Any mark, in the source of a regular expression, and any that is replaced. */
export const ANY_MARK = String.raw`[\u0001-\u0005]`;
export const REPLACED_MARK = String.raw`[\u0001-\u0004]`;

export type Span = readonly [at: number, end: number];

/** The span of a whole match. */
export const whole = ({ 0: found, index }: RegExpExecArray): Span => [index, index + found.length];
/** The span of the last group, which ends the match. */
export const lastGroup = (match: RegExpExecArray): Span => {
  const end = match.index + match[0].length;
  return [end - (match.at(-1) ?? '').length, end];
};

/** Marks what a pattern finds. `spanOf` gives the part of a match that is masked, or null for none. */
export function markAll(
  text: string,
  pattern: RegExp,
  type: MarkType,
  spanOf: (match: RegExpExecArray) => Span | null = whole,
): string {
  // `matchAll` would copy the pattern for each text.
  pattern.lastIndex = 0;
  let match = pattern.exec(text);
  if (!match) return text;
  const parts: string[] = [];
  let from = 0;
  for (; match; match = pattern.exec(text)) {
    if (match[0] === '') pattern.lastIndex++;
    const span = spanOf(match);
    if (!span || span[1] <= span[0] || span[0] < from) continue;
    parts.push(text.slice(from, span[0]), MARK[type].repeat(span[1] - span[0]));
    from = span[1];
  }
  return from === 0 ? text : parts.join('') + text.slice(from);
}

/** Marks spans, which may touch but come in any order. */
export function markSpans(text: string, spans: readonly Span[], type: MarkType): string {
  if (spans.length === 0) return text;
  const parts: string[] = [];
  let from = 0;
  for (const [at, end] of [...spans].sort((one, other) => one[0] - other[0])) {
    if (end <= from) continue;
    const start = Math.max(at, from);
    parts.push(text.slice(from, start), MARK[type].repeat(end - start));
    from = end;
  }
  return parts.join('') + text.slice(from);
}
