const WORD = String.raw`\p{Lu}[\p{L}'’]*\p{Ll}(?:-\p{Lu}[\p{L}'’]*\p{Ll})?`;
const GAP = String.raw`[ \t\u00a0]{1,3}`;
/** Two or three capitalised words, or words in capitals: the form of a person's name. */
const NAME = new RegExp(
  String.raw`(?<![\p{L}'’])(?:${WORD}(?:${GAP}\p{Lu}\.?(?![\p{L}]))?(?:${GAP}(?:von|van|af|de|der|den|di|da|la|al|el|bin|ben)){0,2}${GAP}(?:[ae]l-)?${WORD}|\p{Lu}{2,}(?:-\p{Lu}{2,})?${GAP}\p{Lu}{3,})(?![\p{L}])`,
  'gu',
);

/** Words of places, organisations, products and roles, and words that begin sentences: they are not names of persons. */
const NOT_NAMES = new Set(
  `region regionen kommun kommunen stad staden län universitet universitetet university högskola högskolan college school skolan
  ab as asa oy group gruppen koncernen institutet institute sjukhus sjukhuset hospital museet museum bank banken radio
  sverige sveriges svensk svenska sweden swedish norge norges norsk norway nordic nordics europe european international global
  norra södra östra västra stora lilla gamla nya mellersta
  human resources business partner manager management chief head director officer lead leader team sales supply chain customer
  success service services product project operations engineering engineer developer development support academy center centre
  system systems data cloud power office digital technology technologies solutions consulting network security
  microsoft amazon google azure dynamics oracle adobe linux windows cars
  vi du ni jag han hon de den det detta denna dessa en ett i på om hos som till för av med utan och eller men att är har kan ska
  vill din ditt dina vår vårt våra er ert era deras när hur vad var vilka där här alla varje under över mellan genom enligt
  läs se ansök sök mer for the you we our your in on at as an a and or if this that please det vil kan skal hvis når`
    .split(/\s+/)
    .filter((word) => word),
);

const isNotName = (word: string): boolean => NOT_NAMES.has(word.toLowerCase());

/** Whether one capitalised word may be a first name. */
export function mayBeName(word: string): boolean {
  return /^\p{Lu}\p{Ll}{1,20}$/u.test(word) && !isNotName(word);
}

/** The possible names of persons in a text, each with its offset. */
export function namesIn(text: string): { at: number; name: string }[] {
  const found: { at: number; name: string }[] = [];
  NAME.lastIndex = 0;
  for (let match = NAME.exec(text); match; match = NAME.exec(text)) {
    const [name] = match;
    const [first = '', ...rest] = name.split(/[ \t\u00a0]+/);
    if (!isNotName(first) && !rest.some(isNotName)) found.push({ at: match.index, name });
    // “Hos Anna Andersson”: a name may begin after the word that is not one.
    else NAME.lastIndex = match.index + first.length;
  }
  return found;
}

export function hasName(text: string): boolean {
  return namesIn(text).length > 0;
}
