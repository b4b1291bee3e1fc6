import { readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { riksdagen } from '../../src/sources/riksdagen/index.ts';
import { stortinget } from '../../src/sources/stortinget/index.ts';
import { fakeUpstream, type Route } from '../support/fake-upstream.ts';
import { type Graph, graphOver } from '../support/graph.ts';

/** The graph over a Riksdag that answers so. */
async function parliament(routes: Record<string, Route>) {
  const server = await fakeUpstream(routes);
  const graph: Graph = await graphOver([riksdagen], {
    mode: 'live',
    baseUrls: { riksdagen: server.url },
  });
  onTestFinished(() => graph.close());
  return { server, ask: (query: string) => graph.ask(query) };
}

const motion = (number: number, intressent: object) => ({
  dok_id: `HX02${number}`,
  doktyp: 'mot',
  titel: `Exempel ${number}`,
  datum: '2026-04-01',
  dokintressent: { intressent: { roll: 'undertecknare', namn: 'Exempel Ledamot', ...intressent } },
});
const documents = (...dokument: object[]) => ({
  json: { dokumentlista: { '@traffar': String(dokument.length), '@sidor': '1', '@sida': '1', dokument } },
});

describe('documents of a party', () => {
  const signed = [
    // The register's id of Niels Paarup-Petersen, whom the content knows.
    motion(1, { intressent_id: '0587736055221', partibet: '-' }),
    // Known to the parliament's list of the party's members only.
    motion(2, { intressent_id: '0000000000002', partibet: '-' }),
    motion(3, { intressent_id: '0000000000003', partibet: '-' }),
    motion(4, { intressent_id: '0000000000004', partibet: 'C' }),
    motion(5, { intressent_id: '0000000000005', partibet: 'KD' }),
    motion(6, { intressent_id: '', partibet: '-' }),
  ];
  const person = {
    intressent_id: '0000000000002',
    tilltalsnamn: 'Exempel',
    efternamn: 'Ledamot',
    parti: 'C',
  };
  const query =
    '{ party(code: "C") { documents(first: 20) { nodes { documentId } failures { source { slug } } } } }';

  it('hold those of members whose party the document leaves out, by the person’s id', async () => {
    const { server, ask } = await parliament({
      '/dokumentlista/': documents(...signed),
      '/personlista/': { json: { personlista: { '@hits': '1', person } } },
    });

    const { data, errors } = await ask(query);

    expect(errors).toEqual([]);
    expect(data.party.documents.nodes.map(({ documentId }: { documentId: string }) => documentId)).toEqual([
      'HX021',
      'HX022',
      'HX024',
    ]);
    expect(server.asked.filter((path) => path.includes('personlista'))).toEqual([
      expect.stringContaining('parti=C&rdlstatus=samtliga'),
    ]);
  });

  it('need no list of members where the documents or the content say everything', async () => {
    const { server, ask } = await parliament({
      '/dokumentlista/': documents(...signed.slice(0, 1), ...signed.slice(3)),
    });

    const { data } = await ask(query);

    expect(data.party.documents.nodes).toEqual([{ documentId: 'HX021' }, { documentId: 'HX024' }]);
    expect(server.asked).toHaveLength(1);
  });

  it('come without those that only the list of members could tell, and say so, when it fails', async () => {
    const { ask } = await parliament({
      '/dokumentlista/': documents(...signed),
      '/personlista/': { status: 400 },
    });

    const { data, failures } = await ask(query);

    expect(data.party.documents.nodes).toEqual([{ documentId: 'HX021' }, { documentId: 'HX024' }]);
    expect(data.party.documents.failures).toEqual([{ source: { slug: 'riksdagen' } }]);
    expect(failures).toMatchObject([{ source: 'riksdagen' }]);
  });

  it('are asked for by date, so that the newest are among them', async () => {
    const { server, ask } = await parliament({ '/dokumentlista/': documents() });

    await ask('{ party(code: "C") { documents(topic: "ai", first: 20) { nodes { documentId } } } }');

    expect(server.asked).toEqual([
      expect.stringMatching(/sok="artificiell intelligens".*sort=datum&sortorder=desc/),
    ]);
  });
});

describe('a committee report', () => {
  const head = { th: ['Parti', 'Ja', 'Nej', 'Avstående', 'Frånvarande'] };
  const rows = (title: string, ...td: string[][]) => ({
    tr: [{ td: { h4: `Omröstning i ${title}` } }, head, ...td.map((cells) => ({ td: cells }))],
  });
  const utskottsforslag = [
    {
      punkt: '1',
      rubrik: 'Exempel\r\nett',
      beslutstyp: 'röstning',
      votering_id: 'a1',
      votering_sammanfattning_html: {
        table: [
          rows(
            'sakfrågan',
            ['M', '0', '63', '0', '7'],
            ['NYD', '2', '0', '0', '0'],
            ['-', '1', '0', '0', '0'],
            ['Totalt', '3', '63', '0', '7'],
          ),
          rows('motivfrågan', ['M', '28', '1', '34', '7']),
        ],
      },
    },
    {
      punkt: '2',
      rubrik: 'Exempel två',
      beslutstyp: 'röstning',
      votering_id: 'a2',
      votering_sammanfattning_html: '<p>x',
    },
    { punkt: '3', rubrik: 'Exempel tre', beslutstyp: 'acklamation', votering_sammanfattning_html: null },
  ];
  const report = {
    json: { utskottsforslag: { dokument: { dok_id: 'HX01AU1' }, dokutskottsforslag: { utskottsforslag } } },
  };

  it('serves the vote on the matter by party, with the total and members without a party beside it', async () => {
    const { ask } = await parliament({
      '/dokumentlista/': documents({ dok_id: 'HX01AU1', doktyp: 'bet', titel: 'Exempel' }),
      '/utskottsforslag/HX01AU1.json': report,
    });

    const count = '{ partyCode party { code } yes no abstain absent }';
    const { data, errors } = await ask(
      `{ parliamentaryDocuments(query: "x") { nodes { votes { point heading voteId summaries ${count} total ${count} withoutParty ${count} } } } }`,
    );

    expect(errors).toEqual([]);
    const figures = (yes: number, no: number, abstain: number, absent: number) => ({
      yes,
      no,
      abstain,
      absent,
    });
    expect(data.parliamentaryDocuments.nodes[0].votes).toEqual([
      {
        point: 1,
        heading: 'Exempel ett',
        voteId: 'A1',
        summaries: [
          { partyCode: 'M', party: { code: 'M' }, ...figures(0, 63, 0, 7) },
          { partyCode: 'NYD', party: null, ...figures(2, 0, 0, 0) },
        ],
        total: { partyCode: null, party: null, ...figures(3, 63, 0, 7) },
        withoutParty: { partyCode: null, party: null, ...figures(1, 0, 0, 0) },
      },
      // It was put to the vote, so no figures means that they could not be read.
      { point: 2, heading: 'Exempel två', voteId: 'A2', summaries: null, total: null, withoutParty: null },
      { point: 3, heading: 'Exempel tre', voteId: null, summaries: [], total: null, withoutParty: null },
    ]);
  });
});

describe('how a party voted on a motion', () => {
  const point = (punkt: string, forslag: string, ...counts: string[]) => ({
    punkt,
    forslag,
    beslutstyp: 'röstning',
    votering_sammanfattning_html: {
      table: { tr: [{ th: ['Parti', 'Ja', 'Nej', 'Avstående', 'Frånvarande'] }, { td: ['FP', ...counts] }] },
    },
  });
  const routes = {
    '/dokumentlista/': documents({ ...motion(7, {}), rm: '2025/26', beteckning: '7' }),
    '/dokumentstatus/HX027.json': {
      json: {
        dokumentstatus: {
          dokument: { dok_id: 'HX027', doktyp: 'mot', rm: '2025/26', beteckning: '7' },
          dokreferens: {
            referens: { referenstyp: 'behandlas_i', ref_dok_id: 'HX01AU1', ref_dok_typ: 'bet' },
          },
        },
      },
    },
    '/utskottsforslag/HX01AU1.json': {
      json: {
        utskottsforslag: {
          dokument: { dok_id: 'HX01AU1' },
          dokutskottsforslag: {
            utskottsforslag: [
              point('1', 'Riksdagen avslår motion 2025/26:77 av Exempel', '1', '0', '0', '0'),
              point(
                '2',
                'Riksdagen avslår motionerna 2025/26:71 av A och 2025/26:7 av Exempel',
                '0',
                '15',
                '0',
                '1',
              ),
            ],
          },
        },
      },
    },
  };
  const query =
    '{ parliamentaryDocuments(query: "x") { nodes { partyVotes(party: "L") { point { point documentId } vote { yes no absent } } } } }';

  it('is read from the points of the report whose text names it', async () => {
    const { server, ask } = await parliament(routes);

    const { data, errors } = await ask(query);

    expect(errors).toEqual([]);
    expect(data.parliamentaryDocuments.nodes[0].partyVotes).toEqual([
      { point: { point: 2, documentId: 'HX01AU1' }, vote: { yes: 0, no: 15, absent: 1 } },
    ]);
    expect(server.asked).toHaveLength(3);
  });

  it('is null, and not “no vote”, where no report treats it', async () => {
    const json = { dokumentstatus: { dokument: { dok_id: 'HX027', doktyp: 'mot' }, dokreferens: null } };
    const { ask } = await parliament({ ...routes, '/dokumentstatus/HX027.json': { json } });

    expect((await ask(query)).data.parliamentaryDocuments.nodes[0].partyVotes).toBeNull();
  });
});

it('everybody named in the compass costs a request each for seats and for documents, and one a document and a report', async () => {
  const named = readFileSync(new URL('../../queries/persons-in-parliament.graphql', import.meta.url), 'utf8');
  const ids = [
    '0587736055221',
    '0364687971222',
    '0892978334516',
    '0308306375022',
    '0309480686522',
    '0624040854527',
  ];
  const uppdrag = {
    organ_kod: 'AU',
    roll_kod: 'Ledamot',
    typ: 'uppdrag',
    from: '2022-10-04',
    tom: '',
    uppgift: ['Arbetsmarknadsutskottet'],
  };
  const status = (number: number) => ({
    json: {
      dokumentstatus: {
        dokument: { dok_id: `HX02${number}`, doktyp: 'mot', rm: '2025/26', beteckning: String(number) },
        dokreferens: { referens: { ref_dok_id: 'HX01AU1', ref_dok_typ: 'bet' } },
      },
    },
  });
  const numbers = [1, 2, 3, 4, 5];
  const { server, ask } = await parliament({
    ...Object.fromEntries(
      ids.map((intressent_id) => [
        `/person/${intressent_id}/json`,
        {
          json: {
            personlista: {
              person: {
                intressent_id,
                efternamn: 'Exempel',
                status: 'Tjänstgörande riksdagsledamot',
                personuppdrag: { uppdrag },
              },
            },
          },
        },
      ]),
    ),
    '/dokumentlista/': documents(...numbers.map((number) => motion(number, {}))),
    ...Object.fromEntries(numbers.map((number) => [`/dokumentstatus/HX02${number}.json`, status(number)])),
    '/utskottsforslag/HX01AU1.json': {
      json: { utskottsforslag: { dokutskottsforslag: { utskottsforslag: [] } } },
    },
  });

  const { data, errors } = await ask(named);

  expect(errors).toEqual([]);
  expect(data.persons).toHaveLength(6);
  for (const { member } of data.persons) {
    expect(member).toMatchObject({
      status: 'Tjänstgörande riksdagsledamot',
      assignments: [{ bodyCode: 'AU' }],
    });
    expect(member.documents.nodes).toHaveLength(5);
  }
  // Six records, six lists, five motions that they share, and one report: the least that the API allows.
  expect(server.asked).toHaveLength(6 + 6 + 5 + 1);
});

describe('a speech', () => {
  const anforande = {
    dok_id: 'HX093',
    anforande_nummer: '12',
    dok_datum: '2026-04-01',
    avsnittsrubrik: 'Exempel',
    parti: 'FP',
    intressent_id: '0587736055221',
    anforandetext: '',
    rel_dok_id: 'HX10231',
    replik: 'J',
  };
  const speeches = (fields: string) =>
    `{ person(name: "Niels Paarup-Petersen") { member { speeches(first: 5) { ${fields} } } } }`;
  const routes = {
    '/person/0587736055221/json': {
      json: { personlista: { person: { intressent_id: '0587736055221', efternamn: 'Exempel', kon: 'man' } } },
    },
    '/anforandelista/': { json: { anforandelista: { anforande } } },
    '/anforande/HX093-12.json': {
      json: { anforande: { ...anforande, anforandetext: '<p>Fru talman!</p>' } },
    },
  };

  it('costs one more request when its text is asked for, and none before', async () => {
    const { server, ask } = await parliament(routes);

    await ask(speeches('heading isReply party { code }'));
    const before = server.asked.length;
    const { data } = await ask(speeches('heading isReply party { code } text'));

    expect(before).toBe(2);
    expect(server.asked.slice(2)).toEqual(['GET /anforande/HX093-12.json']);
    expect(data.person.member.speeches).toEqual([
      { heading: 'Exempel', isReply: true, party: { code: 'L' }, text: 'Fru talman!' },
    ]);
  });
});

it('speeches go on at an offset, and no further than they are listed', async () => {
  const anforande = ['2026-04-03', '2026-04-02', '2026-04-01'].map((day) => ({
    dok_id: `HX09${day.slice(-1)}`,
    anforande_nummer: '1',
    dok_datum: day,
    avsnittsrubrik: day,
    intressent_id: '0587736055221',
  }));
  const { ask } = await parliament({
    '/person/0587736055221/json': {
      json: { personlista: { person: { intressent_id: '0587736055221', efternamn: 'Exempel', kon: 'man' } } },
    },
    '/anforandelista/': { json: { anforandelista: { anforande } } },
  });
  const headings = async (page: string) => {
    const { data } = await ask(
      `{ person(name: "Niels Paarup-Petersen") { member { speeches(${page}) { heading } } } }`,
    );
    return data.person.member.speeches.map(({ heading }: { heading: string }) => heading);
  };

  expect(await headings('first: 2')).toEqual(['2026-04-03', '2026-04-02']);
  expect(await headings('first: 2, offset: 2')).toEqual(['2026-04-01']);
  const { errors } = await ask(
    '{ person(name: "Niels Paarup-Petersen") { member { speeches(offset: 201) { heading } } } }',
  );
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', message: expect.stringMatching(/^offset /) }]);
});

describe('the follow-up of a position', () => {
  // Question 1 is on digitalisation and the labour market; C names Niels Paarup-Petersen and Alireza Akhondi.
  const followUp = (fields: string) =>
    `{ question(questionnaire: "valkompass-2022", number: 1) { positions(parties: ["C"]) { followUp(first: 20) { nodes { ${fields} } } } } }`;
  const own = { intressent_id: '0000000000004', partibet: 'C' };
  const titled = (number: number, titel: string, more: object = {}) => ({
    ...motion(number, own),
    titel,
    ...more,
  });
  const found = [
    titled(1, 'Digitalisering av museer'),
    {
      ...titled(2, 'En ny strategi för arbetsmarknaden'),
      ...motion(2, { intressent_id: '0364687971222', partibet: 'C' }),
      titel: 'En ny strategi för arbetsmarknaden',
    },
    // The words are only in its text, which the full-text search has looked through.
    titled(3, 'Statsbudget för 2026'),
    titled(4, 'Digital konst i skolan'),
    titled(5, 'Digitalisering på nytt', { status: 'Motionen återkallad' }),
    {
      ...motion(6, { intressent_id: '0000000000005', partibet: 'KD' }),
      titel: 'Digitalisering enligt ett annat parti',
    },
    {
      dok_id: 'HX01AU1',
      doktyp: 'bet',
      titel: 'Arbetsmarknadspolitiken',
      datum: '2026-05-01',
      organ: 'AU',
      debatt: {
        anforande: [
          { talare: 'Exempel Ledamot (C)', parti: 'C', intressent_id: '0000000000004' },
          { talare: 'Annan (S)', parti: 'S', intressent_id: '0000000000009' },
        ],
      },
    },
    {
      dok_id: 'HX01AU2',
      doktyp: 'bet',
      titel: 'Arbetsmarknaden framöver',
      datum: '2027-05-01',
      status: 'planerat',
      organ: 'AU',
    },
  ];

  it('holds what the party has signed and what came to a vote, the nearest first, each with its reason', async () => {
    const { server, ask } = await parliament({
      '/dokumentlista/': documents(...found),
      '/anforandelista/': { json: { anforandelista: '' } },
    });

    const { data, errors } = await ask(
      followUp('kind why(lang: EN) score document { documentId } speakers { name }'),
    );

    expect(errors).toEqual([]);
    const [position] = data.question.positions;
    const ids = position.followUp.nodes.map(
      ({ document }: { document: { documentId: string } }) => document.documentId,
    );
    expect(new Set(ids)).toEqual(new Set(['HX021', 'HX022', 'HX01AU1']));
    const [first] = position.followUp.nodes;
    // Signed by somebody whom the answer names.
    expect(first).toMatchObject({ kind: 'SIGNED', document: { documentId: 'HX022' }, speakers: [] });
    expect(first.why).toMatch(
      /^Signed by a person the party names in its answer; title or summary shows: .*arbetsmarknad/i,
    );
    const report = position.followUp.nodes.find(({ kind }: { kind: string }) => kind === 'DECIDED');
    expect(report).toMatchObject({
      document: { documentId: 'HX01AU1' },
      speakers: [{ name: 'Exempel Ledamot' }],
    });
    for (const path of server.asked.filter((one) => one.includes('dokumentlista'))) {
      expect(path).toContain('from=2022-09-11&sort=datum');
    }
  });

  it('goes on after a cursor of at most 200 bytes, and refuses a damaged one', async () => {
    const { ask } = await parliament({
      '/dokumentlista/': documents(...found),
      '/anforandelista/': { json: { anforandelista: '' } },
    });
    const page = (after: string | null) =>
      ask(
        `{ question(questionnaire: "valkompass-2022", number: 1) { positions(parties: ["C"]) {
          followUp(first: 2, after: ${JSON.stringify(after)}) {
            nodes { document { documentId } }
            pageInfo { endCursor hasNextPage }
          }
        } } }`,
      );
    const shown = async (after: string | null) => (await page(after)).data.question.positions[0].followUp;

    const first = await shown(null);
    const { endCursor } = first.pageInfo;
    const second = await shown(endCursor);

    expect(endCursor.length).toBeLessThanOrEqual(200);
    expect(first.pageInfo.hasNextPage).toBe(true);
    expect([...first.nodes, ...second.nodes].map(({ document }) => document.documentId).sort()).toEqual([
      'HX01AU1',
      'HX021',
      'HX022',
    ]);
    expect((await page(endCursor.slice(0, -3))).errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
  });

  it('holds each debate on a topic in which the party spoke once, with its first speech', async () => {
    const speech = (
      anforande_nummer: string,
      avsnittsrubrik: string,
      intressent_id: string,
      dok_datum = '2026-01-01',
    ) => ({
      dok_id: 'HX093',
      anforande_nummer,
      avsnittsrubrik,
      intressent_id,
      dok_datum,
      parti: 'C',
    });
    const anforande = [
      speech('1', 'Arbetsmarknad', '0000000000004'),
      speech('3', 'Arbetsmarknad', '0364687971222'),
      speech('5', 'Jakt', '0364687971222'),
      // Before the answer.
      speech('7', 'Digitalisering', '0000000000004', '2022-01-01'),
    ];
    const { server, ask } = await parliament({
      '/dokumentlista/': documents(),
      '/anforandelista/': { json: { anforandelista: { anforande } } },
    });

    const { data } = await ask(
      followUp('kind why(lang: EN) document { documentId } speech { heading date }'),
    );

    expect(data.question.positions[0].followUp.nodes).toEqual([
      {
        kind: 'SAID',
        why: expect.stringMatching(
          /^A person the party names in its answer spoke in the debate; .*Labour market/,
        ),
        document: null,
        speech: { heading: 'Arbetsmarknad', date: '2026-01-01' },
      },
    ]);
    expect(server.asked.filter((path) => path.includes('anforandelista'))).toHaveLength(2);
  });

  it('is empty where nothing was found', async () => {
    const { ask } = await parliament({
      '/dokumentlista/': documents(),
      '/anforandelista/': { json: { anforandelista: '' } },
    });

    const { data } = await ask(followUp('kind'));

    expect(data.question.positions[0].followUp.nodes).toEqual([]);
  });
});

describe('persons by name', () => {
  const person = (intressent_id: string, tilltalsnamn: string, efternamn: string, parti: string) => ({
    intressent_id,
    tilltalsnamn,
    efternamn,
    parti,
  });
  const register = (...found: object[]) => ({
    json: { personlista: { '@hits': String(found.length), person: found } },
  });
  const three = register(
    person('0000000000001', 'Exempel', 'Ek-Åsen', 'C'),
    person('0000000000002', 'Exempel', 'Ek Asen', 'FP'),
    person('0000000000003', 'Exempel', 'Ek-Åsen', 'S'),
    person('0000000000004', 'Exempel', 'Ekåsen', 'C'),
  );
  const member = (args: string) => `{ memberOfParliament(parliaments: ["riksdagen"], ${args}) { memberId } }`;

  it('that fit three members are null, with the candidates', async () => {
    const { ask } = await parliament({ '/personlista/': three });

    const { data, errors } = await ask(member('name: "exempel ek asen"'));

    expect(data.memberOfParliament).toBeNull();
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
  });

  it.each([
    ['name: "Exempel Ek-Åsen", party: "C"', '0000000000001'],
    // The Liberals of today, by the code of then.
    ['name: "Exempel Ek-Åsen", party: "FP"', '0000000000002'],
    ['name: "Exempel Ekåsen"', '0000000000004'],
    ['name: "Exempel Ek"', null],
    ['name: "Ekåsen"', null],
  ])('and the party find one or nobody: %s', async (args, expected) => {
    const { ask } = await parliament({ '/personlista/': three });

    const { data, errors } = await ask(member(args));

    expect(errors).toEqual([]);
    expect(data.memberOfParliament?.memberId ?? null).toBe(expected);
  });

  it('find the six persons of the compass by their ids, and none of fifty near names', async () => {
    const { ask } = await parliament({});
    const six = [
      'Niels Paarup Petersen',
      'alireza akhondi',
      'Michael Anefur',
      'ROGER HADDAD',
      'Leila Ali-Elmi',
      'Emma Berginger',
    ];
    const near = six
      .flatMap((name) => {
        const [first = '', ...rest] = name.split(' ');
        const last = rest.join(' ');
        return [
          last,
          first,
          `${first}a ${last}`,
          `${last} ${first}`,
          `${first} ${last}s`,
          `${first} ${last.slice(1)}`,
          `Anna ${last}`,
          `${first} Andersson`,
          `${name} Berg`,
        ];
      })
      .slice(0, 50);

    const named = async (name: string) =>
      (await ask(`{ person(name: ${JSON.stringify(name)}) { identifiers { scheme value } } }`)).data.person;
    const found = await Promise.all(six.map(named));

    expect(
      found.map(
        (one) => one.identifiers.find(({ scheme }: { scheme: string }) => scheme === 'riksdagen').value,
      ),
    ).toEqual([
      '0587736055221',
      '0364687971222',
      '0892978334516',
      '0308306375022',
      '0309480686522',
      '0624040854527',
    ]);
    expect(near).toHaveLength(50);
    expect(await Promise.all(near.map(named))).toEqual(near.map(() => null));
  });

  it('may be an identifier instead', async () => {
    const { ask } = await parliament({});

    const { data } = await ask('{ person(identifier: "riksdagen:0308306375022") { name } }');

    expect(data.person).toEqual({ name: 'Roger Haddad' });
  });
});

it('a member of the Storting is found by name and by the id in the content, with seats, beside the Riksdag', async () => {
  const graph = await graphOver([riksdagen, stortinget], { mode: 'sample' });
  onTestFinished(() => graph.close());

  const { data, errors } = await graph.ask(
    '{ memberOfParliament(name: "hadia tajik") { parliament memberId } person(name: "Hadia Tajik") { member { parliament gender assignments { body from } } } }',
  );

  expect(errors).toEqual([]);
  expect(data).toEqual({
    memberOfParliament: { parliament: 'stortinget', memberId: 'HTA' },
    person: {
      member: {
        parliament: 'stortinget',
        gender: 'FEMALE',
        assignments: [{ body: 'Stortinget', from: '2021-10-01' }],
      },
    },
  });
});

it('votes of parties in the Storting are summed up from its members', async () => {
  const graph = await graphOver([stortinget], { mode: 'sample' });
  onTestFinished(() => graph.close());

  const { data, errors } = await graph.ask(
    '{ parliamentaryDocuments(query: "arbeid", first: 1) { nodes { votes { summaries { partyCode party { code } yes no absent } total { yes } votes { nodes { vote party { code } } } } } } }',
  );

  expect(errors).toEqual([]);
  expect(data.parliamentaryDocuments.nodes[0].votes.slice(0, 1)).toEqual([
    {
      summaries: [{ partyCode: 'A', party: { code: 'A' }, yes: 1, no: 0, absent: 0 }],
      total: { yes: 1 },
      votes: { nodes: [{ vote: 'YES', party: { code: 'A' } }] },
    },
  ]);
});

it('a cursor of members’ votes that is none is bad input', async () => {
  const graph = await graphOver([riksdagen], { mode: 'sample' });
  onTestFinished(() => graph.close());

  for (const after of ['x', '', Buffer.from('offset:-1').toString('base64url')]) {
    const { errors } = await graph.ask(
      `{ parliamentaryDocuments(query: "arbete", types: ["bet"], first: 1) { nodes { votes { votes(first: 2, after: ${JSON.stringify(after)}) { totalCount } } } } }`,
    );

    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['BAD_USER_INPUT']));
  }
});

