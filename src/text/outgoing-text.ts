import { MASK, scrubAddresses, scrubContacts } from './scrub-contacts.ts';
import { oneLine } from './white-space.ts';

/** A person's text as it may be sent to a source: without contact details and names beside them. Lines stay. */
export function outgoingText(text: string): string {
  return scrubContacts(text).replaceAll(MASK, ' ');
}

/** Words of a search as they may be sent to a source; empty when they are contact details alone. */
export function outgoingWords(words: string): string {
  const clean = scrubAddresses(words);
  return clean === words ? words : oneLine(clean.replaceAll(MASK, ' '));
}
