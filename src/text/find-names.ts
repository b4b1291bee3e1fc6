import { ANY_MARK, MARK, markAll, markSpans } from './marks.ts';
import { listedAs } from './name-lists.ts';
import { isCertainFirstName, isCommon, isFirstName, isOther, isPlace, isRole } from './name-words.ts';

/** A run of capitalised words that may be a person's name, after words that are none were taken off. */
interface Candidate {
  at: number;
  end: number;
  words: string[];
  /** One word that is a known first name, or several that begin with one. */
  hasFirstName: boolean;
  form: number;
}

/** A capitalised word, an initial, or a word in an alphabet without capitals. */
const WORD = String.raw`(?:[\p{Lu}\p{Lt}][\p{L}\p{M}]{0,40}(?:['’][\p{L}\p{M}]{1,30}){0,2}(?:-[\p{L}\p{M}]{1,30}(?:['’][\p{L}\p{M}]{1,30})?){0,3}\.?|[\p{Lo}\p{M}]{2,40})`;
const PARTICLE = '(?:von|van|af|de|der|den|di|da|la|al|el|bin|ben|dos|du|ter|zu|y)';
const RUN = new RegExp(
  String.raw`(?<![\p{L}\p{M}\d_@'’.-])${WORD}(?:(?: ${PARTICLE}){0,2} ${WORD}|, ?${WORD}(?=;)){0,6}(?![\p{L}\p{M}])`,
  'gu',
);
const PART = new RegExp(`${WORD}|${PARTICLE}(?= )`, 'gu');
const INITIAL = /^\p{Lu}\.?$/u;
/** Legal forms: the run is the name of a company. */
const COMPANY =
  /^(?:AB|AS|ASA|A\/S|Oy|Oyj|HB|KB|GmbH|Ltd|Inc|LLC|Group|Gruppen|Koncernen|Partners|Konsult|Bygg|Rekrytering|Bemanning|Service|Consulting|Solutions|Coffee|Burgers)\.?$/u;

function candidatesIn(text: string): Candidate[] {
  const found: Candidate[] = [];
  for (const { 0: run, index } of text.matchAll(RUN)) {
    let current: { at: number; end: number; word: string }[] = [];
    const parts = [...run.matchAll(PART)];
    if (parts.some(({ 0: word }) => COMPANY.test(word))) continue;
    const close = () => {
      const candidate = candidateOf(current, text);
      if (candidate) found.push(candidate);
      current = [];
    };
    for (const [number, { 0: raw, index: offset }] of parts.entries()) {
      // A full stop belongs to an initial, and else to the sentence.
      const word = INITIAL.test(raw) ? raw : raw.replace(/\.$/, '');
      const at = index + offset;
      const isEndOfSentence = word.length < raw.length;
      if (isOther(word) && !(current.length > 0 && isFirstName(word))) {
        // “Nils Exempel Terminalen” is a place; “Anna Exempel Enhetschef” is a person with her title.
        if (isPlace(word)) current = [];
        close();
        continue;
      }
      // Where a sentence begins, a capital letter says nothing.
      if (
        isCommon(word) &&
        current.length === 0 &&
        !isFamilyName(parts[number + 1]?.[0]) &&
        BEGINS.test(text.slice(Math.max(0, at - 2), at))
      ) {
        close();
        continue;
      }
      current.push({ at, end: at + word.length, word });
      if (isEndOfSentence) close();
    }
    close();
  }
  return found;
}

/** A word in another alphabet is most often a name where the text is in Latin letters. */
const OTHER_ALPHABET = /[\p{Lo}\p{Script=Cyrillic}\p{Script=Greek}]/u;
const BEGINS = /(?:^|[.!?:•*\n] ?|\n)$/u;

function candidateOf(parts: { at: number; end: number; word: string }[], text: string): Candidate | null {
  while (parts.length > 0 && /^\p{Ll}/u.test(parts.at(-1)?.word ?? '')) parts.pop();
  while (parts.length > 0 && /^\p{Ll}/u.test(parts[0]?.word ?? '')) parts.shift();
  const [first, second] = parts;
  const last = parts.at(-1);
  if (!first || !last) return null;
  // “Mamman Jenny”: a noun that begins the sentence is no first name where the next word is one.
  if (
    second &&
    !isFirstName(first.word) &&
    isFirstName(second.word) &&
    (/(?:an|en|et|ar|er|or|na)$/u.test(first.word) || (parts.length > 2 && isUnlisted(first.word))) &&
    BEGINS.test(text.slice(Math.max(0, first.at - 2), first.at))
  )
    return candidateOf(parts.slice(1), text);
  if (second && isCommon(first.word) && isFirstName(second.word)) return candidateOf(parts.slice(1), text);
  const words = parts.map(({ word }) => word);
  const hasFirstName = isFirstName(first.word) || OTHER_ALPHABET.test(first.word);
  return { at: first.at, end: last.end, words, hasFirstName, form: formOf(words) };
}

function isUnlisted(word: string): boolean {
  const { given, family } = listedAs(word);
  return given === 0 && family === 0;
}

function isFamilyName(word: string | undefined): boolean {
  if (word === undefined) return false;
  const { given, family, isCommonWord } = listedAs(word.replace(/\.$/, ''));
  return given === 0 && family > 0 && !isCommonWord;
}

