import { DIGIT, endOfRun, kindAt, LETTER } from './letters.ts';
import { ANY_MARK, type Span } from './marks.ts';
import { isOther } from './name-words.ts';

/** Digits and numbers in words in Swedish, Norwegian, Danish, Finnish and English. */
const UNIT =
  'nollor|ettor|tvåor|treor|fyror|femmor|sexor|sjuor|åttor|nior|nollan|nolla|noll|nåll|nol|ettan|etta|ett|tvåan|tvåa|två|trean|trea|tre|fyran|fyra|fyr|femman|femma|fem|sexan|sexa|sex|sjuan|sjua|sju|sjo|åttan|åtta|nian|nia|nio|yksi|yks|kaksi|kaks|kolme|neljä|viisi|viis|kuusi|kuus|seitsemän|seittemän|kaheksan|yheksän|kahdeksan|yhdeksän|null|nul|to|fire|seks|syv|åtte|otte|ni|én|éin|ein|et|en|eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|dubbel|trippel';
const TENS =
  'tio|elva|tretti|treti|fyrti|femti|sexti|sjutti|åtti|nitti|tolv|tretton|fjorton|femton|sexton|sjutton|arton|nitton|tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio|elleve|tretten|fjorten|femten|seksten|sytten|atten|nitten|tjue|tretti|førti|femti|seksti|sytti|åtti|nitti|tyve|tredive|fyrre|halvtreds|halvfjerds|halvfems|tres|firs|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|ti|hundra|hundre|ettusen|tusen|kymmentä|kymmenen|sata|tuhat';
/** Of languages that are read here and there, and of the way digits are told in Finnish: only in a row of many. */
const ELSEWHERE = new Set(
  `ykkönen kakkonen kolmonen nelonen viitonen kutonen seiska kasi ysi üks kolm neli kuus seitse kaheksa üheksa okta guokte golbma njeallje vihtta guhtta čieža gávcci ovcci
  núll einn tveir þrír fjórir fimm sjö átta níu cero uno dos tres cuatro cinco seis siete ocho nueve zéro un deux trois quatre cinq six sept huit neuf jeden dwa trzy cztery pięć sześć siedem osiem dziewięć
  eber kow laba saddex afar shan lix toddoba siddeed sagaal nula jedan dva tri četiri pet šest sedam osam devet sıfır bir iki üç dört beş altı yedi sekiz dokuz sifr wahid ithnan thalatha arbaa khamsa sitta sabaa thamania tisaa
  ноль один два три четыре пять шесть семь восемь девять нуль чотири шість сім вісім صفر واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة quattro due tre sette otto nove zwo três sete oito quatro`.split(
    /\s+/,
  ),
);
/** One number in words, in the source of a regular expression. */
export const NUMBER_WORD = `${TENS}|${UNIT}`;
const NUMBER = new RegExp(`^(?:${TENS}|${UNIT}|og)+$`, 'iu');
const ONE = new RegExp(`${TENS}|${UNIT}`, 'giu');
const ROMAN = /^(?:I{1,3}|IV|VI{0,3}|IX|X)$/;
/** Words that are articles or pronouns too: they count within a number, and do not begin or end it. */
const WEAK = /^(?:ti|en|et|ett|ein|to|ten|ni|oh|one|og|nol)$/iu;
/** Words between two parts of one number: “noll sex femtiotvå efter 070-123”, “070 streck 123”. */
const LINK =
  /^(?:efter|först|first|først|framför|sedan|sen|därefter|följt|följd|så|then|followed|after|etter|deretter|fulgt|efterfulgt|av|by|och|og|and|samt|resten|sist|slutligen|till|slut|slutar|börjar|avsluta[rs]?|sluta|börja|følg|på|med|(?:binde|sned|sne|under)?stre[ck]k?|dash|hyphen|minus|plus|slash|mellanslag|mellomrom|mellemrum|space|blank|paus|pause|komma|punkt|punktum|siffran|siffrorna|siffra|tallet|tall|gånger|igen|viiva|väliviiva|x)$/iu;
/** What parts two parts of a number; a full stop and a blank part sentences too. */
const GAP = /^(?:[^\p{L}\d\n]{0,6}|[^\p{L}\d\n]?\n{1,2}[^\p{L}\d\n]?)$/u;
/** Eight figures at least, with something between them, in one line or one in each. */
const PIECES = /\d(?:[^\d\n]{0,30}\d|[^\d\n]?\n{1,2}[^\d\n]?\d){7,40}/gu;

