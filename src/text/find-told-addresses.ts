import type { markSpans } from './marks.ts';

/*
 * E-mail addresses that are told in parts, so that no pattern of an address fits: `namn, sedan snabel-a, sedan foretag.se`,
 * `på domänen foretag.se, användare namn`, `namn.efternamn på foretag.se`. What names the person is masked.
 */

type Span = Parameters<typeof markSpans>[1][number];

const TOP = '(?:se|no|com|nu|org|net|eu|dk|fi|io|example)';
const MAY_BE = new RegExp(String.raw`\p{L}\.${TOP}(?![\p{L}\d])`, 'u');
const HAS_PART =
  /snabel|krøll|kröll|at-?(?:tecken|sign|tegn|merk)|["'”]?@["'”]?|dom[äæea]ne?|domain|server|host| (?:på|at|hos|vid|ved) [\p{L}\d-]{2,30}\.\p{L}/iu;

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
  // “namn.efternamn på foretag.se”
  String.raw`(?<![\p{L}\d._@/-])((?=\p{L}[\p{L}\d-]{0,30}(?:[._]\p{L}|\d))${LOCAL}) (?:på|hos|at|ved|vid) ${HOST}`,
].map((source) => new RegExp(source, 'giud'));

/** The parts before the signs of addresses that are told. */
export function toldAddresses(text: string): Span[] {
  if (!MAY_BE.test(text) || !HAS_PART.test(text)) return [];
  const spans: Span[] = [];
  for (const pattern of PARTS) {
    for (const { indices } of text.matchAll(pattern)) {
      const span = indices?.[1];
      if (span) spans.push(span);
    }
  }
  return spans;
}
