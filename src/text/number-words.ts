/** Digits and numbers in words in Swedish, Norwegian, Danish, Finnish and English. */
const UNIT =
  'nollan|nolla|noll|ettan|etta|ett|tvåan|tvåa|två|trean|trea|tre|fyran|fyra|femman|femma|fem|sexan|sexa|sex|sjuan|sjua|sju|åttan|åtta|nian|nia|nio|yksi|kaksi|kolme|neljä|viisi|kuusi|seitsemän|kahdeksan|yhdeksän|null|nul|to|fire|seks|syv|åtte|otte|ni|én|éin|ein|en|zero|oh|one|two|three|four|five|six|seven|eight|nine|double|dubbel';
const TENS =
  'tio|elva|tolv|tretton|fjorton|femton|sexton|sjutton|arton|nitton|tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio|elleve|tretten|fjorten|femten|seksten|sytten|atten|nitten|tjue|tretti|førti|femti|seksti|sytti|åtti|nitti|tyve|tredive|fyrre|halvtreds|halvfjerds|halvfems|tres|firs|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundra|hundre';
/** One number in words, in the source of a regular expression. */
export const NUMBER_WORD = `${TENS}|${UNIT}`;
const NUMBER = new RegExp(`^(?:${TENS}|${UNIT}|og)+$`, 'iu');
const ONE = new RegExp(`${TENS}|${UNIT}`, 'giu');
/** Words that are articles or pronouns too: they count within a number, and do not begin or end it. */
const WEAK = /^(?:en|ett|ein|to|ten|ni|oh|one|og)$/iu;
const TOKEN = /(?<![\p{L}\d])(?:\p{L}{2,80}|\d{1,4})(?![\p{L}\d])/gu;
/** Words between two parts of one number: “noll sex femtiotvå efter 070-123”. */
const LINK =
  /^(?:efter|sedan|sen|därefter|följt|följd|så|then|followed|after|etter|deretter|fulgt|efterfulgt)$/iu;
const BETWEEN = /^(?:,? ?| ?[/.-] ?|\. |\)? ?\()$|^\) $/;
/** A cheap test: a number word beside a digit or another number word. */
const MAY_BE = new RegExp(
  String.raw`(?<!\p{L})(?:${TENS}|${UNIT}){1,2}[ ,./()-]{1,3}(?:\d|${TENS}|${UNIT})|\d[ ,./-]{1,3}(?:${TENS}|${UNIT})|(?:noll|null?|zero)(?:${TENS}|${UNIT})`,
  'iu',
);

type Span = readonly [at: number, end: number];
interface Part {
  at: number;
  end: number;
  text: string;
}

/** Telephone numbers in words, alone or among figures: `noll sju noll, ett två …`, `sjuttio 123 45 67`, `nollsjunoll…`. */
export function numbersInWords(text: string): Span[] {
  if (!MAY_BE.test(text)) return [];
  const spans: Span[] = [];
  let run: Part[] = [];
  let end = 0;
  let links = 0;
  const close = () => {
    const span = spanOf(run, text);
    if (span) spans.push(span);
    run = [];
    links = 0;
  };
  for (const { 0: word, index } of text.matchAll(TOKEN)) {
    if (run.length > 0 && !BETWEEN.test(text.slice(end, Math.min(index, end + 4)))) close();
    end = index + word.length;
    if (/^\d/.test(word) || NUMBER.test(word)) {
      run.push({ at: index, end, text: word });
      links = 0;
    } else if (
      (run.length < 3 && !/^(?:noll|null?|zero)/i.test(run[0]?.text ?? '')) ||
      links++ > 1 ||
      !(LINK.test(word) || /^(?:av|by|och|og|and)$/.test(word))
    )
      close();
  }
  close();
  return spans;
}

function spanOf(run: readonly Part[], text: string): Span | null {
  const isStrong = ({ text: word }: Part) => !WEAK.test(word);
  const inside = run.slice(run.findIndex(isStrong), run.findLastIndex(isStrong) + 1);
  const parts = isNumber(inside) ? inside : isNumber(run) && inside.length > 2 ? run : [];
  const [first, last] = [parts[0], parts.at(-1)];
  return first && last ? [text[first.at - 1] === '+' ? first.at - 1 : first.at, last.end] : null;
}

/** People count in words too: a number has many words, or words among many figures. */
function isNumber(parts: readonly Part[]): boolean {
  let [words, digits] = [0, 0];
  // “on 10-19, to 07-16” names a day.
  if (parts.every(({ text }) => /^\d/.test(text) || WEAK.test(text))) return false;
  for (const { text } of parts) {
    if (/^\d/.test(text)) digits += text.length;
    else words += text.match(ONE)?.length ?? 0;
  }
  const isMany = words >= 6 || digits >= 5 || (words >= 3 && digits >= 3);
  // “070-123 45 67 tre kockar”: one word after the figures belongs to what follows.
  const isWithin = words > 1 || !/^\d/.test(parts[0]?.text ?? '') || /^\d/.test(parts.at(-1)?.text ?? '');
  return words > 0 && words + digits >= 7 && isMany && isWithin;
}