interface Part {
  at: number;
  end: number;
  text: string;
}

/** Runs of figures and number words with signs, and words for signs, between them. */
function* runsIn(whole: string, hasWords: boolean, from = 0, to = whole.length): Generator<readonly Part[]> {
  const text = to < whole.length ? whole.slice(0, to) : whole;
  let run: Part[] = [];
  let end = 0;
  let links = 0;
  let isAside = false;
  for (let index = from, next = from; index < to; index = next) {
    const kind = kindAt(text, index) & (LETTER | DIGIT);
    next = kind === 0 ? index + 1 : endOfRun(text, index, kind, kind === DIGIT ? 15 : 80);
    if (kind === 0) continue;
    // Most words are neither in a number nor numbers.
    if (run.length === 0 && kind === LETTER && (!hasWords || next - index === 1)) {
      end = next;
      continue;
    }
    const word = text.slice(index, next);
    const gap = text.slice(end, Math.min(index, end + 8));
    if (run.length > 0 && !GAP.test(gap)) {
      yield run;
      run = [];
    }
    if (/[([]/.test(gap)) isAside = !/[)\]][^([]*$/.test(gap);
    else if (/[)\]]/.test(gap)) isAside = false;
    end = next;
    const isPart = word < ':' || (hasWords && (isNumberWord(word) || (run.length > 0 && ROMAN.test(word))));
    if (isPart) {
      run.push({ at: index, end, text: word });
      links = 0;
    } else if (run.length > 0) {
      const mayGoOn =
        isLetterSign(word) ||
        SIGN_IN_WORDS.test(word) ||
        run.length > 2 ||
        /^(?:noll?|null?|zero|0)/i.test(run[0]?.text ?? '') ||
        /(?:\+|plus) ?$/iu.test(text.slice(Math.max(0, (run[0]?.at ?? 0) - 5), run[0]?.at ?? 0));
      if (
        !mayGoOn ||
        links++ > 2 ||
        !(isAside || LINK.test(word) || (word.length === 1 && gap === '' && mayGoOn) || isLetterSign(word))
      ) {
        yield run;
        run = [];
        links = 0;
      }
    }
  }
  if (run.length > 0) yield run;
}

/** Letters that stand for a sign between groups: `964 x 28 x 233`. */
const isLetterSign = (word: string): boolean => word.length === 1 && /[xoa]/i.test(word);
const SIGN_IN_WORDS =
  /^(?:(?:binde|sned|sne|under)?stre[ck]k?|dash|hyphen|minus|mellanslag|mellomrom|mellemrum|paus|pause|punkt|punktum|sedan|sen|så|then|viiva|väliviiva)$/iu;

const cache = new Map<string, boolean>();
const MAX_CACHED = 5000;
function isNumberWord(word: string): boolean {
  if (word.length < 2 || word.length > 20) return word.length > 20 && NUMBER.test(word);
  const before = cache.get(word);
  if (before !== undefined) return before;
  if (cache.size >= MAX_CACHED) cache.clear();
  const is = NUMBER.test(word) || ELSEWHERE.has(word.toLowerCase());
  // A slice would keep the whole text in memory.
  cache.set(Buffer.from(word).toString(), is);
  return is;
}

/** Telephone numbers in words, alone or among figures: `noll sju noll, ett två …`, `sjuttio 123 45 67`, `nollsjunoll…`. */
export function numbersInWords(text: string): Span[] {
  return [...runsIn(text, true)].flatMap((run) => {
    const span = spanOf(run, text);
    return span ? [span] : [];
  });
}

/** Numbers in figures with any signs, or words for signs, between their groups: `((070)) ((123)) 45 67`, `070 streck 123 …`. */
export function numbersInPieces(text: string): Span[] {
  const segments = [...text.matchAll(PIECES)];
  const runs = segments.flatMap(({ 0: found, index }) => [
    ...runsIn(text, false, index, index + found.length),
  ]);
  return runs.flatMap((run): Span[] => {
    // What stands behind the number may look like a part of it: “… 45 67 (efter 16)”.
    for (let end = run.length; end > Math.max(0, run.length - 3); end--) {
      const [last, next] = [run[end - 1], run[end]];
      if (last && next && !/\p{L}/u.test(text.slice(last.end, next.at))) continue;
      const span = telephoneOf(run.slice(0, end), text);
      if (span) return [span];
    }
    return [];
  });
}

