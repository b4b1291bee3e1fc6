import type { Candidate } from './name-candidates.ts';
import type { Token, Tokens } from './name-tokens.ts';

/** A candidate in its text. */
export interface Here {
  tokens: Tokens;
  text: string;
  one: Candidate;
}

export const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean));
/** Words that stand between a call and the name, and say nothing. */
const FILLERS = setOf(
  `gärna gjerne då så genast bara direkt vår våra vårt din ditt dina our your my the alltid även också antingen helst istället heller hellre först endast enbart
  van von der den either please oss mig meg us me du dig deg dej er re någon själv ju nog vänligen eventuella eventuellt dock sedan därefter närmare nærmere ny nya min mitt mina vores är er is blir alltså`,
);

export const phrases = (lines: string): ReadonlySet<string> =>
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
  kontaktas; kontaktes; kontakta; kontaktar; kontakte; kontakt; contact; call; ring; ringa; ringer; ring till; ringa till; ringer till; sms; smsa; sms:a; mejla; maila; mail; mejl; mejla till; maila till; mail till; mejl till
  skriv till; skriva till; skriver till; skriv; hör med; höra med; hör av till; höra av till; hörs med; av till; vänd till; vända till; vänder till; prata med; pratar med; tala med; talar med; snacka med; snakk med; snakke med; snakker med; prat med
  kolla med; checka med; stäm av med; dubbelkolla med; boka in med; fråga; fråga efter; frågar; frågar efter; spør; spør etter; spørg; spørg efter; spørre etter; spørre; rådfråga; talk to; speak to; speak with; chat with; ask; ask for; reach out to; reach; in touch with; get in touch with; say hi to; text; email; e-mail; message; write to; dear
  hej till; säg hej till; säg till; säg det till; säga till; hälsa; hälsa till; hälsa på; boka med; boka tid med; boka tid hos; bokas med; besvaras av; lämnas av; ges av; gis av; fås av; fås hos; fås ved; svarar; tas emot av; tas av; hanteras av; sköts av; hålls av; nås genom; nås via
  heter; hette; undertecknad; undertecknade; mvh; mvh från; hälsningar; hälsning; hilsen; hälsar; hilser; regards; sincerely; cheers; tack på förhand; xoxo; kram; kramar; vh; puss; namn; navn; name; nimi; efternamn; förnamn; fornamn; fornavn; etternavn; namnet är; navnet er; förnamnet är; efternamnet är; name is
  attn; fn; ansökan till; ansøkan til; søknad til; søknaden til; skickas till; sändes till; skicka till; sänd till; lämna till; sendes til; sendes; send til; frågor till; spørsmål til; rettes til; stilles til; ställs till; ställas till; riktas till; questions to; addressed to; svar till; svara till; svar märkt
  pinga; ping; dm; dma; dm a; pm a; sms a; hojta på; ropa på; ansvarig för annonsen; för annonsen; meddela; tipsa; nattjour; rekryterare är; recruiter; chef är; leder är; chef blir; chef heter; sjef er; boss is; manager is; manager will be; chefens namn är; cc; bcc; det låter; stavas; stavat; uttalas; staves; uttales; spelled; spelt; pronounced; skrivs; nødkontakt; nödkontakt; anhörig; kontaktperson; kontaktpersoner; kontakter; kontaktman; contact person; surname; last name; first name; family name; efternavn; kontaktväg; ansvarig utgivare; yhteyshenkilö
  ta kontakt med; tag kontakt med; tar kontakt med; signal till; pling till; signal; nummer till; numret till; aka; alias; kallad; kallas; smeknamn; artistnamn
  foto på; foto av; bild på; bild av; bilde av; porträtt av; porträtt på; photo of; picture of; portrait of; ring på; ringer på; givenname; familyname; står det; kallar honom; kallar henne; kalla mig; kall meg; call me; firstname; lastname; fullname; surname; displayname; kontaktnamn; sök upp; söker upp; leta upp; hitta; haffa; oppsøk; look for; look up; find; svarar till; lyder; tilltalas; lystrar till; goes by; known as; lyssnar till; går under namnet; under namnet; presenterar sig; signerat; signerad; signed; undertecknat; underskrift; allekirjoittanut; kysy; soita; ota yhteyttä; terveisin; yst terv; ystävällisin terveisin; venlig hilsen; kh; vänligen; bästa; bh; allt gott; väl mött; varmt välkommen; ha det
  mr; mrs; ms; miss; mx; herr; fru; fröken; dr; prof; doktor; professor; docent; sir; auntie; aunt; uncle; tant; farbror; moster; faster; mormor; morfar; farmor; farfar; syster; broder; kusin; familjen; familj; fam; magister; mag; overlege; kapten; kapellmästare; pastor; kyrkoherde; kantor; pater; imam; rabbin; ssk; leg ssk
