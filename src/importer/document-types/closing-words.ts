import { fold } from '../../text/fold.ts';
import type { PartyNames } from './party-names.ts';

const aboutParties =
  /\b(?:partierna|partiernas|partiene|partienes|(?:alla|vissa|flera|fyra|tre|tva|fem|sex|sju|atta|nagra|ovriga|manga|samtliga|de flesta|inget av|ingen av|alle|flere|noen) (?:av )?parti(?:er|erna|ene)|parties|av de svarande|foreningens?|foreningen|redaktionens?|redaksjonen|forbundets?|vi konstaterar|vi noterar|vi kan konstatera|var kommentar|kommentar fran|vi takker for|vi tackar for|our comment|we note|the association|answers above|svaren|svarene|respondents)\b/;

/** Whether a paragraph speaks about the parties rather than for one of them. */
export function speaksAboutParties(text: string, speaker: string, parties: PartyNames): boolean {
  if (aboutParties.test(fold(text).replace(/[^\p{L}\p{N} ]+/gu, ' '))) return true;
  const named = parties.in(text);
  if ([...named].some((code) => code !== speaker)) return true;
  // "MP svar om öppna data är positivt": of the party itself in the third person, by its code.
  return named.has(speaker) && new RegExp(`^${speaker}(?::?s)? (?:svar|svarer|reply|answer)`, 'u').test(text);
}
