import { MARK, markSpans, type Span } from './marks.ts';
import type { Candidate } from './name-candidates.ts';
import { isFirmName } from './name-firms.ts';
import { listedAs } from './name-lists.ts';
import { isCertainFirstName, isFirstName, isOther } from './name-words.ts';

const BEGINS = /(?:^|[.!?:•*\n] ?|\n)$/u;
const WORK_SOON =
  /^['’]?s? (?:stad|region|gata|gate|väg|vei|torg|plats|park|skola|kyrka|församling|stiftelse|minne|museum|sjukhus|stipendium|hus)(?!\p{L})/iu;
const FIRM_SOON = /^['’]?s? (\p{Lu}\p{L}{1,29})/u;
const EMAIL_RUN = new RegExp(`${MARK.email}+`, 'gu');
const GENERIC =
  /^(?:info|jobb|jobba|jobs?|work|karri[aä]r|career|rekrytering|hr|personal|kontakt|contact|mottagning|ansokan|ansökan|post|mail|mejl|office|admin|support|kundtjanst|reception|rektor|chef|vd|bokning|order|hej|hello|team|noreply|test|exempel|example)$/iu;

/** A name that was found once, and the words of a masked e-mail address, are masked wherever they stand. */
export function markRepeated(
  view: string,
  text: string,
  found: readonly Candidate[],
  lower: readonly Span[],
): string {
  const words = new Set<string>();
  for (const one of found) {
    for (const word of one.words) if (/^\p{Lu}[\p{L}\p{M}'’-]{2,}$/u.test(word)) words.add(word);
  }
  const locals = new Set<string>();
  for (const [at, end] of lower) {
    const word = view.slice(at, end);
    if (/^\p{L}{3,}$/u.test(word)) locals.add(word);
  }
  for (const { 0: run, index } of text.matchAll(EMAIL_RUN)) {
    const [local = ''] = view
      .slice(index, index + run.length)
      .split(/@|%40| ?[([{<]| (?:\p{L}{0,8}(?:krull|krøll|snabel|alfa)\p{L}{0,6}|at|ät) /u);
    for (const part of local.split(/[._+\d -]+/u))
      if (part.length > 2 && !GENERIC.test(part)) locals.add(part.toLowerCase());
    if (local.length > 4 && !GENERIC.test(local)) locals.add(local.toLowerCase());
  }
  if (words.size === 0 && locals.size === 0) return text;
  const spans: Span[] = [];
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{M}\d@'’._-]{3,80}/gu)) {
    // In lower case, only the beginnings of addresses are looked for.
    if (locals.size === 0 && !/^\p{Lu}/u.test(word)) continue;
    const trimmed = word.replace(/[.'’-]+$/u, '');
    if (!isRepeated(trimmed, words, locals)) continue;
    const after = text.slice(index + trimmed.length, index + trimmed.length + 30);
    if (/^ ?&|^-/u.test(after) || WORK_SOON.test(after)) continue;
    const [, firm = ''] = FIRM_SOON.exec(after) ?? [];
    if (isFirmName(firm.toLowerCase())) continue;
    // A family name that begins a sentence is as often another word.
    if (
      /^\p{Lu}/u.test(trimmed) &&
      !isFirstName(trimmed) &&
      (listedAs(trimmed).family === 0 || listedAs(trimmed).isCommonWord || listedAs(trimmed).isPlace) &&
      BEGINS.test(text.slice(Math.max(0, index - 2), index))
    )
      continue;
    spans.push([index, index + trimmed.length]);
  }
  return markSpans(text, spans, 'name');
}

function isRepeated(word: string, words: ReadonlySet<string>, locals: ReadonlySet<string>): boolean {
  if (/^\p{Lu}/u.test(word)) {
    if (words.has(word) || (word.endsWith('s') && words.has(word.slice(0, -1)))) return true;
    if (locals.size === 0) return false;
    const ascii = word.toLowerCase();
    return (
      locals.has(ascii) ||
      locals.has(plain(ascii)) ||
      (ascii.endsWith('s') && (locals.has(ascii.slice(0, -1)) || locals.has(plain(ascii.slice(0, -1)))))
    );
  }
  return (
    (word.length > 2 &&
      locals.has(word) &&
      (/[.]/.test(word) || (word.length > 5 && !isOther(word)) || isCertainFirstName(word))) ||
    isDoubleOf(word, locals)
  );
}

/** “anna-lisa”, where the address is “anna.lisa@…” */
const isDoubleOf = (word: string, locals: ReadonlySet<string>): boolean =>
  word.includes('-') && word.split('-').every((part) => part.length > 2 && locals.has(part));
const plain = (word: string): string =>
  word.normalize('NFD').replace(/\p{M}/gu, '').replace(/ø/g, 'o').replace(/æ/g, 'ae');