`);

/** Titles that are a part of how a person is called. */
const TITLES = setOf(
  'mr mrs ms miss mx auntie aunt uncle tant herr fru fröken sir mormor farmor morfar farfar farbror moster faster',
);

/** Persons, in words that stand directly before their names. */
export const KIN = setOf(
  `son sonen dotter dottern pojke pojken flicka flickan kille killen tjej tjejen bror brodern syster systern mamma mamman pappa pappan man make maken maka makan fru frun sambo sambon
  barnet barnen barn tvillingarna syskonen syskon syskonparet granne grannen vän vännen kompis kompisen kollega kollegan kollegor kollegorna vännerna brukare brukaren kund kunden elev eleven patient patienten
  ägaren ägarna ägare grundaren grundarna grundare eldsjälen tjejerna killarna bröderna systrarna paret makarna gubben gumman farfar morfar farmor mormor assistenten boende boenden
  datter datteren sønn sønnen gutt gutten jente jenta kone mann venn kollega father mother brother sister son daughter friend wife husband nanny colleague colleagues owner owners founder founders`,
);

/** “Brorson”, “svärmor” */
const KIN_END =
  /.(?:dotter|dottern|son|sonen|bror|brodern|syster|systern|mamma|pappa|mor|far|kusin|barn|barnet|kompis)$/u;

export const isKin = (word: string): boolean => KIN.has(word) || KIN_END.test(word);
export const THINGS_ARE = setOf('är är are er');
/** Calls after which a comma may stand. */
const GREETINGS = phrases(
  'allt gott; väl mött; ha det; bh; mvh; hälsningar; hälsning; hilsen; regards; sincerely; cheers; vh; tack på förhand; kram; kramar; xoxo; hej; dear; undertecknad; undertecknade; anhörig; nödkontakt; namn; fru; herr',
);

/** Signs between a word of contact and the name. */
const LEAD = /^[ :,>"'“”«»★→|=(-]{0,4}$/u;

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

const LABEL =
  /(?<!\p{L})(?:kontaktuppgifter|kontaktinfo\p{L}{0,8}|kontaktdetaljer|lisätietoja|yhteystiedot|contact details)[^.:\n]{0,40}: ?$/iu;

/** Calls that name firms and authorities too: after them a single word that no list has is none. */
const WEAK_CALLS = phrases(
  'ota yhteyttä; foto på; foto av; bild på; bild av; bilde av; porträtt av; porträtt på; photo of; picture of; portrait of; sköts av; hanteras av; ges av; tas av; hålls av; skickas till; sändes till; skicka till; sänd till; lämna till; send to; sendes; sendes til; gis av; reach; follow; rettes til; signal; ansökan till',
);

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
    // “Kantor/Kyrkomusiker”
    if (lead === '/' && one.form < 1.5) break;
    if (WEAK_CALLS.has(phrase) && one.words.length === 1 && one.form < 1) continue;
    if (CALLS.has(phrase) && (!lead.includes(',') || GREETINGS.has(phrase))) isCalled = true;
  }
  const near = text.slice(Math.max(0, one.at - 8), one.at);
  if (near.includes('/')) {
    if (/(?:^|[^\p{L}])(?:v\/|c\/o) ?$/iu.test(near)) isCalled = true;
    if (/(?:^\s?|[.!?)\n]["”“»']? ?)\/{1,2} ?$/u.test(near)) isCalled = true;
  }
  if (lead.includes(':')) {
    if (/(?:^|[^\p{L}])(?:att|text|foto|från|fra|from|til|till|to|re): ?["“]?$/iu.test(near)) isCalled = true;
    const line = text.slice(Math.max(0, one.at - 100), one.at);
    if (ASKED.test(line) || ((one.words.length > 1 || one.form >= 1) && LABEL.test(line))) isCalled = true;
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

export const rolesBetween = ({ list, lineEnd }: Tokens, from: number, count: number): boolean => {
  const end = Math.min(lineEnd[from] ?? from, from + count - 1);
  for (let at = from; at <= end; at++) if (list[at]?.about.isRole) return true;
  return false;
};

export const startsLine = ({ tokens, one }: Here): boolean => {
  const { list, lineStart } = tokens;
  const start = lineStart[one.from] ?? 0;
  return start === one.from || (start === one.from - 1 && /^: ?$/.test(list[one.from]?.gap ?? ''));
};

export const isTitle = (token: Token | undefined): boolean =>
  token !== undefined && token.text !== 'MS' && TITLES.has(token.lower);
