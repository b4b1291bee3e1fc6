import { hasInnerCapital } from './letters.ts';
import { MARK, markAll, type Span, whole } from './marks.ts';
import { listedAs } from './name-lists.ts';
import { isCertainFirstName, isFirstName, isOther } from './name-words.ts';

const CAMEL =
  /(?<![\p{L}\d])(?:(?<=#)\p{Ll}{2,20}\p{Lu}\p{Ll}{1,20}|\p{Lu}\p{Ll}{1,20}_?\p{Lu}\p{Ll}{1,20})(?:_?\p{Lu}\p{Ll}{1,20}){0,3}(?![\p{L}\d])/gu;
const SPACED =
  /(?<![\p{L}\d]|(?<![\p{L}\d])[\p{L}\d] )\p{Lu}(?: \p{Ll}){2,14}(?: {1,2}\p{Lu}(?: \p{Ll}){2,14}){1,2}(?![\p{L}\d])/gu;
/** Each letter with the same sign after it: “M.A.R.I.A E.X.E.M.P.E.L”, “A-N-N-A”, “A N N A P R O V B E R G”. */
const LETTER_BY_LETTER =
  /(?<![\p{L}\d]|(?<![\p{L}\d])[\p{L}\d][ .·_*|-])\p{L}([ .·_*|-])\p{L}(?:\1\p{L}){1,30}(?:\.?[ _|/-]{1,3}\p{L}(?:\1\p{L}){2,20}){0,2}(?![\p{L}\d])/gu;

/** The letters begin with a first name, and a family name follows where there is more. */
function spelledName(match: RegExpExecArray): Span | null {
  const parts = match[0]
    .split(
      match[1] === ' '
        ? /(?! )$/u
        : /[_|-]/.test(match[1] ?? '')
          ? / {1,3}/
          : /[ _|/-]{1,3}(?=\p{L}[.·*_|-])/u,
    )
    .map((part) => part.replace(/\P{L}/gu, ''));
  const written = parts.join('');
  const titled = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase();
  for (let end = Math.min(12, written.length); end > 2; end--) {
    const [name, rest] = [titled(written.slice(0, end)), titled(written.slice(end))];
    const isEnd = rest === '' || (parts.length > 1 && parts[0]?.length === end);
    if (
      isEnd
        ? isFirst(name) || (isFirstName(name) && rest.length > 3)
        : isFirstName(name) && rest.length > 2 && listedAs(rest).family > 0
    )
      return whole(match);
  }
  return null;
}
const HYPHENATED = /(?<![\p{L}\d-])(\p{Lu}\p{Ll}{2,14})-(\p{Lu}\p{Ll}{2,14})(?![\p{L}\d-])/gu;
/** The family name first, before a bracket or a reference: “Exempelsson A-B (chef)”. */
const FAMILY_FIRST =
  /(?<![\p{L}\d])(\p{Lu}\p{Ll}{2,20}),? (\p{Lu}\p{Ll}{1,14}(?:-\p{Lu}\p{Ll}{1,14})?|\p{Lu}-\p{Lu})(?= ?(?:\(|, ref))/gu;
/** “lund, e. (eva)”: a family name, an initial and the name in brackets. */
const INITIAL_AND_NAME = new RegExp(
  String.raw`(?<![\p{L}\d])\p{Lu}\p{Ll}{1,20}, ?\p{Lu}\. ?\((?=${MARK.name})`,
  'gu',
);
/** A person's page: “/people/anna-exempel”. */
const PAGE =
  /(?<=\/(?:home|people|person(?:er)?|profil(?:e|er)?|medarbetare|ansatte|team|om-oss|kontakt|contact|users?|u|in|staff|employees?)\/)(\p{L}{2,20})[-._](\p{L}{2,20}(?:[-._]\p{L}{2,20}){0,3})/giu;
/** After a telephone number: “… (Anna)”, “… (Anna, Bo eller Eva)”. */
const BESIDE_NUMBER = new RegExp(
  String.raw`(?<=${MARK.number} ?\()\p{Lu}\p{Ll}{1,14}(?:(?:, ?| ?/ ?| (?:eller|och|el\.|or|and|og) )\p{Lu}\p{Ll}{1,14}){0,4}(?=\))`,
  'gu',
);
const areNames = (match: RegExpExecArray): Span | null =>
  match[0].split(/, ?| ?\/ ?| \p{Ll}{2,5}\.? /u).every((word) => !isOther(word) && !listedAs(word).isPlace)
    ? whole(match)
    : null;
/** “E. v. d. Exempel” */
const WITH_PARTICLES =
  /(?<![\p{L}.])(?:\p{Lu}\. ?){1,2}(?:v\. ?(?:d\. ?)?|d\. ?|v ?d |af |von |van )\p{Lu}\p{Ll}{2,20}/gu;
/** In a row of a table, in lower case: “exempel anna;070…”. */
const LOWER_ROW = new RegExp(
  String.raw`(?<=^|\n)(\p{Ll}{4,20}) (\p{Ll}{3,14})(?=[;,|\t ]{1,3}[${MARK.number}${MARK.email}])`,
  'gu',
);
/** The name of a file: “portratt-anna-exempel.jpg”, “cv_anna_exempel.pdf”. */
const FILE =
  /(?<![\p{L}\d])\p{L}[\p{L}\d]{0,30}(?:[-_.+][\p{L}\d]{1,30}){1,8}(?=\.(?:jpe?g|png|gif|webp|svg|heic|pdf|docx?|odt|rtf|txt|vcf|ics|mp[34]|mov|html?|aspx?|php)(?!\p{L}))/giu;

/** The first name and what follows it. */
function nameInFile(match: RegExpExecArray): Span | null {
  let at = match.index;
  const parts = match[0].split(/[-_.+]/u);
  for (const [number, part] of parts.entries()) {
    const next = parts[number + 1] ?? '';
    if (
      part.length > 2 &&
      isFirst(part) &&
      /^\p{L}{3,}$/u.test(next) &&
      (listedAs(next).family > 0 || !listedAs(next).isCommonWord) &&
      !isOther(next)
    )
      return [at, at + part.length + 1 + next.length];
    at += part.length + 1;
  }
  return null;
}
/** “anna.exempel”, which is the beginning of an address. */
const DOTTED =
  /(?<![\p{L}\d@._/-])(\p{Ll}{2,20})[._](\p{Ll}{2,20}(?:[._]\p{Ll}{2,20}){0,2})(?![\p{L}\d@/_-]|\.\p{L})/gu;
const DOMAIN = /^(?:se|no|com|nu|org|net|eu|dk|fi|io|js|ts|py|pdf|doc|html?|xml|json|example)$/u;

/** “Anna T:son Exempel”: what stands before is marked. */
const SON_WITHIN = new RegExp(
  String.raw`(?<=${MARK.name}):(?:son|dotter)(?: \p{Lu}[\p{L}-]{2,20})?(?!\p{L})`,
  'gu',
);
/** A sign within a first name: “A*nna Exempel”. */
const WITH_SIGN =
  /(?<![\p{L}\d])(\p{Lu}\p{Ll}{0,8})[*~^_!+=·•´`](\p{Ll}{1,12})(?:[ _]\p{Lu}[\p{L}-]{2,20})?(?![\p{L}\d])/gu;

/** Names in other forms, in which a first name alone is enough. */
export function markOddForms(marked: string): string {
  let text = marked;
  if (hasInnerCapital(text)) text = markAll(text, CAMEL, 'name', camelCase);
  if (text.includes(':son') || text.includes(':dotter')) text = markAll(text, SON_WITHIN, 'name');
  if (/[*~^_!+=·•´`]\p{Ll}/u.test(text))
    text = markAll(text, WITH_SIGN, 'name', (match) =>
      isFirst((match[1] ?? '') + (match[2] ?? '')) ? whole(match) : null,
    );
  if (/ \p{Ll} \p{Ll}(?!\p{L})/u.test(text)) text = markAll(text, SPACED, 'name');
  if (/[ .·_*|-]\p{L}[ .·_*|-]\p{L}(?!\p{L})/u.test(text))
    text = markAll(text, LETTER_BY_LETTER, 'name', spelledName);
  if (/\p{Ll},? \p{Lu}[\p{L}-]{1,30} ?(?:\(|, ref)/u.test(text))
    text = markAll(text, FAMILY_FIRST, 'name', ({ 0: found, 1: family = '', 2: given = '', index }) =>
      (isFirstName(given) || /^\p{Lu}-\p{Lu}$/u.test(given)) && !isOther(family)
        ? [index, index + found.length]
        : null,
    );
  if (text.includes(`(${MARK.name}`)) text = markAll(text, INITIAL_AND_NAME, 'name');
  if (text.includes(MARK.number)) {
    if (text.includes('(')) text = markAll(text, BESIDE_NUMBER, 'name', areNames);
    text = markAll(text, LOWER_ROW, 'name', (match) =>
      isFirst(match[2]) && !listedAs(match[1] ?? '').isCommonWord && !isOther(match[1] ?? '')
        ? whole(match)
        : null,
    );
  }
  if (/\. ?(?:v|d|af)/u.test(text)) text = markAll(text, WITH_PARTICLES, 'name');
  if (/-\p{Lu}/u.test(text))
    text = markAll(text, HYPHENATED, 'name', (match) => {
      const [, thing = '', name = ''] = match;
      return isCertainFirstName(name) && !isFirstName(thing) ? whole(match) : null;
    });
  if (/[-_.+]\p{L}[\p{L}\d]{0,30}\.\p{L}/u.test(text)) text = markAll(text, FILE, 'name', nameInFile);
  if (text.includes('/'))
    text = markAll(text, PAGE, 'name', (match) =>
      isFirst(match[1]) && !isOther(match[2]?.split(/[-._]/u).at(-1) ?? '') ? whole(match) : null,
    );
  if (/\p{Ll}[._]\p{Ll}/u.test(text))
    text = markAll(text, DOTTED, 'name', (match) =>
      isFirst(match[1]) && !DOMAIN.test(match[2]?.split(/[._]/u).at(-1) ?? '') ? whole(match) : null,
    );
  return text;
}
const isFirst = (word = ''): boolean => isCertainFirstName(word) && !listedAs(word).isCommonWord;

function camelCase(match: RegExpExecArray): Span | null {
  const parts = match[0].split(/_|(?=\p{Lu})/u);
  const isTag = match.input[match.index - 1] === '#';
  // “#ringExempel”
  if (
    isTag &&
    /^(?:ring|kontakta|fråga|mejla|maila|skrivtill|ask|call|ping|dm|hej)$/u.test(parts[0] ?? '') &&
    parts.length === 2 &&
    !isOther(parts[1] ?? '')
  )
    return whole(match);
  const at = parts.findIndex(isCertainFirstName);
  if (at < 0) return null;
  const isListed = (part: string) => listedAs(part).given + listedAs(part).family > 0;
  const before = parts[at - 1] ?? '';
  const isName =
    at === 0
      ? parts.slice(1).some(isListed)
      : isFirstName(before) || /^(?:team|fru|herr|kock|mamma|hos|av|med)$/iu.test(before);
  return isName || isTag ? whole(match) : null;
}
