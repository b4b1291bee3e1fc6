import type { Candidate } from './name-candidates.ts';
import type { Token, Tokens } from './name-tokens.ts';

/** A candidate in its text. */
export interface Here {
  tokens: Tokens;
  text: string;
  one: Candidate;
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean));
/** Words that stand between a call and the name, and say nothing. */
const FILLERS = setOf(
  `gärna gjerne då så genast bara direkt vår våra vårt din ditt dina our your my the alltid även också antingen helst istället heller hellre först endast enbart
  van von der den either please oss mig meg us me du dig deg dej er re någon själv ju nog vänligen eventuella eventuellt dock sedan därefter närmare nærmere ny nya min mitt mina vores är er is blir alltså`,
);
const phrases = (lines: string): ReadonlySet<string> =>
  new Set(
    lines
      .split(/\s*[;\n]\s*/)
      .filter(Boolean)
      // As the words before a candidate are read: without fillers.
      .map((line) =>
        line
          .trim()
          .split(' ')
          .filter((word, _, all) => all.length === 1 || !FILLERS.has(word))
          .join(' '),
      ),
  );

/** Words directly before a person, known by any name. Fillers and roles between are left out. */
const CALLS = phrases(`
  kontakta; kontaktar; kontakte; kontakt; contact; call; ring; ringa; ringer; ring till; ringa till; ringer till; sms; smsa; sms:a; mejla; maila; mail; mejl; mejla till; maila till; mail till; mejl till
  skriv till; skriva till; skriver till; skriv; hör med; höra med; hör av till; höra av till; hörs med; av till; vänd till; vända till; vänder till; prata med; pratar med; tala med; talar med; snacka med; snakk med; snakke med; snakker med; prat med
  fråga; fråga efter; frågar; frågar efter; spør; spør etter; spørre; rådfråga; talk to; speak to; speak with; chat with; ask; ask for; reach out to; reach; in touch with; get in touch with; say hi to; text; email; e-mail; message; write to; follow; dear
  hej till; säg hej till; säg till; säg det till; säga till; hälsa; hälsa till; hälsa på; boka med; boka tid med; boka tid hos; bokas med; besvaras av; lämnas av; ges av; gis av; fås av; fås hos; fås ved; svarar; tas emot av; tas av; hanteras av; sköts av; hålls av; nås genom; nås via
  heter; hette; undertecknad; undertecknade; mvh; mvh från; hälsningar; hälsning; hilsen; hälsar; hilser; regards; sincerely; cheers; tack på förhand; xoxo; kram; kramar; vh; puss; namn; navn; name; nimi; efternamn; förnamn; fornavn; etternavn; namnet är; navnet er; förnamnet är; efternamnet är; name is
  attn; fn; ansökan till; ansøkan til; søknad til; søknaden til; skickas till; sändes till; skicka till; sänd till; lämna till; sendes til; sendes; send til; frågor till; spørsmål til; rettes til; stilles til; ställs till; ställas till; riktas till; questions to; addressed to; svar till; svara till; svar märkt
  pinga; ping; dm; dma; meddela; tipsa; nattjour; rekryterare är; recruiter; chef är; leder är; chef blir; chef heter; sjef er; boss is; manager is; manager will be; chefens namn är; cc; bcc; nødkontakt; nödkontakt; anhörig; kontaktperson; kontaktpersoner; kontakter; kontaktman; contact person; surname; last name; first name; family name; efternavn; kontaktväg; ansvarig utgivare; yhteyshenkilö
  ta kontakt med; tag kontakt med; tar kontakt med; signal till; pling till; signal; nummer till; numret till; aka; alias; kallad; kallas; smeknamn; artistnamn
  mr; mrs; ms; miss; mx; herr; fru; fröken; dr; prof; doktor; professor; docent; sir; auntie; aunt; uncle; tant; farbror; moster; faster; mormor; morfar; farmor; farfar; syster; broder; kusin; familjen; familj; fam; magister; mag; overlege; kapten; kapellmästare; pastor; kyrkoherde; kantor; pater; imam; rabbin; ssk; leg ssk
`);
/** Titles that are a part of how a person is called. */
const TITLES = setOf(
  'mr mrs ms miss mx auntie aunt uncle tant herr fru fröken sir mormor farmor morfar farfar farbror moster faster',
);
/** Persons, in words that stand directly before their names. */
const KIN = setOf(
  `son sonen dotter dottern pojke pojken flicka flickan kille killen tjej tjejen bror brodern syster systern mamma mamman pappa pappan man make maken maka makan fru frun sambo sambon
  barnet barnen barn tvillingarna granne grannen vän vännen kompis kompisen kollega kollegan kollegor kollegorna vännerna brukare brukaren kund kunden elev eleven patient patienten
  ägaren ägarna ägare grundaren grundarna grundare eldsjälen tjejerna killarna bröderna systrarna paret makarna gubben gumman farfar morfar farmor mormor assistenten boende boenden
  datter datteren sønn sønnen gutt gutten jente jenta kone mann venn kollega father mother brother sister son daughter friend wife husband nanny colleague colleagues owner owners founder founders`,
);
/** Words before a person, and often before something else. */
const PERSON_BEFORE = setOf(
  `av med hos möt møt träffa treff jag mig arbetar jobbar finns hette son dotter hjälpa stötta bredvid genom säger sier frågar svarar berättar forteller skriver hälsar undrar by with meet join for för för blir bliver er är is are
  efter etter utan åt ersätter ersätta efterträder efterträda följ følg follow tackar tack grattis enligt ifølge according minns says enligt gillar vi medan`,
);
/** “Brorson”, “svärmor” */
const KIN_END =
  /.(?:dotter|dottern|son|sonen|bror|brodern|syster|systern|mamma|pappa|mor|far|kusin|barn|barnet|kompis)$/u;
