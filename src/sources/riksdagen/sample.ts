import type { SampleRequest } from '../../upstream/sample.ts';

/** Facts of the register on the six members whom the association's own content names. */
const MEMBERS = [
  {
    id: '0587736055221',
    first: 'Niels',
    last: 'Paarup-Petersen',
    party: 'C',
    seat: 'Malmö kommun',
    from: '2022-09-26',
    to: '2024-01-09',
  },
  {
    id: '0364687971222',
    first: 'Alireza',
    last: 'Akhondi',
    party: 'C',
    seat: 'Stockholms län',
    from: '2018-09-24',
    to: null,
  },
  {
    id: '0892978334516',
    first: 'Michael',
    last: 'Anefur',
    party: 'KD',
    seat: 'Skåne läns västra',
    from: '2020-08-31',
    to: '2022-09-26',
  },
  {
    id: '0308306375022',
    first: 'Roger',
    last: 'Haddad',
    party: 'L',
    seat: 'Västmanlands län',
    from: '2010-10-04',
    to: '2022-09-26',
  },
  {
    id: '0309480686522',
    first: 'Leila',
    last: 'Ali Elmi',
    party: 'MP',
    seat: 'Göteborgs kommun',
    from: '2022-12-15',
    to: null,
  },
  {
    id: '0624040854527',
    first: 'Emma',
    last: 'Berginger',
    party: 'MP',
    seat: 'Skåne läns södra',
    from: '2023-04-08',
    to: null,
  },
] as const;

/** Stands for a member where no real one may be shown. */
const EXAMPLE_MEMBER = '0000000000001';
const EXAMPLE_MEMBERS = [EXAMPLE_MEMBER, '0000000000002'];
/** How many documents the sample pretends to hold. */
const TOTAL = 9;

/**
 * Answers in the Riksdag's own shapes. Real members carry only facts of the register; documents, votes and speeches
 * are invented, say “Exempel”, and are nobody's.
 */
export function samples({ operation, path, query }: SampleRequest): object | null {
  switch (operation) {
    case 'person':
      return personList(MEMBERS.filter(({ id }) => id === path.split('/')[1]).map(person));
    case 'persons':
      if (query.has('fnamn')) return personsNamed(query.get('fnamn') ?? '');
      return personsOfParty(query.get('parti') ?? '', query.get('rdlstatus') === '');
    case 'documents':
      return documents(query);
    case 'document':
      return documentStatus(idIn(path));
    case 'report':
      return report(idIn(path));
    case 'votes':
      return votes(query);
    case 'vote':
      return memberVotes(path.split('/')[1] ?? '');
    case 'speeches':
      return speeches(query);
    case 'speech':
      return speech(idIn(path));
    default:
      return null;
  }
}

const idIn = (path: string): string => /\/(.*)\.json$/.exec(path)?.[1] ?? '';

/** Two signs for the session, then two digits or more: what most real ids look like. */
const isDocumentId = (id: string): boolean => /^[A-Z][0-9A-Z]\d{2}\w+$/i.test(id);

function personList(found: object[]): object {
  // One is an object, as it is in the real answers.
  const persons = found.length === 1 ? found[0] : found;
  return { personlista: { '@hits': String(found.length), ...(found.length > 0 && { person: persons }) } };
}

function person({ id, first, last, party, seat, from, to }: (typeof MEMBERS)[number]): object {
  return {
    intressent_id: id,
    tilltalsnamn: first,
    efternamn: last,
    sorteringsnamn: `${last},${first}`,
    parti: party,
    valkrets: seat,
    // The facts at hand say who sat when, not what the register says of them today.
    status: '',
    personuppdrag: {
      uppdrag: {
        organ_kod: 'kam',
        roll_kod: 'Riksdagsledamot',
        status: 'Tjänstgörande',
        typ: 'kammaruppdrag',
        from,
        tom: to,
        uppgift: [{}],
      },
    },
  };
}

function personsNamed(first: string): object {
  return personList(MEMBERS.filter((one) => one.first.toLowerCase() === first.toLowerCase()).map(person));
}

function personsOfParty(party: string, active: boolean): object {
  const known = MEMBERS.filter(
    (one) => one.party === party.toUpperCase() && (one.to === null || !active),
  ).map(person);
  if (known.length > 0) return personList(known);
  const example = {
    intressent_id: EXAMPLE_MEMBER,
    tilltalsnamn: 'Exempel',
    efternamn: 'Ledamot',
    parti: party,
    personuppdrag: '',
  };
  return personList([example]);
}

function documents(query: URLSearchParams): object {
  const size = Number(query.get('sz') ?? 20);
  const page = Number(query.get('p') ?? 1);
  const pages = Math.max(1, Math.ceil(TOTAL / size));
  const shown = Math.min(page, pages);
  const found = Array.from({ length: TOTAL }, (_, at) => document(at + 1, query)).slice(
    (shown - 1) * size,
    shown * size,
  );
  const next = shown < pages ? { '@nasta_sida': 'http://data.riksdagen.se/dokumentlista/' } : {};
  return {
    dokumentlista: {
      '@traffar': String(TOTAL),
      '@sidor': String(pages),
      '@sida': String(shown),
      ...next,
      dokument: found.length === 1 ? found[0] : found,
    },
  };
}

