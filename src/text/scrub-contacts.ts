import { hasName, mayBeName, namesIn } from './person-name.ts';
import { MASK, scrubAddresses } from './scrub-addresses.ts';

const UNION =
  'vision|saco(?:-s|-förbundet)?|st|ofr(?:/s)?|seko|kommunal|unionen|ledarna|akavia|handels|naturvetarna|lärarförbundet|sveriges lärare|vårdförbundet|läkarförbundet|sveriges ingenjörer|if metall|akademikerförbundet ssr|ssr|lo|tco|fackförbundet st';
/** Begins a line that gives a contact person. */
const CONTACT_LINE =
  /^[\s*•·–-]*(?:kontakt(?:person(?:er)?|uppgifter|info(?:rmation)?|informasjon)?(?: (?:till|för) \p{L}+)?|kontakta|contact(?:s| persons?| details| information)?|rekryterare|rekryterande chef|ansvarig (?:chef|rekryterare)|facklig\p{L}*(?: \p{L}+){0,2}|fackf\p{L}*|hiring manager|recruiter|nærmeste leder|your contact|din kontakt|vår kontakt\p{L}*|(?:frågor|spørsmål)(?: (?:om|kring|til) (?:tjänsten|rekryteringen|stillingen)[^:\n]{0,60})|union representatives?)\s*[:–-]/iu;
/** The same as a heading on a line of its own. */
const CONTACT_HEADING =
  /^[\s*•·–-]*(?:kontakt(?:person(?:er)?|uppgifter|info(?:rmation)?|informasjon|er)?|kontakta oss|contacts?(?: us)?|rekryterare|facklig\p{L}*(?: \p{L}+){1,2}|har du frågor|frågor|questions|spørsmål|(?:med )?(?:vänliga?|bästa|varma)? ?hälsning(?:ar)?|(?:med )?vennlig hilsen|mvh|(?:kind |best )?regards)\s*[?!.,]*\s*$/iu;
/** Begins a line that gives a contact person only where a name follows. */
const ROLE_LINE = new RegExp(
  String.raw`^[\s*•·–-]*(?:hr|chef|rektor|leder|${UNION})\s*[:–-]\s*(?=\p{L})`,
  'iu',
);
const AFTER_NAME_UNION = new RegExp(String.raw`^\s*[,(]\s*(?:${UNION})(?!\p{L})`, 'iu');
/** Words of a sentence that says whom to contact. A name in such a sentence is a contact person's. */
const CONTACT_CUE =
  /(?<!\p{L})(?:kontakt(?:a[sr]?|person\p{L}*|uppg\p{L}*)|(?:ta|tag|tar|gärna|gjerne) kontakt|contact(?! center)|get in touch|reach out|ringa?|call(?! center)|mejla|maila|e-?posta|sende? e-?post|skriv till|höra? av dig|vänd dig|prata med|talk to|speak (?:to|with)|questions|frågor|spørsmål|henvend\p{L}*|rettes til|upplysning(?:ar)?|opplysninger|svarar|(?:besvaras|lämnas|mottas) av|information lämnas|facklig\p{L}*|fackf\p{L}*|facket|union representatives?|tillitsvalgt\p{L}*|rekryterare|rekryterande|recruiter|hiring manager|(?:närmaste|nærmeste) (?:chef|leder)|(?:ansvarig|chef) är|du når|nås|hälsning\p{L}*|hilsen|regards|linkedin|apply to|(?:skicka|sänd|send)\p{L}{0,4}(?=[^\n]{0,80} till? )|ansökan till|rapporterar? till|report(?:s|ing)? to)(?!\p{L})/iu;
/** “Kontakt” is a Norwegian imperative as the first word; elsewhere it is a noun. */
const CONTACT_FIRST = /^\s*kontakt\s(?!med\s)/iu;
/** Calls to contact somebody. The name beside a masked address may be written without capitals. */
const CONTACT_CALL =
  /(?<!\p{L})(?:kontakta|kontaktperson\p{L}*|ta(?:g)? kontakt|contact|ringa?|call|mejla|maila|höra? av dig|besvaras av|lämnas av)(?!\p{L})/iu;
/** A first name without a family name, after words that ask to contact somebody. */
const FIRST_NAME =
  /(?<!\p{L})((?:[Kk]ontakta|(?:[Bb]esvaras|[Ll]ämnas) av|(?:[Tt]ag?|gärna|gjerne) kontakt med|[Hh]öra? av dig till|[Vv]änd dig till|[Pp]rata med|[Rr]each out to|[Cc]ontact|[Rr]ekryterare|[Rr]ecruiter|[Hh]älsningar|[Hh]ilsen)(?: \p{Ll}{2,20}){0,3} )(\p{Lu}\p{Ll}{1,20})(?!\p{L})/gu;
const FIRST_NAME_ANSWERS = /(?<!\p{L})(\p{Lu}\p{Ll}{1,20})(?= svarar (?:gärna|på))/gu;
const SIGNED = /^\s*\/{1,2}\s?\p{Lu}[^\n]{0,60}$/u;

