import { fold } from './fold.ts';

/** Words that say nothing of an occupation, folded; those of job ads and of the classification's own labels too. */
const empty = new Set(
  `alla allt andra att av bland bra den det detta dem deras dig din ditt dina du dar efter eller ett en fl flera for fran
  genom ha har helst i inom inte innan jag kan kunna lite man med medan mer mig min mina mitt mot mycket nagon nagot nar
  och ofta om oss pa sa sadan samt sedan ser sig sin sina sitt ska som till under upp ur ut utan vad vara vi vid vill var
  vart vara at ar aven over ovr ovriga ovrig dagligen hela nya olika sker far tar gor ge ger behov hjalp hjalper ansvar
  ansvarar arbeta arbetar arbetat arbete jobb jobba jobbar yrke yrken yrket yrkes person personal medarbetare soker plats
  and the with for from you your our are will who work job of to in on at as an is be we or`.split(/\s+/),
);

const endings = [
  ...'eringarna eringar eringen erarna eraren ering erare erar erat era ningarna ningar ningen ning'.split(
    ' ',
  ),
  ...'arnas ernas ornas arens arna erna orna aren ande ende ans are ers ens ets'.split(' '),
  ...'an ar er or en et es as a e n s'.split(' '),
];
const shortestStem = 3;

/** A word of a text, as it stood and as it is compared. */
export interface Word {
  said: string;
  stem: string;
}

/** The words of a text that may tell of an occupation, each stem once, in the text's order. */
export function wordsOf(text: string): Word[] {
  const found = new Map<string, Word>();
  for (const said of text.split(/[^\p{L}\p{N}+#]+/u)) {
    const stem = telling(said);
    if (stem !== null && !found.has(stem)) found.set(stem, { said, stem });
  }
  return [...found.values()];
}

const mostRemembered = 20_000;
/** A longer word is a slice that would keep the whole text it stood in. */
const longestRemembered = 12;
/** Texts say the same words over and over, and the pages of ads that are compared are long. */
const remembered = new Map<string, string | null>();

/** The stem of a word; null for one that tells nothing. */
function telling(said: string): string | null {
  const before = remembered.get(said);
  if (before !== undefined) return before;
  const folded = fold(said);
  const stem = folded.length < 2 || empty.has(folded) ? null : stemOf(folded);
  if (said.length > longestRemembered) return stem;
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(said, stem);
  return stem;
}

/** A folded word without its Swedish ending. */
function stemOf(word: string): string {
  const ending = endings.find((one) => word.endsWith(one) && word.length - one.length >= shortestStem);
  return ending === undefined ? word : word.slice(0, -ending.length);
}
