import { fold } from './fold.ts';

/** Folded words that do not tell one occupation from another, also those of job ads and of the taxonomy's own labels. */
const stopWords = new Set(
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
const minStemLength = 3;

export interface Word {
  /** As the text writes it. */
  word: string;
  /** As it is compared: folded, without its ending. */
  stem: string;
}

/** The words of a text that may point to an occupation, in the text's order; each stem once. */
export function wordsOf(text: string): Word[] {
  const found = new Map<string, Word>();
  for (const word of text.split(/[^\p{L}\p{N}+#]+/u)) {
    const stem = cachedStem(word);
    if (stem !== null && !found.has(stem)) found.set(stem, { word, stem });
  }
  return [...found.values()];
}

const maxCachedStems = 20_000;
/** V8 slices retain the parent string, so long words are not cached. Shorter ones are copied. */
const maxCachedLength = 12;
/** Texts share most of their words, and ranking ads reads many long texts. */
const cache = new Map<string, string | null>();

/** The stem of a word; null for a stop word. */
function cachedStem(word: string): string | null {
  const cached = cache.get(word);
  if (cached !== undefined) return cached;
  const folded = fold(word);
  const stem = folded.length < 2 || stopWords.has(folded) ? null : stemOf(folded);
  if (word.length > maxCachedLength) return stem;
  if (cache.size >= maxCachedStems) cache.clear();
  cache.set(word, stem);
  return stem;
}

/** Whether a word is one of those that no occupation is told by. */
export function isStopWord(word: string): boolean {
  return stopWords.has(fold(word));
}

/** A word in lower case without its Swedish ending. */
export function stemOf(word: string): string {
  const ending = endings.find((end) => word.endsWith(end) && word.length - end.length >= minStemLength);
  return ending === undefined ? word : word.slice(0, -ending.length);
}
