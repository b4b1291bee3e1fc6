import { hasName, mayBeName, namesIn } from './person-name.ts';
import { MASK, scrubAddresses } from './scrub-addresses.ts';

const UNION =
  'vision|saco(?:-s|-förbundet)?|st|ofr(?:/s)?|seko|kommunal|unionen|ledarna|akavia|handels|naturvetarna|lärarförbundet|sveriges lärare|vårdförbundet|läkarförbundet|sveriges ingenjörer|if metall|akademikerförbundet ssr|ssr|lo|tco|fackförbundet st';
/** Opens a line that is about whom to turn to. */
const CONTACT_LINE =
  /^[\s*•·–-]*(?:kontakt(?:person(?:er)?|uppgifter|info(?:rmation)?|informasjon)?(?: (?:till|för) \p{L}+)?|kontakta|contact(?:s| persons?| details| information)?|rekryterare|rekryterande chef|ansvarig (?:chef|rekryterare)|facklig\p{L}*(?: \p{L}+){0,2}|fackf\p{L}*|hiring manager|recruiter|nærmeste leder|your contact|din kontakt|vår kontakt\p{L}*|(?:frågor|spørsmål)(?: (?:om|kring|til) (?:tjänsten|rekryteringen|stillingen)[^:\n]{0,60})|union representatives?)\s*[:–-]/iu;
/** The same as a heading of its own. */
const CONTACT_HEADING =
  /^[\s*•·–-]*(?:kontakt(?:person(?:er)?|uppgifter|info(?:rmation)?|informasjon|er)?|kontakta oss|contacts?(?: us)?|rekryterare|facklig\p{L}*(?: \p{L}+){1,2}|har du frågor|frågor|questions|spørsmål|(?:med )?(?:vänliga?|bästa|varma)? ?hälsning(?:ar)?|(?:med )?vennlig hilsen|mvh|(?:kind |best )?regards)\s*[?!.,]*\s*$/iu;
/** A line that is about a person only where it names one. */
const ROLE_LINE = new RegExp(
  String.raw`^[\s*•·–-]*(?:hr|chef|rektor|leder|${UNION})\s*[:–-]\s*(?=\p{L})`,
  'iu',
);
const BEHIND_UNION = new RegExp(String.raw`^\s*[,(]\s*(?:${UNION})(?!\p{L})`, 'iu');
/** Opens a sentence that says whom to turn to. */
const CONTACT_CUE =
  /(?<!\p{L})(?:kontakt(?:a[sr]?|person\p{L}*|uppg\p{L}*)|(?:ta|tag|tar|gärna|gjerne) kontakt|contact(?! center)|get in touch|reach out|ringa?|call(?! center)|mejla|maila|e-?posta|sende? e-?post|skriv till|höra? av dig|vänd dig|prata med|talk to|speak (?:to|with)|questions|frågor|spørsmål|henvend\p{L}*|rettes til|upplysning(?:ar)?|opplysninger|svarar|(?:besvaras|lämnas|mottas) av|information lämnas|facklig\p{L}*|fackf\p{L}*|facket|union representatives?|tillitsvalgt\p{L}*|rekryterare|rekryterande|recruiter|hiring manager|(?:närmaste|nærmeste) (?:chef|leder)|(?:ansvarig|chef) är|du når|nås|hälsning\p{L}*|hilsen|regards|linkedin|apply to|(?:skicka|sänd|send)\p{L}{0,4}(?=[^\n]{0,80} till? )|ansökan till|rapporterar? till|report(?:s|ing)? to)(?!\p{L})/iu;
/** The Norwegian imperative, which is also a noun. */
const CONTACT_FIRST = /^\s*kontakt\s(?!med\s)/iu;
/** Beside an address these leave nothing that is worth more than the name that may be written without capitals. */
const CONTACT_CALL =
  /(?<!\p{L})(?:kontakta|kontaktperson\p{L}*|ta(?:g)? kontakt|contact|ringa?|call|mejla|maila|höra? av dig|besvaras av|lämnas av)(?!\p{L})/iu;
/** A first name alone, behind words that call for one. */
const FIRST_NAME =
  /(?<!\p{L})((?:[Kk]ontakta|(?:[Bb]esvaras|[Ll]ämnas) av|(?:[Tt]ag?|gärna|gjerne) kontakt med|[Hh]öra? av dig till|[Vv]änd dig till|[Pp]rata med|[Rr]each out to|[Cc]ontact|[Rr]ekryterare|[Rr]ecruiter|[Hh]älsningar|[Hh]ilsen)(?: \p{Ll}{2,20}){0,3} )(\p{Lu}\p{Ll}{1,20})(?!\p{L})/gu;
const FIRST_NAME_ANSWERS = /(?<!\p{L})(\p{Lu}\p{Ll}{1,20})(?= svarar (?:gärna|på))/gu;
const SIGNED = /^\s*\/{1,2}\s?\p{Lu}[^\n]{0,60}$/u;

