import { z } from 'zod';
import {
  type Assignment,
  type MemberOfParliament,
  type ParliamentaryDocument,
  type Signatory,
  type Speech,
  type Vote,
  type VotePoint,
  type VoteSummary,
  VoteValue,
} from '../../entities/parliament.ts';
import { leadingDay } from '../../text/day.ts';
import { withoutTags } from '../../text/html-text.ts';
import { oneLine } from '../../text/white-space.ts';
import { listOf } from '../../upstream/decode.ts';
import { optionalCode } from '../formats/fields.ts';
import { httpsUrl } from './text.ts';

/** Entities before their provenance is known. */
export type MemberDraft = Omit<MemberOfParliament, 'id' | 'riksdagId' | 'provenance'>;
export type DocumentDraft = Omit<ParliamentaryDocument, 'id' | 'provenance'>;
export type SummaryDraft = Omit<VoteSummary, 'provenance'>;
export type PointDraft = Omit<VotePoint, 'provenance' | 'summaries'> & { summaries: SummaryDraft[] };
export type VoteDraft = Omit<Vote, 'provenance'>;
export type SpeechDraft = Omit<Speech, 'provenance'> & { heading: string };

// ---- The Riksdag generates its JSON from XML; these schemas read the typical deviations.

/** No item is missing, null or ""; one is an object; several are a list. */
function many<T extends z.ZodType>(item: T) {
  const asList = (value: unknown) => {
    if (value === undefined || value === null || value === '') return [];
    return Array.isArray(value) ? value : [value];
  };
  return z.preprocess(asList, listOf(item));
}

/** A container is an object; an empty one is "" or null. */
function container<T extends z.ZodType>(inside: T) {
  return z.preprocess(
    (value) => (value === '' || value === null || value === undefined ? {} : value),
    inside,
  );
}

/** Every value is text, sometimes a number; an absent one is null, "" or missing. */
const text = optionalCode;
const required = text.pipe(z.string());
/** An integer written as text; null where it is missing. */
const whole = text.transform((value) => (value && /^-?\d{1,9}$/.test(value) ? Number(value) : null));
/** `2018-09-24` or `2022-09-26 11:00:00`, local time without a zone: only the day is reliable. */
const day = text.transform((value) => (value === null ? null : leadingDay(value)));
const link = text.transform(httpsUrl);
const plain = text.transform((value) => (value === null ? null : withoutTags(value) || null));

/** Upper case, `-` is no party, and the Liberals were FP until 2015. */
function partyCode(code: string | null): string | null {
  const upper = code?.toUpperCase() ?? '-';
  if (upper === '-') return null;
  return upper === 'FP' ? 'L' : upper;
}
const party = text.transform(partyCode);

// ---- Persons

const assignment = z.object({
  organ_kod: text,
  roll_kod: text,
  status: text,
  typ: text,
  from: day,
  tom: day,
  // Always a list; an empty one is [{}]. For the chamber it may name the person replaced.
  uppgift: many(z.union([z.string(), z.object({}).transform(() => '')])).catch([]),
});

const person = z
  .object({
    intressent_id: required,
    tilltalsnamn: text,
    efternamn: text,
    parti: party,
    valkrets: text,
    status: text,
    fodd_ar: whole,
    bild_url_192: link,
    personuppdrag: container(z.object({ uppdrag: many(assignment).catch([]) })).catch({ uppdrag: [] }),
  })
  .transform((found, context): MemberDraft => {
    const name = [found.tilltalsnamn, found.efternamn].filter((part) => part !== null).join(' ');
    if (name === '') {
      context.addIssue({ code: 'custom', message: 'has no name', path: ['efternamn'] });
      return z.NEVER;
    }
    return {
      parliament: 'riksdagen',
      memberId: found.intressent_id,
      name: oneLine(name),
      partyCode: found.parti,
      constituency: found.valkrets,
      status: found.status,
      born: found.fodd_ar,
      assignments: found.personuppdrag.uppdrag
        // Leave is private, so assignments with the status “Ledig” are left out.
        .filter((one) => one.roll_kod !== null && one.organ_kod !== null && one.status !== 'Ledig')
        .map(toAssignment)
        .sort((one, other) => (other.from ?? '').localeCompare(one.from ?? '')),
      imageUrl: found.bild_url_192,
    };
  });

