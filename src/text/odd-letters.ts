import { listedAs } from './name-lists.ts';

/*
 * Characters that look like letters and digits of the Latin alphabet and are others. NFKC knows some of them. Of the
 * rest this holds what Unicode's table of confusable characters has for the letters of names and addresses.
 */

const pairs = (...rows: readonly (readonly [from: string, to: string])[]): ReadonlyMap<string, string> =>
  new Map(
    rows.flatMap(([from, to]) => {
      const letters = [...to];
      return [...from].map((sign, at) => [sign, letters[at] ?? ''] as const);
    }),
  );

/** Of which no text of a living alphabet is written: small capitals, Braille, syllables as capitals, digits in circles. */
const SIGNS = pairs(
  ['ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢɑɡ', 'ABCDEFGHIJKLMNOPQRSTUVWYZag'],
  ['ɐɔǝɟɥᴉɾʞɯɹʇʌʍʎ', 'acefhijkmrtvwy'],
  ['ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ', 'ABCDEFGHIJKLMNOPRSTUVWXYZ'],
  ['ᗩᗷᑕᗪᖴᕼᒍᒪᗰᑎᑭᑫᖇᔕᑌᐯᗯ᙭', 'ABCDFHJLMNPQRSUVWX'],
  ['ᎪᏴᏟᎠᎬᎶᎻᎥᎫᏦᏞᎷᎾᏢᎡᏚᎢᏙᎳᎩᏃ', 'ABCDEGHIJKLMOPRSTVWYZ'],
  ['⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵⠡⠜⠪', 'abcdefghijklmnopqrstuvwxyzåäö'],
  ['❶❷❸❹❺❻❼❽❾➀➁➂➃➄➅➆➇➈➊➋➌➍➎➏➐➑➒⓵⓶⓷⓸⓹⓺⓻⓼⓽', '123456789123456789123456789123456789'],
  ['⓿🄋🄌⚀⚁⚂⚃⚄⚅', '000123456'],
);
/** Letters in circles and squares, and those of flags, by where their alphabets begin. */
const ALPHABETS = [0x1f150, 0x1f170, 0x1f1e6];

/** A character that `asPlainSign` reads as another, in the source of a regular expression. */
export const ODD_SIGN = String.raw`[\u00aa\u00b2\u00b3\u00b9\u00ba\u0250-\u02af\u13a0-\u167f\u1d00-\u1dbf\u2024\u2025\u2070-\u209f\u2100-\u218f\u2460-\u24ff\u2680-\u2685\u2776-\u2793\u2800-\u28ff\u3300-\u33ff\ua4d0-\ua4f7\ua730\ua731\ua7af\ufb00-\ufb06\ufe4d-\ufe6f\uff00-\uffef]|[\u{1d400}-\u{1d7ff}\u{1f100}-\u{1f1ff}\u{1fbf0}-\u{1fbf9}]`;

const MARKED = /^([\p{Script=Latin}\d\p{P}\p{S}])\p{M}+$/u;
const MAX_MARKS = 4;

/** A character as it is read: NFKC, with the letter or digit that it looks like, without marks that no alphabet has. */
export function asPlainSign(sign: string): string {
  const [base = ''] = sign;
  // What stands on the sign says nothing.
  const known = SIGNS.get(sign) ?? SIGNS.get(base);
  if (known !== undefined) return known;
  const code = sign.codePointAt(0) ?? 0;
  const start = code < 0x1f150 ? undefined : ALPHABETS.find((first) => code >= first && code < first + 26);
  if (start !== undefined) return String.fromCharCode(65 + code - start);
  // `normalize` sorts a run of marks, in quadratic time.
  const normal = sign.slice(0, MAX_MARKS + 2).normalize('NFKC');
  const bare = MARKED.exec(normal)?.[1] ?? normal.replace(/(?<=^[\p{Script=Latin}])\p{M}+$/u, '');
  // “⑴”, “⒈”
  return code > 0x2473 && code < 0x1f130 ? bare.replace(/^\(?([\da-zA-Z]{1,2})[).,]$/u, '$1') : bare;
}

/** Letters of living alphabets that look like Latin ones. */
const ALIKE = pairs(
  [
    'аАвВсСԁеЕһНіІјЈӏкКмМоОрРԛѕЅтТѵѴԝԜхХуУҮүзЗгԌьпиЬѐёЁїЇ',
    'aAbBcCdeEhHiIjJlkKmMoOpPqsStTvVwWxXyYYyzZrGbnuBeeEiI',
  ],
  ['αΑβΒεΕηΗιΙκΚΜνΝοΟρΡτΤυΥχΧωΖγϲЅάέίόύ', 'aAbBeEnHiIkKMvNoOpPtTuYxXwZycSaeiou'],
  ['օՕհոսՍցզԼՏԱ', 'oOhnuUgqLSU'],
);
const OTHER_SCRIPT = /[\u0370-\u058f]/;
const WORD_OF_OTHERS = /[\p{L}\p{M}]{2,60}/gu;
const LATIN = /\p{Script=Latin}/u;

/**
 * A text in which words that mix alphabets are written in Latin letters, and so are first names of which each letter
 * looks like a Latin one. It keeps its length.
 */
export function asLatin(text: string): string {
  if (!OTHER_SCRIPT.test(text)) return text;
  return text.replace(WORD_OF_OTHERS, (word) => {
    if (!OTHER_SCRIPT.test(word)) return word;
    const latin = [...word].map((letter) => ALIKE.get(letter) ?? letter).join('');
    return LATIN.test(word) || (!OTHER_SCRIPT.test(latin) && isListed(latin)) ? latin : word;
  });
}
const isListed = (word: string): boolean => listedAs(word).given > 0 || listedAs(word).family > 0;