/** A text cut where a sentence ends, the signs and blanks kept, so that joining gives the text again. */
function sentences(line: string): string[] {
  return line.split(/(?<=[.!?])(?<!(?<!\p{L})(?:tfn|tel|tlf|bitr|ev|resp|dr)\.)(?=\s+\p{Lu})/u);
}

/** “Ring […].” names nobody; “ring anna andersson, […]” may. */
function saysMoreThanACall(sentence: string): boolean {
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
    (isMasked && saysMoreThanACall(body)) ||
    namesIn(body).some(({ at, name }) =>
      BEHIND_UNION.test(body.slice(at + name.length, at + name.length + 30)),
    );
  if (isAboutSomebody) return `${sentence.slice(0, sentence.length - sentence.trimStart().length)}${MASK}`;
  return sentence
    .replace(FIRST_NAME, (whole, words: string, name: string) =>
      mayBeName(name) ? `${words}${MASK}` : whole,
    )
    .replace(FIRST_NAME_ANSWERS, (whole, name: string) => (mayBeName(name) ? MASK : whole));
}

/** Lines of names under a heading such as “Kontaktpersoner:”. */
const MOST_LINES_UNDER_A_HEADING = 20;
const LONGEST_LINE_OF_A_NAME = 120;

const isAboutAPerson = (line: string): boolean =>
  line.length <= LONGEST_LINE_OF_A_NAME && (line.includes(MASK) || hasName(line) || mayBeName(line.trim()));

function maskContactLines(text: string): string {
  let left = 0;
  let isFirst = false;
  const lines = text.split('\n').map((line) => {
    const heading = (CONTACT_LINE.exec(line) ?? CONTACT_HEADING.exec(line))?.[0];
    if (heading !== undefined) {
      const isHeadingAlone = line.slice(heading.length).trim() === '';
      left = isHeadingAlone ? MOST_LINES_UNDER_A_HEADING : 0;
      isFirst = true;
      return isHeadingAlone ? line : `${heading.trimEnd()} ${MASK}`;
    }
    if (left > 0) {
      left--;
      if (isAboutAPerson(line)) {
        isFirst = false;
        return MASK;
      }
      // A blank line may part the heading from the names; behind them it ends the list.
      if (line.trim() !== '' || !isFirst) left = 0;
    }
    const role = ROLE_LINE.exec(line)?.[0];
    if (role !== undefined && hasName(line.slice(role.length))) return `${role.trimEnd()} ${MASK}`;
    if (SIGNED.test(line) && hasName(line)) return MASK;
    return sentences(line).map(maskSentence).join('');
  });
  return lines.join('\n');
}

/**
 * A text without the contact details of persons: e-mail addresses, telephone numbers, and lines and sentences that
 * name whom to turn to are replaced by `[…]`. Organisation numbers, days, hours, pay and codes stay. A program
 * cannot tell every name; where in doubt a sentence with a contact goes as a whole.
 */
export function scrubContacts(text: string, country = 'SE'): string {
  return maskContactLines(scrubAddresses(text, country));
}

/** Names in a headline: those that a word calls for, and those beside an address. Nothing else may go from so few words. */
const NAMED_IN_HEADLINE =
  /(?<!\p{L})(kontakta|kontaktperson:|kontakt:|ring|mejla|maila|contact|call|rekryterare:?)(?!\p{L})/iu;

const MORE_OF_A_NAME = /^(?:[ \t]\p{Lu}[\p{L}'’-]*\p{Ll})?/u;
const MASK_FOLLOWS = /^[\s,:(–-]{0,3}\[…\]/u;

/** A headline without contact details; what it is about stays. */
export function scrubHeadline(headline: string, country = 'SE'): string {
  let text = scrubAddresses(headline, country);
  const called = text.search(NAMED_IN_HEADLINE);
  for (const { at, name } of namesIn(text).reverse()) {
    const more = MORE_OF_A_NAME.exec(text.slice(at + name.length))?.[0] ?? '';
    const end = at + name.length + more.length;
    const isCalled = called >= 0 && at >= called;
    if (!isCalled && !text.slice(0, at).trimEnd().endsWith(MASK) && !MASK_FOLLOWS.test(text.slice(end)))
      continue;
    // “Kontakta Anna” has two capitals, of which the second only is a name's.
    const call = NAMED_IN_HEADLINE.exec(name);
    const from = call?.index === 0 ? at + call[0].length + 1 : at;
    text = `${text.slice(0, from)}${MASK}${text.slice(end)}`;
  }
  return text;
}

/** The same for a field that may be empty. */
export function scrubbed(text: string | null, country = 'SE'): string | null {
  return text === null ? null : scrubContacts(text, country) || null;
}