function toAssignment(found: z.output<typeof assignment>): Assignment {
  const named = found.uppgift.find((name) => name !== '');
  const isChamber = found.typ === 'kammaruppdrag' || found.organ_kod === 'kam';
  // The type decides the meaning of a code: "KD" is a party or the war delegation.
  const body = isChamber
    ? 'Kammaren'
    : found.typ === 'partiuppdrag'
      ? found.organ_kod
      : (named ?? found.organ_kod);
  return { role: found.roll_kod ?? '', body: body ?? '', from: found.from, to: found.tom };
}

/** A list of persons; the answer for one person has the same structure. */
export const personList = z.object({
  personlista: container(z.object({ '@hits': whole, person: many(person) })).transform((list) => ({
    total: list['@hits'],
    items: list.person,
  })),
});

// ---- Documents

const interested = z.object({ roll: text, namn: text, partibet: party, intressent_id: text });

/** Questions also list who is asked and who answers; these are no signatories. */
const signatories = container(z.object({ intressent: many(interested).catch([]) }))
  .catch({ intressent: [] })
  .transform(({ intressent }): Signatory[] =>
    intressent.flatMap(({ roll, namn, partibet, intressent_id }) =>
      namn === null || /ställd|stalld|besvara|mottag/i.test(roll ?? '')
        ? []
        : [{ name: oneLine(namn), memberId: intressent_id, partyCode: partibet }],
    ),
  );

const documentFields = z.object({
  // `id` is the same in lower case in newer answers.
  dok_id: required,
  doktyp: text,
  typ: text,
  titel: plain,
  undertitel: plain,
  subtitel: plain,
  rm: text,
  beteckning: text,
  datum: day,
  dokument_url_html: link,
  dokument_url_text: link,
});

function toDocument(found: z.output<typeof documentFields>, signed: Signatory[]): DocumentDraft {
  return {
    documentId: found.dok_id,
    type: found.doktyp ?? found.typ ?? '',
    title: found.titel ?? found.dok_id,
    subtitle: found.undertitel ?? found.subtitel,
    session: found.rm,
    designation: found.beteckning,
    date: found.datum,
    signatories: signed,
    url: found.dokument_url_html,
    textUrl: found.dokument_url_text,
  };
}

const listedDocument = documentFields
  .extend({ dokintressent: signatories })
  .transform(({ dokintressent, ...fields }) => toDocument(fields, dokintressent));

/** A page of documents; `page` is the reported page number. */
export const documentList = z.object({
  dokumentlista: z
    .object({ '@traffar': whole, '@sidor': whole, '@sida': whole, dokument: many(listedDocument) })
    .transform((list) => ({
      total: list['@traffar'],
      pages: list['@sidor'],
      page: list['@sida'],
      items: list.dokument,
    })),
});

/** The status of one document. */
export const documentStatus = z.object({
  dokumentstatus: z
    .object({ dokument: documentFields, dokintressent: signatories })
    .transform(({ dokument, dokintressent }) => toDocument(dokument, dokintressent)),
});

// ---- Votes by party: an HTML table converted to JSON

/** A cell is text, or an object when it held markup. */
const cells = many(z.unknown()).catch([]);
const row = z.object({ th: cells, td: cells }).catch({ th: [], td: [] });
const rows = z.object({ tr: many(row).catch([]) });
/** Older answers have the rows in the table itself, newer ones in its head and body. */
const table = z.object({
  tr: many(row).catch([]),
  thead: container(rows).catch({ tr: [] }),
  tbody: container(rows).catch({ tr: [] }),
});
const summaryHtml = container(z.object({ table: many(table).catch([]) })).catch({ table: [] });

const cellText = (cell: unknown): string =>
  typeof cell === 'string' || typeof cell === 'number' ? String(cell).trim() : '';

/** Totals by party of the last table, which is the vote on the matter itself. */
function summariesOf(html: z.output<typeof summaryHtml>, point: number): SummaryDraft[] {
  const last = html.table.at(-1);
  if (!last) return [];
  const allRows = [...last.thead.tr, ...last.tr, ...last.tbody.tr];
  const head = allRows
    .map(({ th }) => th.map(cellText))
    .find((names) => names.some((name) => /^ja$/i.test(name)));
  const column = (pattern: RegExp, usual: number) => {
    const at = head?.findIndex((name) => pattern.test(name)) ?? -1;
    return at < 0 ? usual : at;
  };
  const at = {
    yes: column(/^ja$/i, 1),
    no: column(/^nej$/i, 2),
    abstain: column(/^avst/i, 3),
    absent: column(/^från/i, 4),
  };
  const summaries: SummaryDraft[] = [];
  for (const { th, td } of allRows) {
    // The party is the first cell of the row, or its only heading.
    const line = (th.length === 1 ? [...th, ...td] : td).map(cellText);
    const counts = [at.yes, at.no, at.abstain, at.absent].map((place) => countIn(line[place]));
    const [yes, no, abstain, absent] = counts;
    const name = line[0] ?? '';
    if (name === '' || /^total/i.test(name)) continue;
    if (yes === undefined || no === undefined || abstain === undefined || absent === undefined) continue;
    if (yes === null || no === null || abstain === null || absent === null) continue;
    summaries.push({ point, partyCode: partyCode(name) ?? '-', yes, no, abstain, absent });
  }
  return summaries;
}

