import { hasChatService, markAccounts, markHandles, markHandlesOfServices } from './find-accounts.ts';
import { markCodes } from './find-codes.ts';
import { markEmails, markOddEmails, markProtectedEmails } from './find-emails.ts';
import { markHomes, markHomesInWords } from './find-homes.ts';
import { markLinks, markParameters } from './find-links.ts';
import { markNamedPersonalNumbers, markPersonalNumbers, markVehicles } from './find-personal-numbers.ts';
import { markExtensions, markPhones } from './find-phones.ts';
import { markAll, markSpans } from './marks.ts';
import { isReferenceAt } from './number-labels.ts';
import { numbersInPieces, numbersInWords } from './number-words.ts';
import { withDigits } from './odd-digits.ts';
import { isDateOrHours } from './phone-digits.ts';

/*
 * The order in which contacts are marked: each step sees the marks of those before it. Every repetition in the patterns of
 * all steps has a bound, and every pattern begins where a run of its characters begins: the time grows with the length of
 * the text and not with its square.
 */

/** Somebody masked a number before. */
const ALREADY_MASKED =
  /\[[^\]\n]{0,12}(?:telefon|mobil|nummer|e-?post|mejl|mail|phone)[^\]\n]{0,30}\]|(?<!\*)\*{2,4}(?:[- ]\*{2,4}){2,5}(?!\*)/giu;

/** No number of a person or a telephone is shorter. */
const MANY_DIGITS = /\d(?:(?:[^\d\p{L}]{0,3}|[xX])\d){4}/u;

/**
 * Marks e-mail addresses, telephone numbers, personal identity numbers, and links to persons' pages, chats and calendars
 * in the view of a text. Organisation numbers, dates, hours, pay and codes stay.
 */
export function markAddresses(view: string, country: string): string {
  let text = markLinks(markCodes(withDigits(view)));
  // Asked before the accounts are marked, since their marks hide the services.
  const hasChat = hasChatService(text);
  text = markParameters(markAccounts(text, hasChat));
  text = markHandles(markEmails(text));
  text = markHandlesOfServices(markOddEmails(text), hasChat);
  text = markProtectedEmails(text);
  if (/[[*]/.test(text)) text = markAll(text, ALREADY_MASKED, 'kept');
  text = markSpans(text, numbersInWords(text), 'number');
  text = markHomesInWords(text);
  if (!/\d/.test(text)) return text;
  text = markVehicles(markExtensions(text));
  text = markNamedPersonalNumbers(markHomes(text));
  if (MANY_DIGITS.test(text)) text = markPhones(markPersonalNumbers(text), country);
  return markSpans(
    text,
    numbersInPieces(text).filter(
      ([at, end]) => !isReferenceAt(text, at, end) && !isDateOrHours(text.slice(at, end)),
    ),
    'number',
  );
}
