import { markAddresses } from './find-addresses.ts';
import { markNamedHomes } from './find-homes.ts';
import { markNames } from './find-names.ts';
import { MARK, type MaskedType, REPLACED_MARK } from './marks.ts';
import { viewOf } from './text-view.ts';

/** Replaces a contact detail, in every language. */
export const MASK = '[…]';

/** What a text is: names are looked for in prose and headlines, and elsewhere only where a word says that one follows. */
interface Masking {
  /** ISO code of the country whose numbers are expected. */
  country?: string;
  names?: boolean;
  /** What replaces a find; `[…]` where nothing is said. */
  mask?: (type: MaskedType, found: string) => string;
}

/** An ellipsis in brackets is our own mask, or says as much: something was left out here. */
const MASKED = /\[…\]/gu;
const RUN = new RegExp(`${REPLACED_MARK}+`, 'gu');
const typeOf = (sign: string | undefined): MaskedType =>
  sign === MARK.email ? 'email' : sign === MARK.number ? 'number' : sign === MARK.link ? 'link' : 'name';

/** The text with contact details of persons masked. */
export function mask(
  text: string,
  { country = 'SE', names = true, mask: replace = () => MASK }: Masking = {},
): string {
  if (text.length < 3) return text;
  const view = viewOf(text);
  const masked = view.text.replace(MASKED, (found) => MARK.kept.repeat(found.length));
  const addresses = markAddresses(masked, country);
  const marked = names ? markNamedHomes(markNames(view.text, addresses)) : addresses;
  const parts: string[] = [];
  let from = 0;
  for (const { 0: run, index } of marked.matchAll(RUN)) {
    const [at, end] = view.original(index, index + run.length);
    if (end <= from) continue;
    parts.push(text.slice(from, Math.max(from, at)), replace(typeOf(run[0]), text.slice(at, end)));
    from = end;
  }
  return from === 0 ? text : parts.join('') + text.slice(from);
}

/**
 * Replaces contact details of persons by `[…]`: e-mail addresses, telephone numbers, personal identity numbers, links to
 * persons, and the names of contact persons. Organisation numbers, dates, hours, pay and codes stay. A name is masked by
 * evidence: it stands beside a contact detail, a title or a word that asks to contact somebody.
 */
export function scrubContacts(text: string, country = 'SE'): string {
  return mask(text, { country });
}

/** A word after which an organisation's name goes on with a person's. */
const PERSON_FOLLOWS = /(?<!\p{L})(?:v\/|c\/o|att:?|attn|kontakt\p{L}*|contact|genom)(?!\p{L})/iu;

/**
 * The same for a title or a name of an organisation or a place, which is often named after a person: names are masked only
 * beside a contact detail or a word for one.
 */
export function scrubLabel(text: string, country = 'SE'): string {
  const clean = scrubAddresses(text, country);
  return clean !== text || PERSON_FOLLOWS.test(text) ? scrubContacts(text, country) : text;
}

/** The same without names, for words of a search and for names of organisations. */
export function scrubAddresses(text: string, country = 'SE'): string {
  return mask(text, { country, names: false });
}