/** How much the words themselves say that they are a person's name. */
function formOf(words: readonly string[]): number {
  const [first = '', ...rest] = words;
  const one = listedAs(first);
  let form: number = OTHER_ALPHABET.test(first) ? 2 : one.given;
  if (one.isAlsoWord) form -= 1;
  if (rest.length === 0) return form > 0 ? form : one.family * 0.75;
  if (form === 0 && INITIAL.test(first)) form = 1;
  const family = Math.max(...rest.map(familyOf));
  // The family name first: “Exempelsson Anna”.
  if (form === 0 && one.family > 0 && rest.some(isFirstName)) form = 1.5;
  return form + family;
}

function familyOf(word: string): number {
  if (INITIAL.test(word)) return 0.75;
  if (/^\p{Ll}/u.test(word)) return 0;
  const { given, family, isCommonWord } = listedAs(word);
  if (family > 0) return isCommonWord ? 1 : 1.5;
  return given > 0 ? 1 : isCommonWord ? 0.25 : 1;
}

/** What stands before and after a candidate, in its sentence and on its line. */
interface Around {
  before: string;
  after: string;
  lineBefore: string;
  lineAfter: string;
  nextLines: string;
  startsLine: boolean;
  /** It is not on the first line. */
  isAfterBreak: boolean;
}

const REACH = 90;
const ABBREVIATION =
  /(?:\b(?:att|attn|vik|el|alt|tel|tfn|tlf|mob|bitr|ev|resp|dr|mr|mrs|ms|prof|leg|tf|st|bl|kl|nr|dir|e|c|o)|\b\p{L})\.$/iu;

function around(text: string, at: number, end: number): Around {
  const from = Math.max(0, at - REACH);
  const left = text.slice(from, at);
  const lineBefore = left.slice(left.lastIndexOf('\n') + 1);
  const right = text.slice(end, end + REACH);
  const breakAt = right.indexOf('\n');
  const lineAfter = breakAt < 0 ? right : right.slice(0, breakAt);
  return {
    lineBefore,
    startsLine: LINE_START.test(lineBefore),
    isAfterBreak: left.includes('\n'),
    before: lineBefore.slice(lastSentence(lineBefore)),
    lineAfter,
    after: lineAfter.slice(0, firstSentence(lineAfter)),
    nextLines: breakAt < 0 ? '' : text.slice(end + breakAt + 1, end + breakAt + 1 + 160),
  };
}

function lastSentence(text: string): number {
  let from = 0;
  for (const { 0: sign, index } of text.matchAll(/[.!?] /gu))
    if (!ABBREVIATION.test(text.slice(0, index + 1))) from = index + sign.length;
  return from;
}

function firstSentence(text: string): number {
  for (const { index } of text.matchAll(/[.!?](?= |$)/gu))
    if (!ABBREVIATION.test(text.slice(0, index + 1))) return index;
  return text.length;
}

const UNION =
  'vision|saco(?:-s|-förbundet)?|st|ofr(?:/s)?|seko|kommunal|unionen|ledarna|akavia|handels|naturvetarna|lärarförbundet|sveriges lärare|vårdförbundet|läkarförbundet|läkarföreningen|sveriges ingenjörer|if metall|akademikerförbundet ssr|akademikerna|ssr|lo|tco|fackförbundet st|byggnads|sulf|hrf|fagforbundet|nito|tekna|fysioterapeuterna|transport|fastighets|livs|elektrikerna|polisförbundet|officersförbundet|dik|jusek|srat|forena|lr|fastighetsanställdas|[\\p{L}]{3,30}(?:förbundet|föreningen|facket)|nsf|delta|utdanningsforbundet';
const UNION_AFTER = new RegExp(
  String.raw`^ ?[,(:;–-]? ?(?:facklig\p{L}* ?\p{L}* )?(?:${UNION})s?(?!\p{L})`,
  'iu',
);
const UNION_BEFORE = new RegExp(
  String.raw`(?<!\p{L})(?:${UNION})\p{L}{0,2}(?: ombud)?(?:,|:| är| -| –)? ?$`,
  'iu',
);