/** The sentences of a line. Signs and blanks are kept, so that joining them gives the line again. */
function sentences(line: string): string[] {
  return line.split(/(?<=[.!?])(?<!(?<!\p{L})(?:tfn|tel|tlf|bitr|ev|resp|dr)\.)(?=\s+\p{Lu})/u);
}

/** Whether more than the call itself remains: “ring […].” names nobody, “ring anna andersson, […]” may. */
function hasWordsBesideCall(sentence: string): boolean {
  if (!CONTACT_CALL.test(sentence)) return false;
  const others =
    sentence
      .replace(CONTACT_CALL, ' ')
      .replaceAll(MASK, ' ')
      .match(/\p{L}{2,}/gu) ?? [];
  return others.length > 1;
}

function maskSentence(sentence: string): string {
  const body = sentence.trim();
  const isMasked = body.includes(MASK);
  const isAboutSomebody =
    ((isMasked || CONTACT_CUE.test(body) || CONTACT_FIRST.test(body)) && hasName(body)) ||
    (isMasked && hasWordsBesideCall(body)) ||
    namesIn(body).some(({ at, name }) =>
      AFTER_NAME_UNION.test(body.slice(at + name.length, at + name.length + 30)),
    );
  if (isAboutSomebody) return `${sentence.slice(0, sentence.length - sentence.trimStart().length)}${MASK}`;
  return sentence
    .replace(FIRST_NAME, (whole, words: string, name: string) =>
      mayBeName(name) ? `${words}${MASK}` : whole,
    )
    .replace(FIRST_NAME_ANSWERS, (whole, name: string) => (mayBeName(name) ? MASK : whole));
}

/** How many lines after a heading such as “Kontaktpersoner:” are read as names, and how long such a line may be. */
const MAX_NAME_LINES = 20;
const MAX_NAME_LINE_LENGTH = 120;

const isAboutAPerson = (line: string): boolean =>
  line.length <= MAX_NAME_LINE_LENGTH && (line.includes(MASK) || hasName(line) || mayBeName(line.trim()));

function maskContactLines(text: string): string {
  let linesLeft = 0;
  let isBeforeNames = false;
  const lines = text.split('\n').map((line) => {
    const heading = (CONTACT_LINE.exec(line) ?? CONTACT_HEADING.exec(line))?.[0];
    if (heading !== undefined) {
      const isHeadingAlone = line.slice(heading.length).trim() === '';
      linesLeft = isHeadingAlone ? MAX_NAME_LINES : 0;
      isBeforeNames = true;
      return isHeadingAlone ? line : `${heading.trimEnd()} ${MASK}`;
    }
    if (linesLeft > 0) {
      linesLeft--;
      if (isAboutAPerson(line)) {
        isBeforeNames = false;
        return MASK;
      }
      // A blank line may follow the heading; after the names it ends the list.
      if (line.trim() !== '' || !isBeforeNames) linesLeft = 0;
    }
    const role = ROLE_LINE.exec(line)?.[0];
    if (role !== undefined && hasName(line.slice(role.length))) return `${role.trimEnd()} ${MASK}`;
    if (SIGNED.test(line) && hasName(line)) return MASK;
    return sentences(line).map(maskSentence).join('');
  });
  return lines.join('\n');
}

/**
 * Replaces contact details of persons by `[…]`: e-mail addresses, telephone numbers, and the lines and sentences that
 * name a contact person. Organisation numbers, dates, hours, pay and codes stay. A program cannot recognise every name,
 * so the whole sentence is masked where a contact detail stands beside what may be a name.
 */
export function scrubContacts(text: string, country = 'SE'): string {
  return maskContactLines(scrubAddresses(text, country));
}

/** In a headline only names after these words, and names beside an address, are masked: it is too short to lose more. */
const NAMED_IN_HEADLINE =
  /(?<!\p{L})(kontakta|kontaktperson:|kontakt:|ring|mejla|maila|contact|call|rekryterare:?)(?!\p{L})/iu;

const MORE_OF_A_NAME = /^(?:[ \t]\p{Lu}[\p{L}'’-]*\p{Ll})?/u;
const MASK_FOLLOWS = /^[\s,:(–-]{0,3}\[…\]/u;

/** Masks the contact details of a headline; the rest stays. */
export function scrubHeadline(headline: string, country = 'SE'): string {
  let text = scrubAddresses(headline, country);
  const callAt = text.search(NAMED_IN_HEADLINE);
  for (const { at, name } of namesIn(text).reverse()) {
    const more = MORE_OF_A_NAME.exec(text.slice(at + name.length))?.[0] ?? '';
    const end = at + name.length + more.length;
    const isCalled = callAt >= 0 && at >= callAt;
    if (!isCalled && !text.slice(0, at).trimEnd().endsWith(MASK) && !MASK_FOLLOWS.test(text.slice(end)))
      continue;
    // “Kontakta Anna” has the form of a name; only “Anna” is masked.
    const call = NAMED_IN_HEADLINE.exec(name);
    const from = call?.index === 0 ? at + call[0].length + 1 : at;
    text = `${text.slice(0, from)}${MASK}${text.slice(end)}`;
  }
  return text;
}

/** `scrubContacts` for a field that may be missing; null where nothing is left. */
export function scrubbed(text: string | null, country = 'SE'): string | null {
  return text === null ? null : scrubContacts(text, country) || null;
}
