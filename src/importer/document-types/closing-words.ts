import { fold } from '../../text/fold.ts';
import type { PartyNames } from './party-names.ts';

const aboutParties =
  /\b(?:partierna|partiernas|partiene|partienes|(?:alla|vissa|flera|fyra|tre|tva|fem|sex|sju|atta|nagra|ovriga|manga|samtliga|de flesta|inget av|ingen av|alle|flere|noen) (?:av )?parti(?:er|erna|ene)|parties|av de svarande|foreningens?|foreningen|redaktionens?|redaksjonen|forbundets?|vi konstaterar|vi noterar|vi kan konstatera|var kommentar|kommentar fran|vi takker for|vi tackar for|our comment|we note|the association|answers above|svaren|svarene|respondents)\b/;

const kinds = '(?:kommentar(?:er|en)?|kommenterar|anmarkning|anm|merknad|comments?|remarks?)';
const commenting = new RegExp(
  `^(?:(?:foreningens?|foreningen|redaktionens?|redaktionen|redaksjonens?|redaksjonen|forbundets?|utgivarens?|red|the associations?|the editors?|editors?|editorial) ${kinds}\\b|${kinds} (?:fran|fra|from|av|by) (?:foreningen|redaktionen|redaksjonen|forbundet|the association|the editors?)\\b)`,
);
const announcing =
  /^(?:kommentar|anmärkning|anm|red\.?\s?anm|merknad|comment|remark|editor['’]s note)(?:er|s)?\.?\s*(?:[:–—]|$)/iu;

/** Whether a paragraph is, by its first words, a comment of those who asked, and not an answer. */
export function isComment(text: string, askers: readonly string[]): boolean {
  const folded = fold(text.replace(/['’]/gu, ''))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  if (commenting.test(folded) || announcing.test(text)) return true;
  return askers.some((name) => new RegExp(`^${fold(name)}s? ${kinds}\\b`, 'u').test(folded));
}

/** Whether a paragraph speaks about the parties together, as no party does. */
export function speaksOfAll(text: string): boolean {
  return aboutParties.test(fold(text).replace(/[^\p{L}\p{N} ]+/gu, ' '));
}

/** Whether a paragraph speaks about the parties rather than for one of them. */
export function speaksAboutParties(text: string, speaker: string, parties: PartyNames): boolean {
  if (speaksOfAll(text)) return true;
  const named = parties.in(text);
  if ([...named].some((code) => code !== speaker)) return true;
  // "MP svar om öppna data är positivt": of the party itself in the third person, by its code.
  return named.has(speaker) && new RegExp(`^${speaker}(?::?s)? (?:svar|svarer|reply|answer)`, 'u').test(text);
}

/** Another party that a sentence inside an answer gives the word to: "Nej. Centern: ja." */
export function otherSpeaker(text: string, speaker: string, parties: PartyNames): string | null {
  for (const [, name = ''] of text.matchAll(
    /(?<=[.!?…"”»)]\s+|\n|\u2028)([^.!?:;\n\u2028]{1,60}):(?=\s)/gu,
  )) {
    const [code, ...others] = parties.inHeading(name);
    if (code !== undefined && others.length === 0 && code !== speaker) return code;
  }
  return null;
}