function countIn(cell: string | undefined): number | null {
  if (cell === '' || cell === '-') return 0;
  return cell !== undefined && /^\d{1,3}$/.test(cell) ? Number(cell) : null;
}

const point = z
  .object({
    punkt: whole.pipe(z.number()),
    rubrik: plain,
    beslutstyp: text,
    vinnare: text,
    votering_sammanfattning_html: z.unknown(),
  })
  .transform((found): PointDraft => {
    // An object that holds one table or several, or a list of such objects.
    const raw = found.votering_sammanfattning_html;
    const html = summaryHtml.parse(Array.isArray(raw) ? raw.at(-1) : raw);
    const outcome = [found.beslutstyp, found.vinnare].filter((part) => part !== null).join(', ');
    return {
      point: found.punkt,
      heading: found.rubrik,
      outcome: outcome === '' ? null : outcome,
      summaries: summariesOf(html, found.punkt),
    };
  });

/** The points of a committee report. */
export const committeeReport = z.object({
  utskottsforslag: container(
    z.object({
      dokument: container(z.object({ dok_id: text })).catch({ dok_id: null }),
      dokutskottsforslag: container(z.object({ utskottsforslag: many(point) })),
    }),
  ).transform(({ dokument, dokutskottsforslag }) => ({
    documentId: dokument.dok_id,
    points: dokutskottsforslag.utskottsforslag,
  })),
});

// ---- Votes and speeches of one member

const VOTES: Readonly<Record<string, VoteValue>> = {
  ja: VoteValue.YES,
  nej: VoteValue.NO,
  avstår: VoteValue.ABSTAIN,
  frånvarande: VoteValue.ABSENT,
};

const vote = z
  .object({
    votering_id: text,
    intressent_id: text,
    parti: party,
    punkt: whole,
    rm: text,
    beteckning: text,
    bet: text,
    dok_id: text,
    datum: day,
    systemdatum: day,
    avser: text,
    rost: required.transform((value) => VOTES[value.toLowerCase()]).pipe(z.enum(VoteValue)),
  })
  .transform((found) => {
    const designation = found.beteckning ?? found.bet;
    const draft: VoteDraft = {
      documentId: found.dok_id,
      memberId: found.intressent_id,
      partyCode: found.parti,
      point: found.punkt,
      report: designation ? [found.rm, designation].filter((part) => part !== null).join(':') : null,
      date: found.datum ?? found.systemdatum,
      vote: found.rost,
    };
    return {
      draft,
      key: `${found.votering_id}/${found.intressent_id}`,
      onReasonsOnly: found.avser === 'motivfrågan',
    };
  });

/** Votes without duplicate rows and without votes on the reasons only (`motivfrågan`). */
export const voteList = z.object({
  voteringlista: container(z.object({ votering: many(vote) })).transform(({ votering }): VoteDraft[] => {
    const byKey = new Map<string, VoteDraft>();
    for (const { draft, key, onReasonsOnly } of votering) {
      if (!onReasonsOnly) byKey.set(key, draft);
    }
    return [...byKey.values()];
  }),
});

const speech = z
  .object({
    dok_id: text,
    dok_datum: day,
    intressent_id: text,
    avsnittsrubrik: plain,
    underrubrik: plain,
    anforandetext: plain,
    protokoll_url_www: link,
  })
  .transform(
    (found): SpeechDraft => ({
      memberId: found.intressent_id,
      documentId: found.dok_id,
      date: found.dok_datum,
      // Often empty in the list; only the single speech has it.
      text: found.anforandetext,
      url: found.protokoll_url_www,
      heading: [found.avsnittsrubrik, found.underrubrik].filter((part) => part !== null).join(' '),
    }),
  );

export const speechList = z.object({
  anforandelista: container(z.object({ anforande: many(speech) })).transform(({ anforande }) => anforande),
});