function telephoneOf(run: readonly Part[], text: string): Span | null {
  const [first, last] = [run[0], run.at(-1)];
  if (!first || !last) return null;
  const plus = /\+[^\p{L}\d\n]{0,4}$/u.exec(text.slice(Math.max(0, first.at - 5), first.at))?.[0] ?? '';
  const digits = run.map(({ text: part }) => part).join('');
  return isTelephone(digits, run, plus !== '', text) ? [first.at - plus.length, last.end] : null;
}

const CALL =
  'tel|tfn|tlf|tele?fon|mobil|mob|phone|cell|ring|call|nås|når|når|sms|smsa|text|växel|numre?t?|nummer|number|nr|(?:rikt|områdes|retnings)n(?:ummer|r)|direkt|jour|kontakt|hilsen|puh|soita|gsm|whatsapp|signal|viber|svara|svare|hör av|höra av|frågor|spørsmål|questions';
/** Before the number on its line; alone on the line before; or a letter for such a word at the beginning of a field. */
const CALLED_BEFORE = new RegExp(
  String.raw`(?<!\p{L})(?:${CALL})\p{L}{0,8}(?:(?!${ANY_MARK})[^\n]){0,40}$|(?<!\p{L})(?:${CALL})\p{L}{0,8}[.:]? ?\n{1,2} ?$|(?:^|[\n|,;•] ?)[MTPDH]\.?[:.][^\p{L}\d\n]{0,5}$`,
  'iu',
);
const CALLED_AFTER =
  /^[^\p{L}\d\n]{1,6}(?:är |er |is )?(?:numret|nummer|min mobil|telefon|tlf|tfn|mobil|svarar|the number|ring)(?!\p{L})/iu;
/** Words that say that a text is to be read from its end. */
const BACKWARDS =
  /(?<!\p{L})(?:baklänges|bakifrån|bakvänt|omvänd|spegelvän|baklengs|bakfra|backwards?|reverse|takaperin|ned(?:i|en)fr|nerifrån|bottom up|högra? till vänster)/iu;
const DATE = /(?:19|20)\d\d[-/. ][01]?\d[-/. ][0-3]?\d|[0-3]?\d[-/. ][01]?\d[-/. ](?:19|20)\d\d/;
/** A sign that parts no times and no amounts. */
const ODD_SEPARATOR = /^ ?[+*~|=\\_•·]/u;
const TIME = /(?<!\d)[0-2]?\d[.:][0-5]\d(?!\d)/;

/** Two words with capitals before a number, which may be a name: `Kari Exempel, 976 12 345`, also with a role or on the line before. */
const TWO_WORDS =
  /(\p{Lu}\p{Ll}{1,20}(?:-\p{Lu}\p{Ll}{1,20})?) (?:\p{Lu}\. )?(\p{Lu}[\p{L}-]{2,30})(?:,(?: \p{Ll}{3,20}){1,3},)?[^\p{L}\d\n.!?]{0,6}\n?[^\p{L}\d\n.!?]{0,3}$/u;
export function isAfterName(text: string, at: number): boolean {
  const [, first, last] = TWO_WORDS.exec(text.slice(Math.max(0, at - 90), at)) ?? [];
  return first !== undefined && last !== undefined && !isOther(first) && !isOther(last);
}