/** Words directly before one person, known by any name. */
const CALLED =
  /(?<!\p{L})(?:kontakta(?:r du|r)?(?: (?:oss|mig))?|kontakt|contact|call|(?:slå|ge) (?:en )?(?:signal|pling)(?: till)?|ring(?:a|er)?(?: eller sms:?a)?(?: (?:du|till))?|sms:?a?(?: till)?|mejla|maila|e-?posta|skriv(?:a)? till|hör(?:a)? (?:gärna )?(?:av dig till|med)|vänd dig till|prata med|tala med|fråga(?: efter)?|frågar? efter|spør etter|snakk med|ta(?:g|r)? (?:gärna |gjerne )?kontakt med|talk to|speak (?:to|with)|ask for|reach out to|get in touch with|give|say hi to|säg hej till|hej till|hälsa på|boka(?: tid)? med|besvaras av|besvaras av:|lämnas av|svarar|då svarar|tas emot av|hanteras av|nås (?:även )?genom|heter|undertecknad|(?:närmaste|nærmeste) (?:chef|leder)(?: är)?|rekryterare(?:n)?(?: är)?|recruiter|chef är|(?:chef|ledare|kollega|handledare|mentor)\p{L}{0,3} (?:blir|är|heter)|mvh,?|m\.v\.h\.?|hälsningar,?|tack på förhand,?|xoxo|kramar?,?|vh,?|hälsning,?|hilsen,?|regards,?|sincerely,?|namn|navn|name|efternamn|förnamn|chefens namn är|v\/|c\/o|att[:.]?|attn[:.]?|fn|n|mr\.?|mrs\.?|ms\.?|dr\.?|herr|fru|prof\.?|ansökan till|skickas? till|sändes? till|sendes(?: til)?|(?:frågor|spørsmål)(?: (?:ställs|rettes|stilles))? till?|(?:frågor|spørsmål|questions) (?:om|kring|til|om|about)[^.:\n]{0,60}(?=:)|nattjour)[:,]? ?["'“”★→>|-]? ?$/iu;
/** Words of a sentence that says whom to contact, or who answers. */
const CUE =
  /(?<!\p{L})(?:kontakt\p{L}*|contact|get in touch|reach out|ring(?:a|er|s)?|call|mejl\p{L}*|mail\p{L}*|e-?post\p{L}*|skriv till|höra? (?:\p{L}+ )?av dig|vänd dig|prata|tala med|talk to|speak|questions|frågor|fråga|spørsmål|henvend\p{L}*|rettes|upplysning\p{L}*|opplysning\p{L}*|information|informasjon|besvaras|lämnas|svara[rs]?|facklig\p{L}*|fackf\p{L}*|facke[tn]|fack|union|tillitsvalgt\p{L}*|rekryter\p{L}*|recruiter|hiring|närmaste|nærmeste|närmast|nås|når|nå|hälsning\p{L}*|hilsen|regards|linkedin|skicka\p{L}*|sänd\p{L}*|sendes?|send|ansökan|søknad|mejlas|rapporterar?|rapporterer|report\p{L}*|intervju\p{L}* med|samtal med|work closely with|tillsammans med|samråd med|heter|chef(?:en)? är|handledare|fika med|möter|berättar|informerar|vet mer|veta mer|om du undrar|boka med|märkt)(?!\p{L})/iu;
/** What a person does. */
const DOES =
  /^,? ?(?:\([^)\n]{1,60}\) ?)?(?:som (?:är|har|idag)|heter jag|svarar|nås|når du|berättar|hälsar|informerar|är (?:din|vår|er|kontakt\p{L}*|ansvarig\p{L}*|\p{L}*chef|\p{L}*ledare|rekryterare|på plats|\p{L}+(?:are|ör|or|ist|ent|log|chef))|har ansvar|har hand om|tar emot|tar hand|leder|vill gärna|vill veta|längtar|visar dig|bjuder|kan kontaktes|kan nås|kan kontaktas|kontaktar|vet mer|ringer|svarer|er kontaktperson|forteller|leads|answers|is your|can be reached|will answer|i gruppen|kör|finns hos oss|på (?:telefon|tel|mobil|mail|mejl))(?!\p{L})/iu;
/** Only persons do this, whatever their name. */
const GLADLY = /^ (?:svarar gärna|svarer gjerne|svarar på (?:dina )?frågor)(?!\p{L})/iu;
/** The same after a known name. */
const ANSWERS =
  /^,? ?(?:\([^)\n]{1,60}\) ?)?(?:svarar|svarer|nås|når du|berättar|hälsar|informerar|heter jag|är kontakt\p{L}*|kan nås|kan kontakta?e?s|vet mer|answers|can be reached)(?!\p{L})/iu;
/** A contact word, and a preposition directly before the name. */
const CUE_TO =
  /(?<!\p{L})(?:kontakt\p{L}*|frågor|spørsmål|upplysning\p{L}*|opplysning\p{L}*|questions|skicka\p{L}*|sänd\p{L}*|sendes?|ansökan|søknad|besvaras|lämnas|chef(?:en)?|heter|rekryter\p{L}*|intervju\p{L}*)(?!\p{L})[^\n]{0,50}(?<!\p{L})(?:till|til|to|av|by|med|with|är|er|is|heter|efter):? $/iu;