export const isKin = (word: string): boolean => KIN.has(word) || KIN_END.test(word);
const PLACE_BEFORE = setOf('på i vid inom at in ved utanför nära kring runt mellan near mot');

/** What only a person does. */
const DOES = setOf(
  `svarar svarer berättar forteller hälsar hilser informerar säger sier tycker mener trivs trives längtar gleder ringer minns skrattar skriver undervisar guidar bjuder hjälper hjelper förklarar ler tipsar rekommenderar undrar önskar håller tar
  answers says tells explains thinks loves will leads enjoys recommends teaches helps
  kontaktar kontakter intervjuar kör lagar sköter basar styr städar bakar klipper kokar vaktar hämtar fixar packar svetsar målar ansvarar leder jobbar jobber arbetar arbeider började begynte bor gillar älskar behöver kommer möter møter visar viser lär fyller går har driver äger startade ledde vill nås kan vet blir är er var`,
);
const MODAL = setOf('har är er var kan will vill ska går tar håller');
/** The same, of which no thing is said. */
const ONLY_PERSONS = setOf(
  `svarar svarer berättar forteller hälsar hilser informerar säger sier tycker mener trivs trives längtar skrattar undervisar bjuder tipsar undrar answers says tells kontaktar kontakter ringer minns`,
);
/** What no organisation does. */
const LIVES = setOf('behöver gillar älskar jobbar jobber arbetar arbeider bor går fyller började');
/** What belongs to a person. */
/** Whether a role directly before tells that an unlisted word is a name: “Rektor: Exempel.”, “Läkaren Exempel har …”. */
export function isOfRole({ tokens: { list }, text, one }: Here, left: Before, right: After): boolean {
  if (!left.hasRole || !/^\p{Lu}\p{Ll}{2,}$/u.test(one.words[0] ?? '')) return false;
  if (left.lead === ': ') return /^(?:[.,;)\n]|$)/.test(text.slice(one.end, one.end + 1));
  const role = list[one.from - 1]?.lower ?? '';
  const isOne = /[nt]$/.test(role) || /^(?:vår|vårt|din|our|your|min)$/.test(list[one.from - 2]?.lower ?? '');
  return left.lead === ' ' && isOne && right.gap === ' ' && DOES.has(right.word);
}
const OWNS = setOf(
  `team grupp gruppe familj mamma pappa kollega kollegor mobil mobilnummer nummer telefon tel mejl mail linkedin tjänst vikariat uppdrag bror syster dotter son man fru sambo chef kontor assistent telefonnummer mejladress e-post
  stilling vikariat arbetsuppgifter former assistant husband wife daughter mobile phone email calendar kalender inkorg bord`,
);

