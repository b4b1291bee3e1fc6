/** A word of a text. */
export interface Token {
  /** In lower case; letters keep their marks, since `skötare` is no `skotare`. */
  word: string;
  /** As the text writes it. */
  written: string;
  /** Whether a sentence or a part of one ends before it. */
  startsClause: boolean;
}

/** Longer than any real word. Compounds are looked for at every letter. */
const maxWordLength = 60;

/** The words of a text in their order. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  const composed = text.normalize('NFC');
  for (const match of composed.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}+#]*/gu)) {
    const [written] = match;
    if (written.length > maxWordLength) continue;
    const between = composed.slice(end, match.index);
    tokens.push({
      word: written.toLowerCase(),
      written,
      startsClause: /[.,;:!?()\n]/.test(between) || tokens.length === 0,
    });
    end = match.index + written.length;
  }
  return tokens;
}

const negations = new Set(
  'inte ej icke ingen inget aldrig slippa förutom not no never nor without except'.split(' '),
);
const turns = new Set('utan men but istället instead though dock'.split(' '));
const past =
  /\b(?:used to be|was|formerly|tidigare|före detta|f\.?d\.?|har varit|var förut|slutat som|slutar som|lämnar|lämnade|trött på)\b/iu;

/** How much the words after a negation or about the past still say: 1 for all others. */
export interface Stance {
  isNegated: boolean;
  isPast: boolean;
}

/** For each word whether it is denied, or about the past. A clause ends a denial. */
export function stancesOf(tokens: readonly Token[]): Stance[] {
  let isNegated = false;
  let isPast = false;
  return tokens.map(({ word, startsClause }, at) => {
    if (startsClause || turns.has(word)) {
      isNegated = false;
      isPast = false;
    }
    if (negations.has(word)) isNegated = true;
    const before = tokens
      .slice(Math.max(0, at - 4), at)
      .map((token) => token.word)
      .join(' ');
    if (past.test(before) && !startsClause) isPast = true;
    return { isNegated, isPast };
  });
}

const swedish = new Set(
  'och i att på som med för en ett till av jag vi är söker från hos inom eller åt de den det'.split(' '),
);
const english = new Set('and in the of with for a an to i we is are my from at on or our you as'.split(' '));

/** Whether a text is in English rather than in Swedish, by its small words. */
export function isEnglish(tokens: readonly Token[]): boolean {
  let score = 0;
  for (const { word } of tokens) {
    if (english.has(word) && !swedish.has(word)) score++;
    if (swedish.has(word) && !english.has(word)) score--;
    if (/[åäö]/.test(word)) score--;
  }
  return score > 0;
}
