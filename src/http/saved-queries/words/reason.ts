import { entryOf } from '../../../text/entry-of.ts';
import type { PageLanguage } from '../front-matter.ts';
import type { Problem } from '../problem.ts';
import type { AddressedQuery } from '../query.ts';

/** Why there is no answer, for a reader. */
export interface Reason {
  text: string;
  /** What the text leaves out, in English. */
  detail: string | null;
}

/** How long a list of suggestions may be. */
const maxShown = 8;

type Label = (argument: string) => string;

/** Sentences of the graph that readers meet, in Swedish. `label` names a field of the form. */
const sentences: readonly [RegExp, (parts: readonly string[], label: Label) => string][] = [
  [
    /^There is no (place|occupation) "(.+)"\. The nearest are: (.+)\.$/,
    ([what, value, near]) =>
      `${what === 'place' ? 'Orten' : 'Yrket'} ”${value}” finns inte. Närmast: ${near}.`,
  ],
  [
    /^There is no "(.+)" for (\w+)\. The nearest are: (.+)\.$/,
    ([value, name, near], label) => `”${value}” finns inte för ${label(name ?? '')}. Närmast: ${near}.`,
  ],
  [
    /^"(.+)" may be (.+): give the (?:code|slug)\.$/,
    ([value, some]) => `”${value}” kan vara ${some}. Ange koden.`,
  ],
  [
    /^[“"]?(\w+)[”"]?(?: of \w+)? must be (?:from|between) (\d+) (?:to|and) (\d+)/,
    ([name, low, high], label) => `${label(name ?? '')} ska vara ett tal från ${low} till ${high}.`,
  ],
  [/^(\w+) is empty/, ([name], label) => `${label(name ?? '')} är tomt. Skriv något, eller lämna ut det.`],
  [
    /^(\w+) holds no letter or digit/,
    ([name], label) => `${label(name ?? '')} har ingen bokstav eller siffra. Skriv minst ett ord.`,
  ],
  [
    /^(\w+) holds contact details alone/,
    ([name], label) =>
      `${label(name ?? '')} har bara kontaktuppgifter, som inte skickas till källorna. Skriv andra ord.`,
  ],
  [
    /^[“"]?(\w+)[”"]? holds \d+ characters; (?:at most|the limit is) (\d+)/,
    ([name, most], label) => `${label(name ?? '')} är för långt. Högst ${most} tecken får plats.`,
  ],
  [
    /^(\w+) (\S+) comes after (\w+) (\S+): swap them\.$/,
    ([from, first, to, last], label) =>
      `${label(from ?? '')} ${first} kommer efter ${label(to ?? '')} ${last}. Byt plats på dem.`,
  ],
  [
    /^(\w+) (\d+) is outside the archive: give years from (\d+) to (\d+)\.$/,
    ([name, year, from, to], label) =>
      `${label(name ?? '')} ${year} ligger utanför arkivet. Ange år från ${from} till ${to}.`,
  ],
  [
    /^(\w+) is no period/,
    ([name], label) =>
      `${label(name ?? '')} är ingen period. Skriv ett år, eller till exempel 2024-06 eller 2024-Q2.`,
  ],
  [
    /^Variable "\$(\w+)" got invalid value "(.*)"; Date/,
    ([name, value], label) =>
      `${label(name ?? '')} ska vara en dag, till exempel 2026-01-31, inte ”${value}”.`,
  ],
];

/** What each code says by itself. */
const byCode: Readonly<Record<string, string>> = {
  BAD_USER_INPUT: 'Ett av värdena går inte att använda.',
  BAD_REQUEST: 'Adressen går inte att läsa.',
  GRAPHQL_PARSE_FAILED: 'Frågan i adressen går inte att läsa.',
  GRAPHQL_VALIDATION_FAILED: 'Frågan i adressen passar inte schemat.',
  OPERATION_RESOLUTION_FAILURE: 'Frågan i adressen går inte att läsa.',
  QUERY_TOO_COMPLEX: 'Frågan är för stor. Be om färre eller kortare listor.',
  FORBIDDEN: 'Det är inte tillåtet här.',
  NOT_FOUND: 'Det som frågan gäller finns inte här.',
  NOT_KEPT: 'Svaret är inte kvar.',
  LINK_TOO_LONG: 'Länken är för lång.',
  TOO_MANY_CELLS:
    'Urvalet är för stort för ett svar. Välj färre celler, eller hämta det som CSV eller JSON-stat.',
  TOO_LARGE: 'Svaret är för stort. Avgränsa det.',
  RATE_LIMITED: 'Det kommer för många frågor just nu. Försök igen om en stund.',
  SOURCE_BAD_RESPONSE: 'En källa svarade på ett sätt som inte går att läsa. Försök igen senare.',
  SOURCE_NOT_CONFIGURED: 'Källan är inte inkopplad här.',
  SOURCE_RATE_LIMITED: 'Källan tar inte emot fler frågor just nu. Försök igen om en stund.',
  SOURCE_UNAVAILABLE: 'Källan svarar inte just nu. Försök igen om en stund.',
  SOURCE_TIMEOUT: 'Källan svarade inte i tid. Försök igen om en stund.',
  DATABASE_UNAVAILABLE: 'Databasen svarar inte just nu. Försök igen om en stund.',
  INTERNAL_SERVER_ERROR: 'Något gick fel här. Försök igen om en stund.',
};
/** Codes whose sentence says all that a reader can use. */
const isWhole = /^(SOURCE_|DATABASE_|RATE_|INTERNAL_)/;

/** Why there is no answer, for a reader of pages and pictures. */
export function reasonOf(problem: Problem, lang: PageLanguage, query: AddressedQuery | null): Reason {
  if (lang === 'en') return { text: problem.message, detail: null };
  return problem.swedish === null ? swedishReason(problem, query) : { text: problem.swedish, detail: null };
}

function swedishReason({ code, message, facts }: Problem, query: AddressedQuery | null): Reason {
  const label: Label = (name) => {
    const known = query?.notes[query.givenArguments.get(name) ?? name]?.label.sv;
    return `”${known ?? name}”`;
  };
  for (const [pattern, say] of sentences) {
    const found = pattern.exec(message);
    if (found) return { text: say(found.slice(1), label), detail: null };
  }
  const { argument, validValues } = facts;
  const about =
    code === 'BAD_USER_INPUT' && typeof argument === 'string'
      ? `Värdet för ${label(argument)} går inte att använda.`
      : (entryOf(byCode, code) ?? 'Svaret kan inte visas.');
  const near = Array.isArray(validValues) ? validValues.slice(0, maxShown).join(', ') : '';
  return {
    text: near === '' ? about : `${about} Närmast: ${near}.`,
    detail: isWhole.test(code) ? null : message,
  };
}