/** What is named after persons, after the name: “Selma Exempels gata”. */
const WORKS = setOf(
  `stad region län kundtjänst växel reception gata gate väg vägen vei veg plats plass torg plan park skola skolan skole sjukhus barnsjukhus ögonsjukhus museum museet konstmuseum stiftelse stiftelsen minne minnesfond församling kyrka kirke hus teater intima
  stipendium pris terminalen gård gården kommun universitet institut fond akademi allé backe trädgård konsthall arkiv symfoniorkester gymnasium saga sagor studio studios line lines förlag bokhandel bageri samling samlingar böcker musik verk roman romaner
  tavlor konst pjäs pjäser dikt dikter filmer teori teorier metod metoder pedagogik anda arv tid design kaviar hamburgare mode produkter varumärke sortiment lära modell udde holme ö by salong café krog åkeri måleri pizzeria plåt bygg frakt transport
  slott kloster allaskuvla himmelsfärd himmelsfærd kapell domkyrka förskola barnehage hospital sykehus kyrkogård bro torn fjord land kök värld äventyr dag barnhem hem universitetssjukhus hovrätt tingsrätt förvaltningsrätt lagman domsaga stift kontrakt hospice vårdcentral klinik apotek arena hall hallen badet bad stadsdel kvarter gränd stig esplanad kaj
  street square road avenue school church house foundation prize award museum brand church cathedral park hospital college books`,
);
/** The same, where they have a capital letter. */
const SHOPS = setOf(
  'lake bay island beach bridge airport hotel inn lodge shoes balm works kitchen diner gallery buss taxi data el vvs rör golv glas hiss åkeri bygg livs måleri plåt frisör skog maskin mekaniska redovisning begravningsbyrå bil däck',
);
const NOT_INSIDE = setOf(
  'park hall church kaj dag bro torn hus by ö plan tid land anda design mode bad holme udde backe plass plats gård stig salong line lines fond kök hallen',
);
const INSIDE: ReadonlySet<string> = new Set([...WORKS].filter((word) => !NOT_INSIDE.has(word)));
/** Verbs that are told of persons in history and art. */
const ART = setOf(
  `spelade skrev komponerade målade föddes dog regerade uppfann regisserade sjöng nämns grundade gestaltade skildrade tecknade formgav ritade byggde bodde wrote painted composed invented died founded`,
);
const MADE =
  /^(?:ritades|ritad|ritat|skrevs|skriven|skrivet|skrivna|byggdes|byggd|målades|målad|målat|komponerades|komponerad|grundades|formgavs|formgiven|regisserad|regisserades|uppfanns|instiftades|verk|musik|dikter|böcker|roman|romaner|pjäs|pjäser|tavlor|konst|litteratur|texter|skulptur|skulpturer|målningar|parfymer|kläder|möbler|samlingar|kollektioner|smycken|deckare|operor|symfonier|sagor|filmer|låtar|stycken|serier|porslin|glas|textilier|dansverk|kurslitteratur|ritning|ritningar|ritningarna|skisser|manus|koreografi|libretto|regi|översättning|akvareller|byggt|uppfördes|uppförd|uppfört|designad|designades)$/u;
/** “Exempel, vår robot” */
const APPOSITION = setOf('vår vårt våra en ett den det our a the et');
const THINGS_ARE = setOf('är är are er');
const THING_AFTER = setOf(
  `varumärken märken butiker kunder hundar hästar katter hotell avdelningar skolor system program produkter brands products säljs spelas visas ställs såldes säljer system program robot verktyg plattform app varumärke ärendesystem affärssystem tool platform system`,
);

const UNION_WORDS = setOf(
  `vision saco saco-s saco-förbundet st ofr ofr/s seko kommunal unionen ledarna akavia handels naturvetarna lärarförbundet lärarna vårdförbundet läkarförbundet läkarföreningen akademikerförbundet akademikerna ssr lo tco
  byggnads sulf hrf fagforbundet nito tekna fysioterapeuterna transport fastighets livs elektrikerna polisförbundet officersförbundet dik jusek srat forena lr fastighetsanställdas nsf delta utdanningsforbundet målarna pappers facket ombud
  sveriges ingenjörer metall if skyddsombud fackombud huvudskyddsombud tjänstetandläkarna sjöbefäl journalistförbundet hotell hrf parat negotia lederne yrkesorganisasjon jhl super oaj finansförbundet försvarsförbundet psykologförbundet teaterförbundet scen musikerförbundet forskarförbundet`,
);
export const isUnion = (token: Token | undefined): boolean =>
  token !== undefined &&
  (UNION_WORDS.has(token.lower) || /.{3}(?:förbundet|facket|forbundet)s?$/u.test(token.lower));

