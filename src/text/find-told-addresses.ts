import type { Span } from './marks.ts';

/*
 * E-mail addresses that are told in parts, so that no pattern of an address fits: `namn, sedan snabel-a, sedan foretag.se`,
 * `på domänen foretag.se, användare namn`, `namn.efternamn på foretag.se`. What names the person is masked.
 */

const TOP = '(?:se|no|com|nu|org|net|eu|dk|fi|io|example)';
const MAY_BE = new RegExp(String.raw`\p{L}\.${TOP}(?![\p{L}\d])`, 'u');
const HAS_PART = new RegExp(
  String.raw`snabel|krøll|kröll|at-?(?:tecken|sign|tegn|merk)|(?<![\p{L}\d._+-])@|@(?![\p{L}\d])|(?:sedan|sen|then|så) (?:ett |et |an |en )?(?:at|ät|a)[, ]|dom[äæ]n|domene|domain|(?<!\p{L})server| (?:på|at|hos|vid|ved) [\p{L}\d-]{2,30}(?:\.[\p{L}\d-]{1,30}){0,2}\.${TOP}(?![\p{L}\d@._-])`,
  'giu',
);

const LOCAL = String.raw`(?=[\p{L}\d._-]{0,40}\p{L})[\p{L}\d][\p{L}\d._-]{0,40}[\p{L}\d]`;
const HOST = String.raw`[\p{L}\d-]{1,40}(?:\.[\p{L}\d-]{1,40}){0,3}\.${TOP}(?![\p{L}\d])`;
const AT = String.raw`["'“”(]?(?:snabel-? ?a(?:-tecken)?|alfakr[øo]ll|kr[øo]ll-?alfa|at-?(?:tecken(?:et)?|sign|tegn(?:et)?|merke?(?:t)?)|@)["'“”)]?`;
const BEFORE = String.raw`(?:står |kommer |ligger |stands |is |er |är )?(?:före|framför|foran|før|before|innan|in front of)`;
const THEN = String.raw`(?:följt av|fulgt av|followed by|efterföljt av|(?:och )?(?:sedan|sen|så)|then|plus|\+|,)`;
const USER = String.raw`(?:användare?n?|användarnamn(?:et)?|user(?:name)?|brukere?n?|brukernavn(?:et)?|bruger(?:navn)?(?:et)?|lokaldel(?:en)?|brevlåda(?:n)?|postlåda(?:n)?|käyttäjä|mailbox|konto(?:t)?|namn(?:et)?|name|adress(?:en)?)`;
const DOMAIN = String.raw`(?:dom[äæ]n(?:en)?|domene(?:t|n)?|domæne(?:t)?|domain|server(?:n|en)?|host)`;
const IS = String.raw`(?: är| er| is|:| =)?`;

/** Patterns of which the last group is what stands before the sign. */
const PARTS: readonly RegExp[] = [
  // “namn står före snabel-a”, “namn följt av snabel-a och sedan foretag.se”
  String.raw`(?<![\p{L}\d._-])(${LOCAL}),? (?:${BEFORE}|${THEN}) (?:ett |et |en |an |the )?${AT}`,
  // “före snabel-a står namn”
  String.raw`(?<!\p{L})${BEFORE} ${AT}${IS}(?: står| kommer)?:? (${LOCAL})`,
  // “domän foretag.se, användare namn”
  String.raw`${DOMAIN}${IS} ${HOST}[,;.]? (?:och |og |and |med |with )?${USER}${IS} (${LOCAL})`,
  // “användare namn på domänen foretag.se”, “adress namn, server foretag.se”
  String.raw`(?<!\p{L})${USER}${IS} (${LOCAL})[,;]? (?:på |hos |at |i |och |og |and )?(?:the )?${DOMAIN}${IS} ${HOST}`,
  // “namn, sedan ett at, sedan foretag.se”
  String.raw`(?<![\p{L}\d._-])(${LOCAL}),? ${THEN} (?:ett |et |en |an )?(?:at|ät|a)[, ]{1,2}${THEN} @?${HOST}`,
  // “börjar med namn och slutar på @foretag.se”
  String.raw`(?<!\p{L})(?:börjar|begynner|starter|starts|begins|inleds) (?:med|på|with) (${LOCAL})(?=[^\n]{0,40}@?${HOST})`,
  // “@foretag.se efter namn”
  String.raw`@${HOST} (?:efter|etter|after|bakom|till|to|til) (${LOCAL})`,
  // “namn @ vår domän (foretag.se)”
  String.raw`(?<![\p{L}\d._-])(${LOCAL}) @ (?:\p{L}{2,12} ){0,2}${DOMAIN}`,
  // “namn.efternamn på foretag.se”
  String.raw`(?<![\p{L}\d._@/-])((?=\p{L}[\p{L}\d-]{0,30}(?:[._]\p{L}|\d))${LOCAL}) (?:på|hos|at|ved|vid) ${HOST}`,
].map((source) => new RegExp(source, 'giud'));

