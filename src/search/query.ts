/** A part of a query that a hit should have: a word, a phrase, or several of them joined by `or`. */
export interface Term {
  /** Any of them will do. */
  any: { text: string; isPhrase: boolean }[];
  /** A phrase in quotes must be there; a word may be missing. */
  isRequired: boolean;
  /** The word may be the beginning of a longer one, since it is the last and no space follows. */
  mayGoOn: boolean;
}

export interface Query {
  /** The query without control characters, cut to the longest that is read. */
  text: string;
  terms: Term[];
  excluded: string[];
}

/** Longer than any real word. PostgreSQL rejects words of some kilobytes. */
const maxWordLength = 60;
const maxQueryLength = 300;
const maxTerms = 12;

/** Words that say nothing of what is looked for. A query of these alone is searched for as it is. */
const emptyWords = new Set(
  `att av de den det dem detta dessa du en ett era er för från ha har hos hur i in inte jag kan man med men mellan när
  nu och om på sig ska som så till under upp ut vad var vem vi vid vill vilka vilken vilket än är åt över
  og ikke hva hvem hvor hvordan som til av på med er det den et ei å for fra kan skal vil
  a an and are as at by do does for from how in is it its not of on or that the their them this to was what when where
  which who why with`.split(/\s+/),
);

/** Reads a query as people type it: words, "quoted phrases", `or`, and a minus before what must not be there. */
export function readQuery(query: string): Query {
  const text = query
    .slice(0, maxQueryLength)
    // One character may stand for many letters, so the length counts when they are written out.
    .normalize('NFKC')
    .slice(0, maxQueryLength)
    .replace(/[\p{C}\s/]+/gu, ' ')
    // A minus before a word excludes it; one within a word does not.
    .replace(/(?<=[\p{L}\p{N}])[-‐‑–]/gu, ' ')
    .replace(/\S{60,}/gu, (word: string) => [...word].slice(0, maxWordLength).join(''));
  const excluded: string[] = [];
  const terms: Term[] = [];
  let joinsNext = false;
  for (const [part] of text.matchAll(/-?"[^"]*"|\S+/gu)) {
    if (part.toLowerCase() === 'or' && terms.length > 0) {
      joinsNext = true;
      continue;
    }
    // The parts of an e-mail address mean nothing alone.
    const isPhrase = part.includes('"') || part.includes('@');
    const words = part.replace(/^-/, '').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
    if (words.length === 0) continue;
    if (part.startsWith('-')) {
      excluded.push(words.join(' '));
      continue;
    }
    const asked = isPhrase ? [words.join(' ')] : words;
    for (const one of asked) {
      const choice = { text: one, isPhrase: isPhrase && words.length > 1 };
      const last = terms.at(-1);
      if (joinsNext && last) {
        last.any.push(choice);
        last.isRequired = false;
      } else {
        terms.push({ any: [choice], isRequired: choice.isPhrase, mayGoOn: false });
      }
      joinsNext = false;
    }
  }
  const last = terms.at(-1);
  if (last && /[\p{L}\p{Nd}]{3,}$/u.test(text)) last.mayGoOn = true;
  return { text, terms: withoutEmptyWords(terms).slice(0, maxTerms), excluded };
}

function withoutEmptyWords(terms: Term[]): Term[] {
  const telling = terms.filter(({ any }) => any.some(({ text }) => !emptyWords.has(text.toLowerCase())));
  return telling.length > 0 ? telling : terms;
}