/** Organisations and places follow these words as often as persons do. */
const REPORTS = /(?<!\p{L})(?:rapporter\p{L}*|report\p{L}*|levere?r\p{L}*|kontakter|kontakt med)(?!\p{L})/iu;
const SIGNED = /(?:^\s?|[.!?)] ?)\/{1,2} ?$/u;
const WORK_OF =
  /^['’]?s? (?:stad|region|län|kundtjänst|växel|reception|hr-avdelning|gata|gate|väg|vei|plats|plass|torg|plan|park|skola|skole|sjukhus|barnsjukhus|ögonsjukhus|museum|museet|konstmuseum|stiftelse|minne|församling|kyrka|hus|teater|intima|stipendium|pris|terminalen|gård|kommun|universitet|institut|fond|akademi|allé|backe|trädgård|konsthall|arkiv|symfoniorkester)(?!\p{L})/iu;

/** “Knut och Alice Wallenbergs stiftelse” */
const SHARED_WORK = /^ (?:och|&|and|og) (?:\p{Lu}[\p{L}-]{1,30} ){1,3}(?:[Ss]tiftelse|[Mm]inne|[Ff]ond)/u;
/** “Erik Dahlbergsgymnasiet” is a school. */
const THING_AT_END =
  /\p{L}{3}(?:gymnasiet|skolan|gården|museet|kliniken|stiftelsen|bolaget|huset|hallen)s?$/u;
/** “Svensson & Söner Åkeri” */
const FIRM_AFTER_SIGN = /^(?:Partners|Co|Company|Sons?|Söner|Sønn(?:er)?)$/u;
/** “Johnson & Johnson” */
const FIRM = /\p{L} ?& ?$/u;

const near = new RegExp(`^[^\\n]*?${ANY_MARK}`, 'u');
const justBefore = new RegExp(`${ANY_MARK}[^\\n]*$`, 'u');
const markNext = new RegExp(
  String.raw`^,? ?(?:(?:på|via|at|on|tel|tlf|tfn|mob|mobil|telefon|direkt|dagtid|sms|mail|mejl|e-post)[.:]? ?(?:nr:? ?|nummer ?)?|- |\| ?|: ?|\(|\((?:dagtid|kvällstid|tel|tlf|mob)[.:]? ?|; ?|→ ?|[^\p{L}\d\s.!?)]{1,3} ?){0,2}${ANY_MARK}`,
  'iu',
);
const markJustBefore = new RegExp(`${ANY_MARK} ?(?:[(,:|•★–-] ?|- |till |med |av )$`, 'iu');
/** A mark that begins one of the next lines, after a label at most. */
const markBelow = new RegExp(
  String.raw`^\n{0,2}(?:[^\n]{1,60}\n{1,2}){0,2}(?:[^\S\n]?[\p{L}.-]{0,14}[:.]? ?(?:nr:? ?)?)?(?:[^\n]{0,60}\| )?${ANY_MARK}`,
  'u',
);
const LINE_START = /^[\s*•·▪✆|#"'/>–-]{0,6}(?:\p{L}{0,20}: ?)?$/u;

const HEADING =
  /^[\s*•·|-]{0,4}(?:<?kontakt(?:person(?:er)?|uppgifter|info(?:rmation)?|informasjon|er)?(?: [^\n]{0,40})?|kontakta(?: oss| gärna)?|contacts?(?: us| persons?| details| information)?|rekryterare|facklig\p{L}*(?: \p{L}+){0,3}|fackf\p{L}*|facket|union representatives?|chef|namn|har du frågor|frågor|questions|spørsmål|upplysningar|opplysninger|(?:med )?(?:vänliga?|bästa|varma|mange)? ?hälsning(?:ar)?|(?:med )?vennlig hilsen|hilsen|mvh|(?:kind |best |warm )?regards|sincerely|välkommen att (?:kontakta|höra av dig)|tveka inte att kontakta oss|eller|undertecknad)[^\n\p{L}]{0,6}$/iu;
const HEADING_TAIL =
  /(?:kontakta oss|kontakta|höra av dig|hör av dig|kontakt(?:personer)?|undertecknad|frågor|contact)[!.:?\s]{0,4}$/iu;
const CLOSING = /hälsning|hilsen|mvh|regards|sincerely|undertecknad|höra? av dig/iu;

/** Lines under a heading of contacts. After a greeting that ends a letter only one line follows, the name. */
interface Section {
  at: number;
  end: number;
  isClosing: boolean;
}

function contactSections(text: string): Section[] {
  const sections: Section[] = [];
  let at = 0;
  let open: { at: number; left: number; isEmpty: boolean; isClosing: boolean } | null = null;
  const close = (end: number) => {
    if (open) sections.push({ at: open.at, end, isClosing: open.isClosing });
    open = null;
  };
  for (const line of text.split('\n')) {
    const end = at + line.length;
    const isHeading =
      line.length <= 160 &&
      (HEADING.test(line) ||
        (/[:!?.]\s?$/u.test(line) && HEADING_TAIL.test(line)) ||
        HEADING_TAIL.test(line));
    if (isHeading) {
      close(at);
      const isClosing = CLOSING.test(line);
      open = { at: end, left: isClosing ? 1 : 20, isEmpty: true, isClosing };
    } else if (open) {
      const isBlank = line.trim() === '';
      if (isBlank && !open.isEmpty) close(at);
      else if (!isBlank) {
        open.isEmpty = false;
        open.left--;
        if (line.length > 120) close(at);
        else if (open.left === 0) close(end);
      }
    }
    at = end + 1;
  }
  close(text.length);
  return sections;
}

/** How sure it is that a candidate is a person: not, by its form and place, or because a call to contact somebody names it. */
type Verdict = 'never' | 'no' | 'named' | 'called';

const isPlaceAlone = ({ words }: Candidate): boolean =>
  words.length === 1 && listedAs(words[0] ?? '').isPlace;

/** Evidence beside a candidate, and its weight. */
type Evidence = readonly [weight: number, holds: (here: Around, one: Candidate) => boolean];

/** Words for what is named after persons: “förskolan Linnea”, “Hotell Gustav”. */
const THING_BEFORE =
  /(?<!\p{L})(?:metod(?:en)?|nobelpristagaren|författar(?:en|inna[n]?)|konstnär(?:en|inna[n]?)|kompositör(?:en)?|tonsättaren|formgivar(?:en)|poeten|uppfinnaren|filmen|boken|romanen|pjäsen|serien|operan|doktor|kunde?r?(?:na)?:|läst|läsa|robot(?:en)?|sankt|sankta|s:t|s:ta|st\.?|team|hotell?|hotel|caf[eé]|villa|restaurang(?:en)?|krog(?:en)?|bar|butik(?:en)?|förskola[n]?|skola[n]?|stiftelse[n]?|system(?:et)?|program(?:met)?|programvara[n]?|verktyg(?:et)?|plattform(?:en)?|appen|båt(?:en)?|fartyg(?:et)?|m\/s|kvarter(?:et)?|avdelning(?:en)?|projekt(?:et)?|prins(?:essan)?|kung|drottning|gården|boende(?:t)?|hemmet|gruppbostad(?:en)?|tidning(?:en)?|märke(?:t)?|varumärke(?:t)?|företaget|bolaget|byrån|klubb(?:en)?|kyrkan|salong(?:en)?|stadsdel(?:en)?|område(?:t)?|by|byn|orten|staden|ön|linje|modell(?:en)?|pizzeria|bageri(?:et)?|apoteket?|kliniken|mottagningen|vårdcentral(?:en)?|i stil med|som heter|läser|spelar|musik av|böcker av|verk av|pjäs av|såsom|t\.ex\.|exempelvis|bland annat|kunskaper i|erfarenhet av|vana av) ["'”]?$/iu;
const FAMOUS =
  /^(?:Astrid Lindgren|Selma Lagerlöf|Carl Larsson|Alfred Nobel|Raoul Wallenberg|Dag Hammarskjöld|Maria Montessori|Reggio Emilia|Rudolf Steiner|Karl Marx|Anders Zorn|August Strindberg|Ingmar Bergman|Olof Palme|Greta Garbo|Evert Taube|Gustav(?: II)? (?:Vasa|Adolf)|Carl von Linné|Nelson Mandela|Ellen Key|Elsa Brändström|Jenny Lind|Florence Nightingale|Fredrika Bremer|Hilma af Klint|Wolfgang Amadeus Mozart|Johann Sebastian Bach|William Shakespeare|Henrik Ibsen|Edvard (?:Munch|Grieg)|Fridtjof Nansen|Roald Amundsen|Stieg Larsson|Stefan Zweig|Martin Luther(?: King)?|Albert Einstein|Marie Curie|Isaac Newton|Anne Frank|Maria Magdalena|Jesus Kristus|Santa Maria|Philip Morris|Hugo Boss|Calvin Klein|Ralph Lauren|Tommy Hilfiger|Louis Vuitton|Christian Dior|Morgan Stanley|Arvid Nordquist|Carl Zeiss|Robert Half|Michael Page|Clas Ohlson|Filippa K|Pierre Robert|Gina Tricot|Oscar Jacobson|Axel Johnson|Erik Penser|Mercedes Benz|Ronald McDonald|Steve Jobs|Eli Lilly|Johnson Controls|Jack Daniel|Georg Jensen|Svenskt Tenn|Polarn O|Kelly Services|Oscar Properties|Alfa Laval|Alfa Romeo|Aston Martin|Rosa Parks|Lars Magnus Ericsson|Karl Johan|Karl Gustaf?|Carl Gustaf|Johanna Brunsson|Sophiahemmet|Max Planck|Marie Cederschiöld|Sankta Maria|Gertrud Stein|Agatha Christie|Pippi Långstrump|Elsa Beskow|Tove Jansson|Ole Lukøje|Harry Potter|Donald Duck|Kalle Anka|Erik Dahlberg|Linus Torvalds|Monte Carlo|San Francisco|San Diego|Los Angeles|New Delhi|Abu Dhabi|Costa Rica|El Salvador|Saint [A-Z].*|Black Friday|Carl Bildt|Stena Line|Viking Line|Tallink Silja|Vilhelm Moberg|Karin Boye|Max Matthiessen|Klas Ohlson)s?(?!\p{L})/iu;
/** What belongs to a famous person, or what a company of that name does. */
const WORK_AFTER =
  /^(?:['’]s)? (?:gymnasium|saga|sagor|studios?|line|lines|förlag|bokhandel|bageri|samling(?:ar)?|böcker|musik|verk|roman(?:er)?|tavlor|konst|pjäs(?:er)?|dikt(?:er)?|filmer|teori(?:er)?|metod(?:er)?|pedagogik|anda|arv|tid|design|kaviar|hamburgare|mode|produkter|varumärke|sortiment|lära|modell|backe|udde|holme|ö|by|salong|café|krog|åkeri|bageri|måleri|pizzeria|plåt|bygg|frakt|transport)(?!\p{L})/iu;
/** The things of a list, named after persons. */
const THINGS_AFTER =
  /^[^.\n]{0,60}? (?:är|are) (?:(?:alla|några av|våra|exempel på|namn på|our) ){0,2}(?:varumärken|märken|butiker|kunder|hundar|hästar|katter|hotell|avdelningar|skolor|system|program|produkter|brands|products)|^[^.\n]{0,40}? (?:säljs|spelas|visas|ställs ut)(?!\p{L})/iu;
const THINGS_ARE_CALLED =
  /(?<!\p{L})(?:avdelning|enhet|skol|butik|förskol|hund|häst|katt|båt|kvarter|boende|fartyg|grupp|hus|program|system|verktyg|projekt)\p{L}{0,8} (?:heter|kallas)[^.\n]*$/iu;
const PLACE_BEFORE = /(?<!\p{L})(?:på|i|vid|från|inom|at|in|ved|fra|utanför|nära|kring|runt|mellan) $/iu;
const PERSON_BEFORE =
  /(?<!\p{L})(?:av|med|hos|möt|träffa|jag är|jag,|mig,|arbetar|jobbar|finns|heter|hette|kallad|kallas|son|dotter|sonen|dottern|pojke|flicka|kille|tjej|brukare|kund|assistent|assistent(?:er)? till|hjälp till|hjälpa|stötta|tillsammans med|bredvid|genom|säger|frågar|svarar|berättar|skriver|hälsar|undrar|by|with|meet|join|led by|blir|er|är|is) $/iu;
const AGE_AFTER = /^,? ?\(?(?:är |som är |er )?\d{1,3} ?(?:år(?:ing)?|-årig|years?|åring)/iu;
const FAMILY_AFTER =
  /^ (?:dotter|son|team|grupp|assistent|familj|mamma|pappa|kollega|kollegor|uppdrag|nummer|mobil|mejl|mail|telefon|linkedin|behöver|söker|har|gillar|älskar|bor|kommer|jobbar|arbetar|började|trivs|tycker|säger|undervisar|ansvarar|hjälper|guidar|möter|visar|lär|was|has|will|loves)(?!\p{L})/iu;

const CALLS: readonly Evidence[] = [
  [3, ({ before }) => CALLED.test(before)],
  [3, ({ lineBefore }) => SIGNED.test(lineBefore)],
  [2, ({ before }, { hasFirstName }) => hasFirstName && /(?<!\p{L})(?:jag är|vänligen,?) $/iu.test(before)],
];
const FOR: readonly Evidence[] = [
  [2, ({ lineAfter }) => UNION_AFTER.test(lineAfter)],
  [2, ({ lineBefore }) => UNION_BEFORE.test(lineBefore)],
  [2, ({ lineAfter }) => markNext.test(lineAfter)],
  [2, ({ lineBefore }) => markJustBefore.test(lineBefore)],
  [
    2,
    (here) =>
      here.startsLine && markBelow.test(here.nextLines) && /^(?:[,|(–-][^\n]*|\s*)$/u.test(here.lineAfter),
  ],
  [2, ({ before }) => roleBefore(before)],
  [2, (here) => roleAfter(here.lineAfter, here.nextLines, here.startsLine)],
  [1, ({ after }) => near.test(after)],
  [1, ({ before }) => justBefore.test(before)],
  [1, ({ before }) => CUE.test(before)],
  [1, ({ before }) => CUE_TO.test(before) && !REPORTS.test(before)],
  [1, ({ lineAfter }) => DOES.test(lineAfter)],
  [2, ({ lineAfter }) => ANSWERS.test(lineAfter)],
  [1, ({ before }) => PERSON_BEFORE.test(before)],
  [
    1,
    ({ before }, { form, words }) =>
      form >= 1.5 && words.length > 1 && /(?<!\p{L})(?:till|til|to) $/iu.test(before),
  ],
  [2, ({ lineAfter }) => AGE_AFTER.test(lineAfter)],
  [1, ({ lineAfter }) => FAMILY_AFTER.test(lineAfter)],
  [0.5, ({ before }) => before.trim() !== ''],
  [1, ({ startsLine, isAfterBreak, lineAfter }) => startsLine && isAfterBreak && lineAfter.trim() === ''],
];
const AGAINST: readonly Evidence[] = [
  [-3, ({ before }) => THING_BEFORE.test(before)],
  [-3, ({ lineAfter }) => THINGS_AFTER.test(lineAfter)],
  [-3, ({ lineAfter }) => WORK_AFTER.test(lineAfter)],
  [-1.5, ({ before }) => PLACE_BEFORE.test(before)],
  [-2, (here, { form }) => form < 2 && (FIRM.test(here.before) || /^ ?& ?\p{Lu}/u.test(here.lineAfter))],
  [-2, (_, one) => isPlaceAlone(one)],
  [-1.5, (_, { words }) => words.length === 1 && /^\p{Lu}{2,}$/u.test(words[0] ?? '')],
];
/** From here on a candidate is a name. */
const ENOUGH = 3;
/** The sum of the weights that hold, as far as it decides: positive weights are not added beyond what is enough. */
function sum(evidence: readonly Evidence[], here: Around, one: Candidate, from = 0): number {
  let total = from;
  for (const [weight, holds] of evidence) {
    if (weight > 0 && total >= ENOUGH) break;
    if (holds(here, one)) total += weight;
  }
  return total;
}

/** Whether the candidate's words, and what stands beside it, make it a person's name. */
function judge(one: Candidate, text: string, section: Section | null, isInList: boolean): Verdict {
  const here = around(text, one.at, one.end);
  const { words, hasFirstName, form } = one;
  const [first = ''] = words;
  const isAlone = words.length === 1;
  if (isAlone && INITIAL.test(first)) return 'no';
  if (
    WORK_OF.test(here.lineAfter) ||
    SHARED_WORK.test(here.lineAfter) ||
    /^ ?& ?(?:Partners|Co|Young|Company|Sons?|Söner|Sønn(?:er)?)(?!\p{L})/u.test(here.lineAfter)
  )
    return 'never';
  if (FAMOUS.test(text.slice(one.at, one.at + 40))) return 'never';
  if (THINGS_ARE_CALLED.test(here.before)) return 'never';
  if (THING_AT_END.test(words.at(-1) ?? '') || (FIRM.test(here.before) && FIRM_AFTER_SIGN.test(first)))
    return 'never';
  if (sum(CALLS, here, one) > 0) return 'called';
  const isCamelCase = /^\p{Lu}\p{Ll}+\p{Lu}/u.test(first);
  const isSignature = section?.isClosing === true && here.lineAfter.trim() === '';
  if (section && here.startsLine && (!isAlone || hasFirstName || isCamelCase || isSignature)) return 'called';
  if (isAlone && GLADLY.test(here.lineAfter) && !/(?:en|et|na|an)$/u.test(first)) return 'named';
  // One word that no list has is a name only where a call names it.
  if (form === 0) return 'no';
  const known = sum(AGAINST, here, one, form + (isInList ? 1.5 : 0));
  if (known <= 0) return 'never';
  return sum(FOR, here, one, known) >= ENOUGH ? 'named' : 'no';
}

const LAST_WORD = /(?<![\p{L}\d])([\p{L}-]{2,40})[.:,]?(?: (?:på plats|är))? ?["(]?$/u;
const roleBefore = (before: string): boolean => {
  const word = LAST_WORD.exec(before)?.[1];
  return word !== undefined && (isRole(word) || isRole(word.slice(word.lastIndexOf('-') + 1)));
};
const ROLE_FIRST = /^ ?[,(|:/–-]{1,2} ?((?:[\p{L}-]{2,40} ?){1,3})/u;
const ROLE_LINE = /^(?:[^\S\n]{0,2})((?:[\p{L}-]{2,40} ?){1,4})(?:[,\n]|$)/u;
function roleAfter(after: string, next: string, startsLine: boolean): boolean {
  const beside = ROLE_FIRST.exec(after)?.[1];
  if (beside && rolesIn(beside)) return true;
  if (!startsLine || after.trim() !== '') return false;
  const below = ROLE_LINE.exec(next)?.[1];
  return below !== undefined && rolesIn(below);
}
const rolesIn = (text: string): boolean =>
  text
    .trim()
    .split(/[ -]/)
    .some((word) => isRole(word));

const BETWEEN =
  /^["']? ?(?:\([^)\n]{1,40}\) ?)?(?:,|&|\/|och|eller|samt|and|or|og|eller|;|, och| \+) ?(?:(?:[\p{Ll}.-]{2,30} ){0,2})?["']?$/iu;

/** Whether the candidate before or after it in a list has the form of a name too. */
function isListed(candidates: readonly Candidate[], at: number, text: string): boolean {
  const one = candidates[at];
  return [candidates[at - 1], candidates[at + 1]].some((other) => {
    if (!one || !other || other.form < 2 || one.form < 1 || isPlaceAlone(one) || isPlaceAlone(other))
      return false;
    const [left, right] = other.at < one.at ? [other, one] : [one, other];
    return right.at - left.end < 20 && BETWEEN.test(text.slice(left.end, right.at));
  });
}

/** Names in lower case directly after a call to contact somebody. */
const LOWER =
  /(?<!\p{L})((?:kontakta?|ring|mejla|maila|contact|call):? )(\p{Ll}{2,20}(?: \p{Ll}{2,20}){0,2})/giu;
const LOWER_NEXT = new RegExp(
  String.raw`(?<=${MARK.name})((?:,| eller| och| samt| &| or| and) )(\p{Ll}{2,20}(?: \p{Ll}{2,20}){0,2})`,
  'gu',
);
/** Names in lower case directly before something masked: `annars gittan 070-…`. */
const LOWER_BEFORE_MARK = new RegExp(
  String.raw`(?<![\p{L}\p{M}\d])(\p{Ll}{3,20})(?: (\p{Ll}{3,20}))?(?=[ ,:(-]{1,3}${ANY_MARK})`,
  'gu',
);
/** Other forms in which a name alone is enough. */
const HASHTAG = /#?(?<![\p{L}\d])(\p{Lu}\p{Ll}{2,20})(?:\p{Lu}\p{Ll}{2,20}){1,4}(?![\p{L}\d])/gu;
const SPACED = /(?<![\p{L}\d] ?)\p{Lu}(?: \p{Ll}){2,14}(?: {1,2}\p{Lu}(?: \p{Ll}){2,14}){1,2}(?![\p{L}\d])/gu;
const REVERSED = new RegExp(
  String.raw`(?<![\p{L}\d])(\p{Lu}\p{Ll}{2,20}),? (?:${MARK.name}|(\p{Lu}\p{Ll}{1,14}(?:-\p{Lu}\p{Ll}{1,14})?|\p{Lu}-\p{Lu})(?= ?(?:\(|, ref)))`,
  'gu',
);
const HYPHENATED = /(?<![\p{L}\d-])(\p{Lu}\p{Ll}{2,14})-(\p{Lu}\p{Ll}{2,14})(?![\p{L}\d-])/gu;

/** Marks the names of contact persons in a view whose addresses and numbers are marked. */
export function markNames(view: string, marked: string): string {
  const candidates = candidatesIn(marked);
  const sections = contactSections(marked);
  let section = 0;
  const found: Candidate[] = [];
  const verdicts = candidates.map((one, at): Verdict => {
    while (section < sections.length && (sections[section]?.end ?? 0) < one.at) section++;
    const now = sections[section];
    return judge(one, marked, now && now.at <= one.at ? now : null, isListed(candidates, at, marked));
  });
  // The neighbours of a name in a list are names too: forwards, then backwards.
  const follow = (from: number, to: number) => {
    const [known, other] = [verdicts[from], candidates[to]];
    if (!other || (known !== 'named' && known !== 'called') || verdicts[to] !== 'no') return;
    const [left, right] = from < to ? [candidates[from], other] : [other, candidates[from]];
    if (!left || !right || right.at - left.end > 60) return;
    const between = marked.slice(left.end, right.at);
    if (!BETWEEN.test(between) || WORK_OF.test(marked.slice(other.end, other.end + 30))) return;
    const isWhole = other.hasFirstName || other.words.length > 1;
    const isCalled = known === 'called' && from < to && !between.includes(',');
    if (isWhole || isCalled) verdicts[to] = known;
  };
  for (let at = 1; at < candidates.length; at++) follow(at - 1, at);
  for (let at = candidates.length - 2; at >= 0; at--) follow(at + 1, at);
  for (const [at, one] of candidates.entries())
    if (verdicts[at] === 'named' || verdicts[at] === 'called') found.push(one);

  let text = markSpans(
    marked,
    found.map(({ at, end }) => [at, end] as const),
    'name',
  );
  text = markAll(text, LOWER, 'name', lowerCase);
  text = markAll(text, LOWER_NEXT, 'name', lowerCase);
  text = markAll(text, LOWER_BEFORE_MARK, 'name', lowerCaseBefore);
  if (/\p{Ll}\p{Lu}/u.test(text)) {
    text = markAll(text, HASHTAG, 'name', (match) =>
      isCertainFirstName(match[1] ?? '') ? [match.index, match.index + match[0].length] : null,
    );
  }
  if (/ \p{Ll} \p{Ll}(?!\p{L})/u.test(text)) text = markAll(text, SPACED, 'name');
  if (text.includes(`, ${MARK.name}`) || /\p{Ll},? \p{Lu}[\p{L}-]{1,30} ?(?:\(|, ref)/u.test(text))
    text = markReversed(text);
  if (/\p{Ll}-\p{Lu}/u.test(text)) {
    text = markAll(text, HYPHENATED, 'name', (match) => {
      const [whole, thing = '', name = ''] = match;
      return isCertainFirstName(name) && !isFirstName(thing)
        ? [match.index, match.index + whole.length]
        : null;
    });
  }
  return markRepeated(view, text, found);
}

/** The family name first: “Exempelsson, Anna”. */
function markReversed(text: string): string {
  return markAll(text, REVERSED, 'name', (match) => {
    const [found, family = '', given] = match;
    const isName =
      given === undefined
        ? /[,]/.test(found) && BEGINS.test(text.slice(Math.max(0, match.index - 2), match.index))
        : isFirstName(given) || /^\p{Lu}-\p{Lu}$/u.test(given);
    return isName && !isOther(family) ? [match.index, match.index + found.length] : null;
  });
}

function lowerCase(match: RegExpExecArray): readonly [number, number] | null {
  const [, call = '', words = ''] = match;
  const [first = '', second, third] = words.split(' ');
  if (!isCertainFirstName(first)) return null;
  const follows = (word: string | undefined): word is string =>
    word !== undefined &&
    !/^(?:på|via|eller|och|för|om|så|till|i|med|som|at|or|and|for|to|tel|tlf|direkt|gärna)$/u.test(word);
  const taken = [first];
  if (follows(second)) {
    taken.push(second);
    if (follows(third)) taken.push(third);
  }
  const at = match.index + call.length;
  return [at, at + taken.join(' ').length];
}

function lowerCaseBefore({ 0: found, 1: first = '', 2: second, index }: RegExpExecArray) {
  const end = index + found.length;
  if (isCertainName(first) && (second === undefined || listedAs(second).family > 0))
    return [index, end] as const;
  if (second !== undefined && isCertainName(second)) return [end - second.length, end] as const;
  return null;
}
const isCertainName = (word: string): boolean => isCertainFirstName(word) && !listedAs(word).isCommonWord;

const EMAIL_RUN = new RegExp(`${MARK.email}+`, 'gu');
const GENERIC =
  /^(?:info|jobb|jobba|jobs?|work|karri[aä]r|career|rekrytering|hr|personal|kontakt|contact|mottagning|ansokan|ansökan|post|mail|mejl|office|admin|support|kundtjanst|reception|rektor|chef|vd|bokning|order|hej|hello|team|noreply|test|exempel|example)$/iu;

/** A name that was found once, and the words of a masked e-mail address, are masked wherever they stand. */
function markRepeated(view: string, text: string, found: readonly Candidate[]): string {
  const words = new Set<string>();
  for (const one of found) {
    for (const word of one.words) if (/^\p{Lu}[\p{L}\p{M}'’-]{2,}$/u.test(word)) words.add(word);
  }
  const locals = new Set<string>();
  for (const { 0: run, index } of text.matchAll(EMAIL_RUN)) {
    const [local = ''] = view.slice(index, index + run.length).split(/@|%40| ?[([{<]/u);
    for (const part of local.split(/[._+\d-]+/u))
      if (part.length > 2 && !GENERIC.test(part)) locals.add(part.toLowerCase());
    if (local.length > 4 && !GENERIC.test(local)) locals.add(local.toLowerCase());
  }
  if (words.size === 0 && locals.size === 0) return text;
  const spans: (readonly [number, number])[] = [];
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{M}\d@'’._-]{3,80}/gu)) {
    const trimmed = word.replace(/[.'’-]+$/u, '');
    if (!isRepeated(trimmed, words, locals)) continue;
    const after = text.slice(index + trimmed.length, index + trimmed.length + 30);
    if (/^ ?&|^-/u.test(after) || WORK_OF.test(after)) continue;
    // A family name that begins a sentence is as often another word.
    if (
      /^\p{Lu}/u.test(trimmed) &&
      !isFirstName(trimmed) &&
      BEGINS.test(text.slice(Math.max(0, index - 2), index))
    )
      continue;
    spans.push([index, index + trimmed.length]);
  }
  return markSpans(text, spans, 'name');
}

function isRepeated(word: string, words: ReadonlySet<string>, locals: ReadonlySet<string>): boolean {
  if (/^\p{Lu}/u.test(word)) {
    if (words.has(word) || (word.endsWith('s') && words.has(word.slice(0, -1)))) return true;
    if (locals.size === 0) return false;
    const ascii = word.toLowerCase();
    return (
      locals.has(ascii) ||
      locals.has(plain(ascii)) ||
      (ascii.endsWith('s') && (locals.has(ascii.slice(0, -1)) || locals.has(plain(ascii.slice(0, -1)))))
    );
  }
  return word.length > 5 && locals.has(word) && (/[.]/.test(word) || !isOther(word));
}

const plain = (word: string): string =>
  word.normalize('NFD').replace(/\p{M}/gu, '').replace(/ø/g, 'o').replace(/æ/g, 'ae');