/** A word with a full stop, a line or a figure within, as only the beginning of an address has. */
const LIKE_LOCAL =
  /(?<![\p{L}\d@._/+-])(?=\p{Ll}{2})(?=[\p{Ll}\d._-]{0,30}(?:[._]\p{Ll}{3}|\p{Ll}{3}\d))[\p{Ll}\d._-]{4,40}(?<![._-])(?![\p{L}\d@/]|\.\p{L})/gu;
const SENTENCE = /[^\n]{1,400}?(?:[.!?](?=\s)|$|\n)/gmu;
const HAS_HOST = new RegExp(HOST, 'u');
const IS_HOST = new RegExp(String.raw`\.(?:${TOP}|js|ts|net|pdf|docx?|html?)$`, 'u');
const OF_ADDRESS =
  /snabel|krøll|kröll|at-?(?:tecken|sign|tegn|merk)|@(?=[\p{L}\d-]{1,40}\.\p{L})|[\s"'“]@[\s"'”]|(?<!\p{L})(?:dom[äæ]n|domene|domain|e-?post|e-?mail|mej?l|mail)\p{L}{0,8}(?!\p{L})/iu;

/** In a sentence that tells of an address and a host. */
function likeLocals(text: string): Span[] {
  const spans: Span[] = [];
  for (const { 0: sentence, index } of text.matchAll(SENTENCE)) {
    if (!HAS_HOST.test(sentence) || !OF_ADDRESS.test(sentence)) continue;
    for (const { 0: found, index: at } of sentence.matchAll(LIKE_LOCAL))
      if (!IS_HOST.test(found)) spans.push([index + at, index + at + found.length]);
  }
  return spans;
}

const REACH = 160;
/** The parts before the signs of addresses that are told. */
export function toldAddresses(text: string): Span[] {
  if (!MAY_BE.test(text)) return [];
  const spans: Span[] = [];
  let end = 0;
  HAS_PART.lastIndex = 0;
  for (let part = HAS_PART.exec(text); part; part = HAS_PART.exec(text)) {
    // What is told of an address stands near by, and most texts tell of none.
    const first = Math.max(end, part.index - REACH);
    const blank = first === 0 ? -1 : text.indexOf(' ', first);
    const from = blank < 0 || blank > part.index ? first : blank;
    end = Math.min(text.length, part.index + part[0].length + REACH);
    HAS_PART.lastIndex = end;
    const near = text.slice(from, end);
    if (MAY_BE.test(near)) spans.push(...toldIn(near, from));
  }
  return spans;
}

function toldIn(text: string, from: number): Span[] {
  const spans = likeLocals(text);
  for (const pattern of PARTS) {
    // `matchAll` would copy the pattern for each text.
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const span = match.indices?.[1];
      if (span) spans.push(span);
    }
  }
  return spans.map(([at, end]) => [from + at, from + end]);
}