describe('the comparison of parties', () => {
  const row = (party: string, ...counts: number[]) => ({ td: [party, ...counts.map(String)] });
  const point = (punkt: string, ...rows: object[]) => ({
    punkt,
    rubrik: `Punkt ${punkt}`,
    beslutstyp: 'röstning',
    votering_id: `A${punkt}`,
    votering_sammanfattning_html: {
      table: {
        tr: [
          { td: { h4: 'Omröstning i sakfrågan' } },
          { th: ['Parti', 'Ja', 'Nej', 'Avstående', 'Frånvarande'] },
          ...rows,
        ],
      },
    },
  });
  const report = (dok_id: string, ...utskottsforslag: object[]) => ({
    json: { utskottsforslag: { dokument: { dok_id }, dokutskottsforslag: { utskottsforslag } } },
  });
  const bet = (dok_id: string, titel: string) => ({ dok_id, doktyp: 'bet', titel, datum: '2026-05-01' });
  const query =
    '{ compareParties(topic: "labour-market", parties: ["C", "FP"]) { parties { code } share points alike leftOut votes { documentId point } } }';

  it('counts the points of reports on the topic, one request a report', async () => {
    const { server, ask } = await parliament({
      '/dokumentlista/': documents(
        bet('HX01AU1', 'Arbetsmarknad'),
        bet('HX01AU2', 'Något annat'),
        bet('HX01AU3', 'Arbetsmarknaden'),
      ),
      '/utskottsforslag/HX01AU1.json': report(
        'HX01AU1',
        point('1', row('C', 20, 0, 0, 1), row('L', 15, 0, 0, 0)),
        point('2', row('C', 20, 0, 0, 1), row('L', 0, 15, 0, 0)),
        // A point that cannot be read is left out, and does not count as agreement.
        { ...point('3'), votering_sammanfattning_html: '<p>' },
      ),
      '/utskottsforslag/HX01AU3.json': report(
        'HX01AU3',
        point('1', row('C', 0, 0, 0, 21), row('FP', 15, 0, 0, 0)),
      ),
    });

    const { data, errors } = await ask(query);

    expect(errors).toEqual([]);
    expect(data.compareParties).toEqual([
      {
        parties: [{ code: 'C' }, { code: 'L' }],
        share: 50,
        points: 2,
        alike: 1,
        leftOut: 1,
        votes: [
          { documentId: 'HX01AU1', point: 1 },
          { documentId: 'HX01AU1', point: 2 },
        ],
      },
    ]);
    expect(server.asked).toHaveLength(3);
  });

  it('reads twenty reports a page, and says how many it has read and how many there are', async () => {
    const ids = Array.from({ length: 22 }, (_, at) => `HX01AU${at + 1}`);
    const { server, ask } = await parliament({
      '/dokumentlista/': documents(...ids.map((id) => bet(id, 'Arbetsmarknad'))),
      ...Object.fromEntries(
        ids.map((id) => [
          `/utskottsforslag/${id}.json`,
          report(id, point('1', row('C', 20, 0, 0, 1), row('FP', 15, 0, 0, 0))),
        ]),
      ),
    });
    const page = (number: number) =>
      ask(
        `{ compareParties(topic: "labour-market", parties: ["C", "L"], page: ${number}) { points reports reportsFound } }`,
      );

    const first = await page(1);
    const asked = server.asked.length;
    const second = await page(2);
    const beyond = await page(3);

    expect(first.data.compareParties).toEqual([{ points: 20, reports: 20, reportsFound: 22 }]);
    expect(second.data.compareParties).toEqual([{ points: 2, reports: 2, reportsFound: 22 }]);
    expect(server.asked.length - asked).toBe(2);
    expect(beyond.data.compareParties).toEqual([{ points: 0, reports: 0, reportsFound: 22 }]);
    expect((await page(0)).errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
  });

  it('goes on without a report that fails, and names the failure', async () => {
    const { ask } = await parliament({
      '/dokumentlista/': documents(bet('HX01AU1', 'Arbetsmarknad'), bet('HX01AU3', 'Arbetsmarknaden')),
      '/utskottsforslag/HX01AU1.json': report(
        'HX01AU1',
        point('1', row('C', 20, 0, 0, 1), row('L', 15, 0, 0, 0)),
      ),
      '/utskottsforslag/HX01AU3.json': { status: 400 },
    });

    const { data, failures } = await ask(query);

    expect(data.compareParties).toMatchObject([{ share: 100, points: 1 }]);
    expect(failures).toMatchObject([{ source: 'riksdagen' }]);
  });

  it('refuses an unknown party, and one party alone', async () => {
    const { ask } = await parliament({});

    for (const parties of ['["C", "NYD"]', '["L", "FP"]']) {
      const { errors } = await ask(
        `{ compareParties(topic: "labour-market", parties: ${parties}) { share } }`,
      );
      expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
    }
  });
});