function document(number: number, query: URLSearchParams): object {
  const term = query.get('sok')?.replace(/["()]/g, '').split(' OR ')[0];
  const type = query.get('doktyp')?.split(',')[0] || 'mot';
  const id = `HX02${String(number).padStart(4, '0')}`;
  return {
    ...documentFields(id, `Exempel ${number}: dokument${term ? ` om ${term}` : ''}`, type),
    ...(query.get('rm') && { rm: query.get('rm') }),
    beteckning: String(number),
  };
}

function documentFields(id: string, title: string, type: string): object {
  return {
    id: id.toLowerCase(),
    dok_id: id,
    datum: '2024-01-15 00:00:00',
    titel: title,
    undertitel: '',
    rm: '2023/24',
    organ: 'AU',
    doktyp: type,
    typ: type,
    dokument_url_html: `//data.riksdagen.se/dokument/${id}.html`,
    dokument_url_text: `//data.riksdagen.se/dokument/${id}.text`,
    filbilaga: null,
    dokintressent: {
      intressent: { roll: 'undertecknare', namn: 'Exempel Ledamot', partibet: '-', intressent_id: '' },
    },
  };
}

function documentStatus(id: string): object | null {
  if (!isDocumentId(id)) return null;
  const { dokintressent, ...dokument } = {
    dokintressent: '',
    ...documentFields(id, `Exempel: dokumentet ${id}`, 'mot'),
  };
  return { dokumentstatus: { dokument: { ...dokument, beteckning: '1' }, dokintressent } };
}

function report(id: string): object | null {
  if (!isDocumentId(id)) return null;
  const point = (punkt: string, rubrik: string, rest: object) => ({
    punkt,
    rubrik,
    vinnare: 'utskottet',
    ...rest,
  });
  const row = (party: string, ...counts: string[]) => ({ th: party, td: counts });
  return {
    utskottsforslag: {
      dokument: { dok_id: id },
      dokutskottsforslag: {
        utskottsforslag: [
          point('3', 'Exempel: en punkt vars siffror saknas', {
            beslutstyp: 'röstning',
            votering_id: '00000000-0000-4000-8000-000000000003',
            votering_sammanfattning_html: null,
          }),
          point('1', 'Exempel: en punkt utan votering', {
            beslutstyp: 'acklamation',
            votering_sammanfattning_html: null,
          }),
          point('2', 'Exempel: en punkt med votering', {
            beslutstyp: 'röstning',
            votering_id: '00000000-0000-4000-8000-000000000002',
            votering_sammanfattning_html: {
              table: {
                caption: 'Exempel',
                thead: { tr: { th: ['Parti', 'Ja', 'Nej', 'Avstående', 'Frånvarande'] } },
                // No real party: how one voted is not for an example to say.
                tbody: {
                  tr: [
                    row('EX1', '10', '0', '0', '1'),
                    row('EX2', '0', '8', '2', '0'),
                    row('Totalt', '10', '8', '2', '1'),
                  ],
                },
              },
            },
          }),
        ],
      },
    },
  };
}

function votes(query: URLSearchParams): object {
  // How a real member voted is not for an example to say.
  const memberId = query.get('iid') ?? '';
  if (!EXAMPLE_MEMBERS.includes(memberId)) return { voteringlista: { '@antal': '0' } };
  const vote = (number: number, rost: string) => ({
    votering_id: `00000000-0000-0000-0000-00000000000${number}`,
    intressent_id: memberId,
    namn: 'Exempel Ledamot',
    parti: '-',
    rm: query.get('rm') ?? '2023/24',
    beteckning: query.get('bet') ?? 'AU1',
    punkt: String(number),
    dok_id: 'HX01AU1',
    rost,
    avser: 'sakfrågan',
    systemdatum: '2024-01-17 16:00:00',
  });
  return { voteringlista: { '@antal': '2', votering: [vote(1, 'Ja'), vote(2, 'Avstår')] } };
}

function memberVotes(voteId: string): object | null {
  if (!/^[\dA-F-]{36}$/i.test(voteId)) return null;
  const votering = {
    votering_id: voteId,
    intressent_id: EXAMPLE_MEMBER,
    parti: '-',
    punkt: '2',
    rost: 'Ja',
    avser: 'sakfrågan',
  };
  return { votering: { dokvotering: { votering: { ...votering, datum: '2024-01-17 00:00:00' } } } };
}

function speeches(query: URLSearchParams): object {
  const memberId = query.get('iid') ?? EXAMPLE_MEMBER;
  if (!EXAMPLE_MEMBERS.includes(memberId)) return { anforandelista: { '@antal': '0' } };
  const anforande = { ...example, intressent_id: memberId, anforandetext: '' };
  return { anforandelista: { '@antal': '1', anforande } };
}

const example = {
  dok_id: 'HX091',
  dok_datum: '2024-01-17 00:00:00',
  anforande_nummer: '3',
  avsnittsrubrik: 'Exempel: en debatt',
  talare: 'Exempel Ledamot',
  parti: '-',
  anforandetext: '<p>Exempel p&aring; ett anf&ouml;rande.</p>',
  intressent_id: EXAMPLE_MEMBER,
  rel_dok_id: 'HX01AU1',
  replik: 'N',
  protokoll_url_www: '//data.riksdagen.se/dokument/HX091.html',
};

function speech(id: string): object | null {
  const [, document, number] = /^(\w+)-(\d+)$/.exec(id) ?? [];
  if (!document || !isDocumentId(document)) return null;
  return { anforande: { ...example, dok_id: document, anforande_nummer: number } };
}
