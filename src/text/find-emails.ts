import { toldAddresses } from './find-told-addresses.ts';
import { isNoLocal, writtenAddresses } from './find-written-addresses.ts';
import { markAll, markSpans, type Span, whole } from './marks.ts';
import { escapeRegExp } from './pattern.ts';

/*
 * E-mail addresses, with a sign or a word for `@` and for the full stops.
 */

const NAMED_AT =
  'snabel(?:[- ]?a(?:lfa)?)?|(?:alfa|a)?-?(?:kr[uoø]ll?|snabel|slang(?:e|en)?|snurra|kringla)-?(?:alfa|a)?|alfat?egn|kanel(?:bulle|bolle|snegl?|snäcka)|\\p{L}{0,8}(?:snabel|krull|krøll|kanel)\\p{L}{0,8}|a (?:i|med|with|in) (?:en |ett |et |a )?(?:ring|cirkel|snabel|svans|circle|hale|krull)|(?:gris|ap|kat|katt|elefant)[es]?-?(?:knorr|svans|øre|öra|hale|snabel)|arroba|at-?(?:sign|tecken|tegn|merke|merkki)|ät-?(?:merkki)?|miuku(?:mauku)?|apestaart(?:je)?';
const OPEN = `[([{<_*'"|-]{1,2}`;
const CLOSE = String.raw`[)\]}>_*'"|-]{1,2}`;
const AT = String.raw`(?:@{1,3}|%40|${OPEN}\s?(?:at|a|@|${NAMED_AT})\s?${CLOSE})`;
const DOT = String.raw`(?:\.{1,3}|%2[eE]|\s\.\s|\s\.(?=(?:se|no|com|nu|org|net|eu|dk|fi|io)(?!\p{L}))|\s?[([{<]\s?(?:dot|punkt|punktum|pkt|prick|prikk|piste|\.)\s?[)\]}>]\s?|\s?[*_-](?:dot|punkt)[*_-]\s?)`;
const DOT_WORD = '(?:dot|punkt|punktum|pkt|prick|prikk|piste)';
const LOCAL_CHARACTERS = String.raw`[\p{L}\p{M}\d._%+'-]`;
const LOCAL = `(?<!${LOCAL_CHARACTERS})${LOCAL_CHARACTERS}{1,80}`;
const HOST = String.raw`[\p{L}\p{M}\d-]{1,63}`;
/** A sign for `@` and words for the full stops: `namn (ät) firma piste fi`. */
const EMAIL_MIXED = new RegExp(
  String.raw`${LOCAL}(?:\s${DOT_WORD}\s[\p{L}\d-]{1,40}){0,2}\s?${AT}\s?${HOST}(?:(?:${DOT}|\s${DOT_WORD}\s)${HOST}){1,4}`,
  'giu',
);
/** What stands around the sign: the sign is looked for first, since it is rare. */
const SIGN = new RegExp(String.raw`\s?${AT}\s?`, 'giu');
const LOCAL_BEFORE = new RegExp(`${LOCAL}$`, 'u');
const HOST_AFTER = new RegExp(String.raw`${HOST}(?:${DOT}${HOST}){1,8}`, 'iuy');
const TOP = '(?:se|no|com|nu|org|net|eu|dk|fi|io|example)';
/** With a remark in brackets for a machine, or any word in brackets for the sign: `namn@(ta bort)foretag.se`, `namn[aatt]foretag.se`. */
const REMARK = String.raw`[([{<][\p{L} -]{1,20}[)\]}>]`;
const EMAIL_WITH_REMARK = new RegExp(
  String.raw`${LOCAL}(?:${REMARK}${LOCAL_CHARACTERS}{0,60})?(?:@|${REMARK})(?:${REMARK})?${HOST}(?:${REMARK})?(?:[.,]${HOST}){0,4}[.,]${TOP}(?![\p{L}\d])`,
  'giu',
);
/** A comma in place of the last full stop: `namn@foretag,se`. */
const HOST_WITH_COMMA = new RegExp(String.raw`${HOST}(?:\.${HOST}){0,3},${TOP}(?![\p{L}\d])`, 'iuy');
/** Without a top-level domain: a host name inside a company's network, or an address that was cut off. */
const EMAIL_CUT = new RegExp(String.raw`${LOCAL}@(?:${HOST}|\[[\d.:a-f]{3,40}\])`, 'giu');
const SPACED_AT = String.raw`(?:@|[([{]\s?(?:at|a)\s?[)\]}])`;
const SPACED_DOT = String.raw`(?:\.|[([{]\s?(?:dot|punkt)\s?[)\]}])`;
/** Cheap tests that tell whether the patterns below are worth trying. */
const AT_IN_BRACKETS = new RegExp(String.raw`${OPEN}\s?(?:at|a|${NAMED_AT})\s?${CLOSE}`, 'iu');
const AT_ALONE = new RegExp(` ${SPACED_AT} `, 'iu');
const DOT_IN_WORDS = new RegExp(`\\s${DOT_WORD}\\s`, 'iu');
const SIGNS_IN_WORDS = new RegExp(`\\s(?:${DOT_WORD}|${NAMED_AT})\\s`, 'iu');
/** In words: `namn at foretag dot se`, `namn snabel-a foretag.se`. */
const EMAIL_IN_WORDS = new RegExp(
  String.raw`${LOCAL}(?:\s${DOT_WORD}\s[\p{L}\d-]{1,40}){0,2}\s(?:at\s${HOST}(?:\s${DOT_WORD}\s${HOST}){1,3}|(?:${NAMED_AT})\s${HOST}(?:\s${DOT_WORD}\s${HOST}){1,3}|på\s${HOST}(?:\s${DOT_WORD}\s${HOST}){0,2}\s${DOT_WORD}\s${TOP}(?!\p{L})|(?:${NAMED_AT})\s${HOST}(?:\.${HOST}){1,3})`,
  'giu',
);
/** After a word that asks to write, `namn at foretag.se` needs no other sign. */
const EMAIL_AFTER_CALL = new RegExp(
  String.raw`(?<=(?<!\p{L})(?:mej?la|maila|mej?l|mail|e-?post|e-?mail|skriv till|write to|skickas? till):? )${LOCAL} at ${HOST}(?:\.${HOST}){1,3}`,
  'giu',
);
/** With a sign that stands for `@` in no other place: `namn¤foretag.se`, `namn 🌀 foretag.se`. */
const EMAIL_ODD = new RegExp(
  String.raw`${LOCAL}(?:[¤§#^~$£€¥©®°¢«»‹›¿¡]{1,3}| ?[\p{Extended_Pictographic}\p{So}]{1,3}\ufe0f? ?)${HOST}(?:\.${HOST}){0,3}\.${TOP}(?![\p{L}\d])`,
  'giu',
);
/** With a sign that a remark tells to replace: “byt = mot @”, “@ i stället för =”. */
const SWAPPED =
  /(?<!\p{L})(?:byt(?:t|er)?(?: ut)?|ersätt(?:s|er)?|erstatt|replace|bytt(?: ut)?|i stället för|istället för|instead of|i stedet for) (?:alla |varje |tecknet |sign )?["'“‘(]?([^\p{L}\d\s"'“”‘’()@.,-])/iu;

function swappedEmails(text: string): Span[] {
  const sign = SWAPPED.exec(text)?.[1];
  if (sign === undefined) return [];
  const pattern = new RegExp(
    String.raw`${LOCAL}${escapeRegExp(sign)}${HOST}(?:\.${HOST}){0,3}\.${TOP}(?![\p{L}\d])`,
    'giu',
  );
  return [...text.matchAll(pattern)].map(whole);
}
const EMAIL_PERCENT = new RegExp(
  String.raw`(?<![\p{L}\d._%+/=?&-])\p{L}[\p{L}\d._+-]{1,60}%[\p{L}\d-]{2,40}(?:\.${HOST}){0,3}\.${TOP}(?![\p{L}\d])`,
  'giu',
);
/** Each character with the same sign after it: “n_a_m_n_@_f_o_r_e_t_a_g_._s_e”. */
const EMAIL_DIVIDED = /(?<!\S)\S([_.·*|-])\S(?:\1\S){6,80}(?!\S)/gu;
const ofAddress = (match: RegExpExecArray): Span | null => (match[0].includes('@') ? whole(match) : null);
/** At a service for everybody, without its domain: `namn.77 på gmail`. */
const EMAIL_OF_SERVICE =
  /(?<![\p{L}\d._%+'-])(?=[\p{L}\d._-]{0,40}(?:[._]\p{L}|\d))[\p{L}\d][\p{L}\d._-]{3,40}(?:[ ,]{1,2}|\s?\(?(?:på|at|hos|i|snabel-?a|@|a)\)?\s)(?:gmail|hotmail|outlook|yahoo|icloud|live|proton(?:mail)?|telia|bredband|spray|tele2|hey)(?:\s?(?:\.|punkt|dot|,)\s?|\s)?(?:com|se|no|dk|fi|me)?(?![\p{L}\d])|(?<=(?<!\p{L})(?:gmail|hotmail|outlook|yahoo|icloud|proton)(?:en|adress|adressen|konto)?(?: är)?[:= ]{1,2})(?=[\p{L}\d._-]{0,40}(?:[._]\p{L}|\d))[\p{L}\d][\p{L}\d._-]{3,40}[\p{L}\d]/giu;
/** Any word for the sign, after a word that asks to write. */
const EMAIL_ANY_SIGN = new RegExp(
  String.raw`(?<=(?<!\p{L})(?:mej?la|maila|mej?l|mail|e-?post\p{L}{0,6}|e-?mail|skriv|adress(?:en)?|nås|når)(?!\p{L})[^.\n]{0,30})${LOCAL}(?:\s${DOT_WORD}\s[\p{L}\d-]{1,40}){0,2}(?:\s[\p{L}:-]{1,14}){1,3}\s${HOST}(?:\s${DOT_WORD}\s${HOST}){0,2}\s${DOT_WORD}\s${TOP}(?![\p{L}\d])`,
  'giu',
);
/** With a blank after each letter: `n a m n @ f o r e t a g . s e`. */
const EMAIL_SPACED = new RegExp(
  String.raw`(?<![\p{L}\d])(?:(?:[\p{L}\d_-]|${SPACED_DOT}) ){2,40}${SPACED_AT} (?:[\p{L}\d-] ){1,40}(?:${SPACED_DOT} (?:[\p{L}\d-] ){0,40}[\p{L}\d](?![\p{L}\d]) ?){1,4}`,
  'giu',
);
/** A word that follows a top-level domain without a space. */
const GLUED = /^(.{0,200}?\.(?:se|no|com|nu|org|net|eu|dk|fi|io))(?=\p{Lu}\p{Ll})/u;
/** An address that a proxy has coded. */
const PROTECTED =
  /(?<=data-cfemail\s?=\s?["']?)[\da-f]{12,400}|(?<=\/cdn-cgi\/l\/email-protection#)[\da-f]{12,400}/giu;

/** Where a word for a person's address stands before the sign and a host after it. */
function emailsIn(text: string): Span[] {
  const spans: Span[] = [];
  SIGN.lastIndex = 0;
  for (let match = SIGN.exec(text); match; match = SIGN.exec(text)) {
    const { 0: sign, index } = match;
    const start = index + sign.length;
    const local = LOCAL_BEFORE.exec(text.slice(Math.max(0, index - MAX_LOCAL), index))?.[0];
    const isTold = /^\s/.test(sign) && isNoLocal(local ?? '');
    const host = local === undefined || isTold ? undefined : hostAt(text, start);
    if (local === undefined || host === undefined) {
      // The blank after the sign may stand before another.
      SIGN.lastIndex = index + 1;
      continue;
    }
    const at = index - local.length;
    spans.push(email(text.slice(at, start + host.length), at));
    SIGN.lastIndex = start + host.length;
  }
  return spans;
}
const MAX_LOCAL = 81;

function hostAt(text: string, at: number): string | undefined {
  for (const pattern of [HOST_WITH_COMMA, HOST_AFTER]) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** An address ends before a word that follows it without a blank. */
function email(found: string, at: number): Span {
  return [at, at + (GLUED.exec(found)?.[1] ?? found).length];
}
const emailOf = (match: RegExpExecArray): Span => email(match[0], match.index);

/** Marks e-mail addresses. */
export function markEmails(view: string): string {
  let text = view;
  if (/[)\]}>](?:@|[\p{L}\d-]{1,63}[.,])/u.test(text)) text = markAll(text, EMAIL_WITH_REMARK, 'email');
  if (/\S[_.·*|-]@[_.·*|-]\S/u.test(text)) text = markAll(text, EMAIL_DIVIDED, 'email', ofAddress);
  if (text.includes('@') || text.includes('%40') || AT_IN_BRACKETS.test(text)) {
    text = markSpans(text, emailsIn(text), 'email');
    if (DOT_IN_WORDS.test(text)) text = markAll(text, EMAIL_MIXED, 'email', emailOf);
    if (AT_ALONE.test(text)) text = markAll(text, EMAIL_SPACED, 'email');
  }
  if (/ at [\p{L}\d-]{1,40}\.\p{L}/iu.test(text)) text = markAll(text, EMAIL_AFTER_CALL, 'email');
  if (SIGNS_IN_WORDS.test(text))
    text = markAll(markAll(text, EMAIL_IN_WORDS, 'email'), EMAIL_ANY_SIGN, 'email');
  text = markSpans(text, writtenAddresses(text), 'email');
  text = markSpans(text, toldAddresses(text), 'email');
  return text.includes('@') ? markAll(text, EMAIL_CUT, 'email') : text;
}

/** Marks addresses with another sign in place of `@`, and those of a service for everybody. */
export function markOddEmails(view: string): string {
  let text = markSpans(view, swappedEmails(view), 'email');
  if (/[\p{L}\d]%\p{L}/u.test(text)) text = markAll(text, EMAIL_PERCENT, 'email');
  if (/[¤§#^~$£€¥©®°¢«»‹›¿¡]\p{L}|(?![\d#*])[\p{Extended_Pictographic}\p{So}] ?\ufe0f? ?\p{L}/u.test(text))
    text = markAll(text, EMAIL_ODD, 'email');
  if (/gmail|hotmail|outlook|yahoo|icloud|proton|telia/iu.test(text))
    text = markAll(text, EMAIL_OF_SERVICE, 'email');
  return text;
}

export const markProtectedEmails = (text: string): string =>
  text.includes('cfemail') || text.includes('email-protection') ? markAll(text, PROTECTED, 'email') : text;