/** Calls after which a comma may stand. */
const GREETINGS = phrases(
  'mvh; hälsningar; hälsning; hilsen; regards; sincerely; cheers; vh; tack på förhand; kram; kramar; xoxo; hej; dear; undertecknad; undertecknade; anhörig; nödkontakt; namn; fru; herr',
);
/** Signs between a word of contact and the name. */
const LEAD = /^[ :,>"'“”«»★→|=(-]{0,4}$/u;
const REACH = 14;

/** The words directly before, without fillers and roles, the nearest first; and whether a role stood among them. */
function wordsBefore({ tokens, one }: Here): { words: string[]; hasRole: boolean; lead: string } {
  const { list, sentenceStart } = tokens;
  const words: string[] = [];
  const first = list[one.from];
  const lead = first?.gap ?? '';
  let hasRole = false;
  const start = sentenceStart[one.from] ?? 0;
  for (let at = one.from - 1, steps = 0; at >= start && steps < 8 && words.length < 4; at--, steps++) {
    const token = list[at];
    if (token?.kind !== 'word') break;
    const after = list[at + 1]?.gap ?? '';
    if (!LEAD.test(after) && !/^\. ?$/.test(after) && after !== '/' && after !== ')' && after !== ') ') break;
    if (words.length === 0 && token.about.isRole) {
      hasRole = true;
      if (CALLS.has(token.lower)) words.push(token.lower);
    } else if (FILLERS.has(token.lower)) {
      if (after.includes(':')) break;
    } else words.push(token.text === 'MS' ? '' : token.lower);
  }
  return { words, hasRole, lead };
}

/** “Frågor om tjänsten: Anna Exempel” */
const ASKED =
  /(?<!\p{L})(?:frågor|spørsmål|questions|upplysningar|opplysninger|information)[^.:\n]{0,60}: ?$/iu;

export interface Before {
  /** A call to contact somebody, which names this one. */
  isCalled: boolean;
  hasRole: boolean;
  /** The word directly before, in lower case; empty at the beginning of a sentence. */
  word: string;
  lead: string;
}

export function before(here: Here): Before {
  const { tokens, one, text } = here;
  const { words, hasRole, lead } = wordsBefore(here);
  const previous = one.from > (tokens.sentenceStart[one.from] ?? 0) ? tokens.list[one.from - 1] : undefined;
  let isCalled = false;
  let phrase = '';
  for (const word of words) {
    phrase = phrase ? `${word} ${phrase}` : word;
    if (CALLS.has(phrase) && (!lead.includes(',') || GREETINGS.has(phrase))) isCalled = true;
  }
  const near = text.slice(Math.max(0, one.at - 8), one.at);
  if (near.includes('/')) {
    if (/(?:^|[^\p{L}])(?:v\/|c\/o) ?$/iu.test(near)) isCalled = true;
    if (/(?:^\s?|[.!?)\n]["”“»']? ?)\/{1,2} ?$/u.test(near)) isCalled = true;
  }
  if (lead.includes(':')) {
    if (/(?:^|[^\p{L}])(?:att|text|foto|från|fra|from|til|till|to|re): ?["“]?$/iu.test(near)) isCalled = true;
    if (ASKED.test(text.slice(Math.max(0, one.at - 100), one.at))) isCalled = true;
  }
  return { isCalled, hasRole, word: previous?.lower ?? '', lead };
}

/** Whether a call, or a word for a person, stands directly before a token. */
export function isCallBefore(tokens: Tokens, at: number): boolean {
  const { list, sentenceStart } = tokens;
  const words: string[] = [];
  for (let k = at - 1; k >= (sentenceStart[at] ?? 0) && words.length < 4 && at - k < 8; k--) {
    const token = list[k];
    if (token?.kind !== 'word' || !LEAD.test(list[k + 1]?.gap ?? '')) break;
    if (!FILLERS.has(token.lower)) words.push(token.lower);
  }
  if (isKin(words[0] ?? '')) return true;
  return words.some((_, count) =>
    CALLS.has(
      words
        .slice(0, count + 1)
        .reverse()
        .join(' '),
    ),
  );
}

/** What stands after on the same line. */
/** “Exempel svarar gärna” */
export const isGladToAnswer = ({ words: [first, second, third = ''] }: After): boolean =>
  (first === 'svarar' && (second === 'gärna' || (second === 'på' && /^(?:dina|frågor)$/.test(third)))) ||
  (first === 'svarer' && second === 'gjerne');

export interface After {
  gap: string;
  word: string;
  next: Token | undefined;
  /** The words up to the end of the sentence, few of them. */
  words: string[];
}

export function after({ tokens, one }: Here): After {
  const { list, lineEnd, sentenceEnd } = tokens;
  const end = Math.min(sentenceEnd[one.to] ?? one.to, one.to + 7);
  const words: string[] = [];
  for (let at = one.to + 1; at <= end; at++) words.push(list[at]?.lower ?? '');
  const next = one.to < (lineEnd[one.to] ?? one.to) ? list[one.to + 1] : undefined;
  return { gap: next?.gap ?? '', word: next?.lower ?? '', next, words };
}

/** Words between a name and what is masked: `Anna Exempel, tel. …`. */
const LINK_WORDS = setOf(
  'på via at on tel tlf tfn mob mobil mobilen telefon direkt direktnummer dagtid kvällstid sms mail mejl e-post epost email phone nr nummer tfnnr puh gsm nås och eller har numret ankn adress är m t e tlfn växel hos under',
);
const CONNECTS = /^[^\p{L}\d.!?\n]{0,5}$|^\.? ?[:,]? ?$/u;

/** Whether something masked stands directly after, with a few words of telephones between. */
function isBeforeMark({ list, lineEnd }: Tokens, at: number): boolean {
  const end = Math.min(lineEnd[at] ?? at, at + 5);
  for (let next = at + 1; next <= end; next++) {
    const token = list[next];
    if (!token || !CONNECTS.test(token.gap)) return false;
    if (token.kind === 'mark') return true;
    if (token.kind !== 'word' || !LINK_WORDS.has(token.lower)) return false;
  }
  return false;
}
function isAfterMark({ list, lineStart }: Tokens, at: number): boolean {
  if (at <= (lineStart[at] ?? 0)) return false;
  const gap = list[at]?.gap ?? '';
  const previous = list[at - 1];
  if (previous?.kind === 'mark') return /^[^\p{L}\d.!?\n]{0,5}$/u.test(gap);
  return (
    previous !== undefined &&
    /^(?:till|med|av|til|to|för|fråga|hos|sök|ask|for)$/u.test(previous.lower) &&
    at - 1 > (lineStart[at] ?? 0) &&
    list[at - 2]?.kind === 'mark' &&
    previous.gap.length < 4
  );
}

/** A mark on one of the next three lines, after a label at most. */
function isAboveMark({ list, lineEnd, nextMark }: Tokens, at: number): boolean {
  const mark = nextMark[at] ?? list.length;
  if (mark >= list.length || mark - at > 16) return false;
  let line = lineEnd[at] ?? at;
  for (let lines = 0; lines < 3 && line + 1 < list.length; lines++) {
    if (mark <= (lineEnd[line + 1] ?? 0)) return mark > line;
    line = lineEnd[line + 1] ?? list.length;
  }
  return false;
}

const rolesBetween = ({ list, lineEnd }: Tokens, from: number, count: number): boolean => {
  const end = Math.min(lineEnd[from] ?? from, from + count - 1);
  for (let at = from; at <= end; at++) if (list[at]?.about.isRole) return true;
  return false;
};

/** Where a role follows: “Anna Exempel, rektor”, “Anna Exempel (chef)”, or on the next line. */
function isBeforeRole({ tokens, one }: Here, { gap, next }: After, startsLine: boolean): boolean {
  const { list, lineEnd } = tokens;
  if (next?.about.isCapital && gap === ' ' && next.about.isRole) return true;
  if (next && /^ ?[,(|:/–-]{1,2} ?$/u.test(gap)) return rolesBetween(tokens, one.to + 1, 3);
  if (next || !startsLine || one.to + 1 >= list.length) return false;
  const line = one.to + 1;
  return (lineEnd[line] ?? line) - line < 6 && rolesBetween(tokens, line, 4);
}

export const startsLine = ({ tokens, one }: Here): boolean => {
  const { list, lineStart } = tokens;
  const start = lineStart[one.from] ?? 0;
  return start === one.from || (start === one.from - 1 && /^: ?$/.test(list[one.from]?.gap ?? ''));
};

/** What speaks for a person, as a number. */
export function evidenceFor(here: Here, left: Before, right: After, enough: number): number {
  const { tokens, one, text } = here;
  const { list, lineStart, lineEnd, sentenceStart, sentenceEnd } = tokens;
  const startsIt = startsLine(here);
  const isAlone = one.words.length === 1;
  let sum = 0;
  const add = (weight: number, holds: () => boolean) => {
    // What only ends like a family name needs strong evidence.
    if (sum < enough && holds()) sum += one.form < 1 && weight < 2 ? weight / 2 : weight;
  };
  add(2, () => left.hasRole);
  add(2, () => isBeforeMark(tokens, one.to));
  add(2, () => isAfterMark(tokens, one.from));
  add(2, () => isUnionBeside(here, left, right));
  add(2, () => isBeforeRole(here, right, startsIt));
  add(2, () => isKin(left.word) && /^[ :,]{1,2}["“(]?$/u.test(left.lead));
  add(2, () =>
    THINGS_ARE.has(right.word) || right.word === 'heter' ? rolesBetween(tokens, one.to + 2, 4) : false,
  );
  add(3, () => isSharedPost(here, right));
  add(2, () => isAlone && NICKNAME_AFTER.test(text.slice(one.end, one.end + 30)));
  add(
    2,
    () =>
      isAlone &&
      /(?:["“”»]|\((?:kallad |alias )?)\p{L}{2,15}["“”«)] $/u.test(
        text.slice(Math.max(0, one.at - 20), one.at),
      ),
  );
  add(2, () => AGE.test(text.slice(one.end, one.end + 20)));
  add(2, () => right.gap === ' ' && ONLY_PERSONS.has(right.word));
  add(2, () => startsIt && right.next === undefined && isAboveMark(tokens, one.to));
  add(1.5, () => right.gap === ' ' && LIVES.has(right.word));
  add(1.5, () => right.gap === ' ' && DOES.has(right.word) && !MODAL.has(right.word));
  add(1, () => right.gap === ' ' && (DOES.has(right.word) || OWNS.has(right.word)));
  add(1, () => PERSON_BEFORE.has(left.word));
  add(
    1,
    () => (tokens.lastCue[one.from - 1] ?? -1) >= Math.max(sentenceStart[one.from] ?? 0, one.from - REACH),
  );
  add(1, () => (tokens.nextMark[one.to] ?? list.length) <= (sentenceEnd[one.to] ?? 0));
  add(1, () => (tokens.lastMark[one.from] ?? -1) >= (lineStart[one.from] ?? 0));
  add(0.5, () => (tokens.nextMark[one.to] ?? list.length) <= (lineEnd[one.to] ?? 0));
  add(1, () => one.words.length > 1 && one.form >= 1.5 && /^(?:till|til|to)$/.test(left.word));
  add(1, () => startsIt && right.next === undefined && !one.isPlaceAlone && (lineStart[one.from] ?? 0) > 0);
  add(0.5, () => left.word !== '');
  return sum;
}
const NICKNAME_AFTER = /^ (?:["“”»]\p{Lu}\p{L}{1,15}["“”«]|\((?:kallad |alias |aka )\p{L}{2,15}\)) \p{Lu}/u;
/** “Exempel/Prov delar på chefskapet” */
const isSharedPost = ({ tokens: { list }, one }: Here, { words }: After): boolean =>
  (list[one.from]?.gap === '/' || list[one.to + 1]?.gap === '/') &&
  (list[one.from]?.about.listed.family ?? 0) > 0 &&
  words.some((word) => /chef|^(?:led|delar|turas|svarar|rektor)/u.test(word));
const AGE =
  /^(?:,? ?\(?(?:är |som är |er |is )?\d{1,3} ?(?:år(?:ing)?|-årig|years?|åring)|, ?\d{2}(?=[,.)] ?))/iu;

function isUnionBeside({ tokens, one }: Here, left: Before, { gap, next }: After): boolean {
  const { list, lineEnd } = tokens;
  if (next && /^ ?[,(:;/–-]{0,2} ?$/u.test(gap)) {
    if (isUnion(next)) return true;
    if (/^facklig/u.test(next.lower)) return true;
    const second = one.to + 2 <= (lineEnd[one.to] ?? 0) ? list[one.to + 2] : undefined;
    if (/^(?:sveriges|if|akademikerförbundet|fackförbundet)$/u.test(next.lower) && isUnion(second))
      return true;
  }
  const previous = list[one.from - 1];
  return left.word !== '' && isUnion(previous) && /^(?:[:,]| -)? ?$/u.test(left.lead);
}

/** Kings, queens and saints with two first names, after whom streets and churches are called, as many persons are. */
const KINGS = phrases(
  'karl johan; karl gustaf; karl gustav; carl gustaf; carl johan; gustav adolf; gustaf adolf; anna maria; adolf fredrik; fredrik adolf; oscar fredrik; hedvig eleonora; ulrika eleonora; maria magdalena',
);
export const isKing = (words: readonly string[]): boolean =>
  words.length === 2 && KINGS.has(words.join(' ').toLowerCase().replace(/s$/, ''));

/** What speaks against it, as a number below zero; -Infinity where it is decided. */
export function evidenceAgainst(here: Here, left: Before, right: After): number {
  const { tokens, one, text } = here;
  const { list } = tokens;
  const isAlone = one.words.length === 1;
  let sum = 0;
  const previous = left.word === '' ? undefined : list[one.from - 1];
  if (previous?.about.isThingNoun && /^ ?["“'(]?$/u.test(left.lead)) sum -= 3;
  if (previous && /^(?:st|s:t)$/.test(previous.lower) && left.lead === '. ') sum -= 3;
  if (left.word === 'av' && MADE.test(list[one.from - 2]?.lower ?? '')) sum -= 3;
  if (right.gap === ' ' && ART.has(right.word)) sum -= 3;
  if (THINGS_ARE.has(right.word) && isThingSoon(here)) sum -= 3;
  if (right.gap === ', ' && APPOSITION.has(right.word) && isThingSoon(here)) sum -= 3;
  if (isShop(here)) sum -= 3;
  if (left.word === 'som' && isAlone) sum -= 1.5;
  if (
    isAlone &&
    /^ \d{1,2}(?![\d%:.,]\d?| ?(?:år|%|sept|sep|okt|nov|dec|jan|feb|mar|apr|maj|jun|jul|aug))/u.test(
      text.slice(one.end, one.end + 8),
    )
  )
    sum -= 1.5;
  if (isOld(here)) sum -= 2.5;
  if (/^(?:en|ett|a|an|et)$/.test(left.word) && isAlone) sum -= 2;
  if (right.words.slice(0, 5).some((word) => THING_AFTER.has(word)) && !isSoonRole(here) && isAlone)
    sum -= 1.5;
  if (isAlone && PLACE_BEFORE.has(left.word) && left.lead === ' ') sum -= 1.5;
  if (/^ (?:18|19|20)\d\d(?!\d)/.test(text.slice(one.end, one.end + 6))) sum -= 2;
  if (one.isPlaceAlone) sum -= 1;
  if (!tokens.isInCapitals && one.words.every((word) => /^\p{Lu}+$/u.test(word)))
    sum -= isAlone ? ((one.words[0] ?? '').length < 5 ? 2.5 : 1) : 1.5;
  if (isAlone && /['’]s$/.test(one.words[0] ?? '') && one.form < 3) sum -= 1.5;
  if (isKing(one.words)) sum -= 2.5;
  if (
    one.form < 3 &&
    !/^\p{Lu}-\p{Lu}$/u.test(one.words[0] ?? '') &&
    (/\p{L} ?& ?$/u.test(text.slice(Math.max(0, one.at - 4), one.at)) ||
      /^ ?& ?\p{Lu}/u.test(text.slice(one.end, one.end + 4)))
  )
    sum -= 2;
  return sum;
}

/** “Exempelssons Livs”, “Annas Kök”: a name in the genitive, and what is no name. */
export function isShop({ tokens: { list }, one }: Here): boolean {
  const [first, second] = [list[one.from]?.about.listed, list[one.from + 1]?.about.listed];
  if (one.words.length !== 2 || !first?.isGenitive || !second) return false;
  return (
    second.family < 2 &&
    (second.given === 0 || second.isGenitive) &&
    (second.family === 0 || second.isGenitive)
  );
}

/** A year of long ago in the sentence: “Huset ritades 1912 av …”. */
function isOld({ tokens: { list, sentenceStart, sentenceEnd }, one }: Here): boolean {
  const start = Math.max(sentenceStart[one.from] ?? 0, one.from - 10);
  const end = Math.min(sentenceEnd[one.to] ?? one.to, one.to + 8);
  for (let at = start; at <= end; at++) {
    const { kind, text = '', gap = '' } = list[at] ?? {};
    if (kind !== 'number' || !/^1[0-9]\d\d$/.test(text) || text > '1969' || !/^[ (-]{1,2}$/.test(gap))
      continue;
    if (
      !/^(?:född|f|born|föddes|født|nr|nummer|kl|plan|rum|kr|sek)$/.test(list[at - 1]?.lower ?? '') &&
      /^(?:[ .,):;–-]|$)/.test(list[at + 1]?.gap ?? '')
    )
      return true;
  }
  return false;
}

const isSoonRole = ({ tokens, one }: Here): boolean => rolesBetween(tokens, one.to + 1, 5);
function isThingSoon({ tokens, one }: Here): boolean {
  const { list, sentenceEnd } = tokens;
  const end = Math.min(sentenceEnd[one.to] ?? one.to, one.to + 6);
  for (let at = one.to + 1; at <= end; at++) {
    const token = list[at];
    if (token?.about.isRole) return false;
    if (token?.about.isThingNoun) return true;
  }
  return false;
}

const STREET = /.{3}(?:gata|väg|gränd|torg|allé|stig|vei|gate|plass|plats)s?$/;

/** “m/s Exempel” */
const SHIP = /(?<!\p{L})(?:[mst]\/[sytf]|HMS|HSwMS|KNM|MF|M\/F) ["“”]?$/iu;

/** Things that are named after persons, and firms: never a person. */
export function isNamedAfter(here: Here, { gap, word, next }: After): boolean {
  const { text, one, tokens } = here;
  const rest = text.slice(one.end, one.end + 60);
  if (gap.includes('&') && /^ ?& ?(?:Partners|Co|Young|Company|Sons?|Söner|Sønn(?:er)?)(?!\p{L})/u.test(rest))
    return true;
  if (
    (gap.includes('&') || /^(?:och|and|og)$/.test(word)) &&
    /^ (?:och|&|and|og) (?:\p{Lu}[\p{L}-]{1,30} ){1,3}(?:[Ss]tiftelse|[Mm]inne|[Ff]ond)/u.test(rest)
  )
    return true;
  if (rest.startsWith('-') && /^-\p{Ll}{3}/u.test(rest)) return true;
  if (SHIP.test(text.slice(Math.max(0, one.at - 8), one.at))) return true;
  if (
    /^ ?(?:&|och|and|og) ?[^.\n,;:]{1,30} (?:AB|HB|KB|AS|Oy|A\/S|ApS|GmbH|Ltd|Inc|LLC)(?!\p{L})/u.test(rest)
  )
    return true;
  if (next && (gap === ' ' || /^['’]s? $/u.test(gap))) {
    if (WORKS.has(word)) return true;
    if (!next.about.isCapital && WORK_END.test(word) && /s$|^Maria$/u.test(one.words.at(-1) ?? ''))
      return true;
    if (next.about.isCapital && (WORKS.has(word.replace(/s$/u, '')) || SHOPS.has(word))) return true;
    if (/^(?:rövardotter|långstrump)s?$/.test(word)) return true;
  }
  for (let at = one.words.length > 1 ? one.from + 1 : one.from; at <= one.to; at++)
    if (INSIDE.has(tokens.list[at]?.lower ?? '')) return true;
  // “Klara Västra Exempelgata”
  for (const at of [one.to, one.to + 1, one.to + 2]) {
    const part = tokens.list[at];
    if (at > one.to && (part?.gap !== ' ' || !part.about.isCapital)) break;
    const isFamily =
      at === one.to && one.words.length === 2 && one.hasFirstName && tokens.list[at + 1]?.kind !== 'number';
    if (
      at > one.from &&
      part &&
      STREET.test(part.text) &&
      !(isFamily && /(?:stig|väg|plats|torg)$/.test(part.text))
    )
      return true;
  }
  const last = one.words.at(-1) ?? '';
  // “Basel III”, “Gustaf V”
  if (one.words.length > 1 && /^(?:II|III|IV|VI{1,3}|IX|XI{0,3}|XIV)$/.test(last)) return true;
  if (one.words.length === 2 && /^[VI]$/.test(last) && KING.test(one.words[0] ?? '')) return true;
  if (
    one.words.length > 2 &&
    /^(?:Hall|House|Tower|Center|Centre|Park|Plaza|Arena|School|College)$/.test(last)
  )
    return true;
  return BUILDING.test(last);
}
/** “Exempels kyrkogata” */
const WORK_END =
  /.{2}(?:gata|väg|torg|plan|plats|park|kyrka|skola|gård|gränd|backe|stig|allé|bro|kaj|fond|pris|stipendium|stiftelse|museum|sjukhus|hall|stadion|arena|teater|gymnasium|bibliotek|kapell|krog|metod|modell|sjukdom|syndrom|test|skala|trappa|lag|princip|teorem|skruv|diagram|fabrik|mekaniska|bok|sång|visa|dikt|roman|vei|veg|gate|kirke)$/u;
const KING = /^(?:Gusta[fv]|[CK]arl|Os[ck]ar|Erik|Johan|Fredri[ck]|Kristian|Haakon|Harald|Olav|Vasa)$/;
const BUILDING =
  /.{3}(?:gymnasiet|skolan|gården|museet|kliniken|stiftelsen|bolaget|huset|hallen|hemmet|priset|gatan|vägen|torget)s?$/;

/** “Svensson & Söner” of which the candidate is the end. */
export const isFirm = ({ text, one }: Here): boolean =>
  /\p{L} ?& ?$/u.test(text.slice(Math.max(0, one.at - 4), one.at)) &&
  /^(?:Partners|Co|Company|Sons?|Söner|Sønn(?:er)?)$/u.test(one.words[0] ?? '');

/** “Hunden heter Exempel” */
export function isThingCalled({ tokens, one }: Here, left: Before): boolean {
  const isCalled = /^(?:heter|kallas|hette|döptes|kallad|heiter|hedder|called|named)$/u.test(left.word);
  if (!isCalled && !/^(?:är|er|is)$/u.test(left.word)) return false;
  const { list, sentenceStart } = tokens;
  const start = Math.max(sentenceStart[one.from] ?? 0, one.from - 8);
  const before = list.slice(start, one.from - 1);
  if (before.some(({ about, lower }) => about.isRole || KIN.has(lower))) return false;
  if (left.word === 'kallad' && before.at(-1)?.lower === 'så') return true;
  const last = before.at(-1);
  // “SFO heter Exempel”
  if (isCalled && last && /^\p{Lu}{2,5}$/u.test(last.text) && before.length < 3) return true;
  return isCalled ? before.some(({ about }) => about.isThingNoun) : last?.about.isThingNoun === true;
}

export const isTitle = (token: Token | undefined): boolean =>
  token !== undefined && token.text !== 'MS' && TITLES.has(token.lower);