/** A sign that no date, amount or measure has between its figures. */
const RARE_SIGN = /^ ?[^\p{L}\d\s.,:;/()[\]{}<>"'+=×*%-]{1,2} ?$/u;
const YEARS = /^(?:(?:19|20)\d\d)+$/;
const UNIT_AFTER = /^ ?(?:mm|cm|m|dm|km|kg|g|kr|st|px|kW|W|V|A|x)(?![\p{L}\d])/u;

function isTelephone(digits: string, run: readonly Part[], isInternational: boolean, text: string): boolean {
  const [first, last] = [run[0], run.at(-1)];
  if (!first || !last) return false;
  const { length } = digits;
  if (isInternational) return length >= 9 && length <= 13;
  if (
    /^07[02369]/.test(digits) &&
    length === 10 &&
    (first.text.length > 2 || run.length === 10 || ODD_SEPARATOR.test(text.slice(first.end, first.end + 4)))
  )
    return true;
  const written = text.slice(first.at, last.end);
  if (TIME.test(written) || DATE.test(written)) return false;
  if (length >= 8 && length <= 13 && BACKWARDS.test(text)) return true;
  if (/^467[02369]/.test(digits) && length === 11) return true;
  const isWhole =
    (/^0[1-9]/.test(digits) && length >= 8 && length <= 10) ||
    (/^[2-9]/.test(digits) && length === 8) ||
    (/^7[02369]/.test(digits) && length === 9) ||
    (/^46[1-9]/.test(digits) && (length === 10 || length === 11));
  const isOfReference = /^(?:19|20)\d\d$/.test(first.text) || /\p{L}/u.test(text[first.at - 1] ?? '');
  if (
    !isWhole ||
    isOfReference ||
    YEARS.test(digits) ||
    /^[^0].*000$/.test(digits) ||
    UNIT_AFTER.test(text.slice(last.end, last.end + 4))
  )
    return false;
  if (length >= 9 && run.length > 1 && run.every((part, at) => isAfterRareSign(part, run[at - 1], text)))
    return true;
  return (
    CALLED_BEFORE.test(text.slice(Math.max(0, first.at - 60), first.at)) ||
    isAfterName(text, first.at) ||
    CALLED_AFTER.test(text.slice(last.end, last.end + 40))
  );
}
const isAfterRareSign = (part: Part, before: Part | undefined, text: string): boolean =>
  before === undefined || RARE_SIGN.test(text.slice(before.end, part.at));

function spanOf(run: readonly Part[], text: string): Span | null {
  const isStrong = ({ text: word }: Part) => !WEAK.test(word);
  const inside = run.slice(run.findIndex(isStrong), run.findLastIndex(isStrong) + 1);
  const parts = isNumber(inside) ? inside : isNumber(run) && inside.length > 2 ? run : [];
  const [first, last] = [parts[0], parts.at(-1)];
  return first && last ? [text[first.at - 1] === '+' ? first.at - 1 : first.at, last.end] : null;
}

/** How many figures a number word stands for: two for “sjutton” and for “fyrtiosex”. */
function figuresOf(word: string): number {
  let [figures, isTens] = [0, false];
  for (const part of word.toLowerCase().match(ONE) ?? []) {
    if (IS_TENS.test(part)) figures += 2;
    else if (!isTens) figures++;
    isTens = IS_TENS.test(part) && !/t(?:on|en)$|^(?:tio|elva|tolv|elleve|eleven)$/.test(part);
  }
  return figures;
}
const IS_TENS = new RegExp(`^(?:${TENS})$`, 'u');

/** People count in words too: a number has many words, or words among many figures. */
function isNumber(parts: readonly Part[]): boolean {
  let [words, digits, figures, romans, elsewhere] = [0, 0, 0, 0, 0];
  // “on 10-19, to 07-16” names a day.
  if (parts.every(({ text }) => /^\d/.test(text) || WEAK.test(text))) return false;
  for (const { text } of parts) {
    if (/^\d/.test(text)) digits += text.length;
    else if (ROMAN.test(text)) romans++;
    else {
      const isElsewhere = ELSEWHERE.has(text.toLowerCase()) && !NUMBER.test(text);
      if (isElsewhere) elsewhere++;
      words += isElsewhere ? 1 : (text.match(ONE)?.length ?? 0);
      figures += figuresOf(text);
    }
  }
  if (words >= 2 || romans >= 5) {
    words += romans;
    figures += romans;
  }
  // “NOT NULL, … NOT NULL”: some of the words stand side by side.
  const isBeside = (part: Part, before: Part | undefined) =>
    before !== undefined && part.at - before.end < 6 && !(/^\d/.test(part.text) && /^\d/.test(before.text));
  if (parts.length > 1 && !parts.some((part, at) => isBeside(part, parts[at - 1]))) return false;
  if (new Set(parts.map(({ text }) => text.toLowerCase())).size < Math.min(3, parts.length)) return false;
  // “2012, one to four”
  if (digits < 5 && parts.filter(({ text }) => !WEAK.test(text) && !/^\d/.test(text)).length < 2 && words < 6)
    return false;
  // “UN 1170”
  if (elsewhere > 0 && words < 6) return false;
  const isMany = words >= 6 || digits >= 5 || (words >= 3 && digits >= 3);
  // “070-123 45 67 tre kockar”: one word after the figures belongs to what follows.
  const isWithin = words > 1 || !/^\d/.test(parts[0]?.text ?? '') || /^\d/.test(parts.at(-1)?.text ?? '');
  // “åttanoll” may be read as “åttan” and something else.
  const least = parts.length === 1 ? 6 : 7;
  return words > 0 && Math.max(words, figures) + digits >= least && isMany && isWithin;
}
