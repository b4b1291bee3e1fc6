import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentList } from '../../../src/sources/riksdagen/document-list.ts';
import { documentStatus } from '../../../src/sources/riksdagen/documents.ts';
import { riksdagen } from '../../../src/sources/riksdagen/index.ts';
import { personList } from '../../../src/sources/riksdagen/persons.ts';
import { committeeReport } from '../../../src/sources/riksdagen/report.ts';
import { oneSpeech, speechList } from '../../../src/sources/riksdagen/speeches.ts';
import { voteList } from '../../../src/sources/riksdagen/votes.ts';
import { SourceError } from '../../../src/upstream/errors.ts';
import { decodeAtOnce } from '../../support/decode-at-once.ts';
import { fakeUpstream, type Route } from '../../support/fake-upstream.ts';
import { recordedFile, recordedText } from '../../support/recorded.ts';
import { runs } from '../../support/runs.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

async function parliament(routes: Record<string, Route>) {
  const server = await fakeUpstream(routes);
  const operations = riksdagen.open(testUpstream({ ...riksdagen, baseUrl: server.url }));
  return { server, operations };
}

const id = '0000000000001';
const person = (changes: object = {}) => ({
  intressent_id: id,
  tilltalsnamn: 'Exempel',
  efternamn: 'Ledamot',
  parti: 'C',
  valkrets: '',
  status: null,
  fodd_ar: '1976',
  personuppdrag: '',
  ...changes,
});
const persons = (...found: object[]) => ({
  json: { personlista: { '@hits': String(found.length), person: found.length === 1 ? found[0] : found } },
});
const assignment = (changes: object) => ({
  organ_kod: 'kam',
  roll_kod: 'Riksdagsledamot',
  status: 'Tjänstgörande',
  typ: 'kammaruppdrag',
  from: '2018-09-24',
  tom: '2022-09-26 11:00:00',
  uppgift: [{}],
  ...changes,
});

describe('members', () => {
  it('cost one call each, all at once, and an unknown one is null', async () => {
    const { server, operations } = await parliament({
      [`/person/${id}/json`]: { ...persons(person()), atOnce: 3 },
      '/person/0000000000002/json': { json: { personlista: { '@hits': '0' } }, atOnce: 3 },
      '/person/0000000000003/json': { status: 404, atOnce: 3 },
    });

    const found = await operations.members([id, '0000000000002', '0000000000003', id, 'not-an-id'], aCall());

    expect([...found].map(([key, one]) => [key, one && 'name' in one ? one.name : one])).toEqual([
      [id, 'Exempel Ledamot'],
      ['0000000000002', null],
      ['0000000000003', null],
      ['not-an-id', null],
    ]);
    expect(server.asked).toHaveLength(3);
    expect(server.mostAtOnce()).toBe(3);
  });

  it('that fail do so beside those that do not', async () => {
    const { operations } = await parliament({
      [`/person/${id}/json`]: persons(person()),
      '/person/0000000000002/json': { status: 400 },
    });

    const found = await operations.members([id, '0000000000002'], aCall());

    expect(found.get(id)).toMatchObject({ memberId: id });
    expect(found.get('0000000000002')).toBeInstanceOf(SourceError);
  });

  it('come with numbers as numbers, days as days, and nothing as null', async () => {
    const uppdrag = assignment({});
    const { operations } = await parliament({
      '*': persons(person({ personuppdrag: { uppdrag }, bild_url_192: '//data.riksdagen.se/a.jpg' })),
    });

    const found = (await operations.members([id], aCall())).get(id);

    expect(found).toMatchObject({
      born: 1976,
      constituency: null,
      status: null,
      imageUrl: 'https://data.riksdagen.se/a.jpg',
      assignments: [{ role: 'Riksdagsledamot', body: 'Kammaren', from: '2018-09-24', to: '2022-09-26' }],
      provenance: { attribution: 'Källa: Sveriges riksdag' },
    });
  });

  it('have their seats newest first, without the reason for an absence', async () => {
    const uppdrag = [
      assignment({ from: '2014-09-29' }),
      assignment({
        organ_kod: 'AU',
        roll_kod: 'Ledamot',
        status: null,
        typ: 'uppdrag',
        from: '2018-10-02',
        uppgift: ['Arbetsmarknadsutskottet'],
      }),
      assignment({ status: 'Ledig', from: '2020-01-01', uppgift: ['sjukdom'] }),
      assignment({
        organ_kod: 'KD',
        roll_kod: 'Ledamot',
        typ: 'Riksdagsorgan',
        from: '2010-01-01',
        uppgift: ['Krigsdelegationen'],
      }),
      assignment({ organ_kod: 'KD', roll_kod: 'Gruppledare', typ: 'partiuppdrag', from: '2009-01-01' }),
    ];
    const { operations } = await parliament({ '*': persons(person({ personuppdrag: { uppdrag } })) });

    const found = (await operations.members([id], aCall())).get(id);

    expect(found && 'assignments' in found && found.assignments?.map(({ body }) => body)).toEqual([
      'Arbetsmarknadsutskottet',
      'Kammaren',
      'Krigsdelegationen',
      'KD',
    ]);
  });

  it.each([
    ['FP', 'L'],
    ['fp', 'L'],
    ['-', null],
    ['', null],
    ['mp', 'MP'],
  ])('of party %j are of %j', async (parti, expected) => {
    const { operations } = await parliament({ '*': persons(person({ parti })) });

    expect((await operations.members([id], aCall())).get(id)).toMatchObject({ partyCode: expected });
  });

  it('of a party are those who serve, or all who ever did', async () => {
    const { server, operations } = await parliament({
      '/personlista/': persons(person(), person({ intressent_id: '2' })),
    });

    const { items, total } = await operations.membersOfParty('C', { active: true }, aCall());
    await operations.membersOfParty('C', { active: false }, aCall());

    expect([items.length, total]).toEqual([2, 2]);
    expect(server.asked[0]).toContain('parti=C&rdlstatus=&');
    expect(server.asked[1]).toContain('rdlstatus=samtliga');
  });
});

const document = (number: number) => ({
  dok_id: `HX02${number}`,
  id: `hx02${number}`,
  doktyp: 'mot',
  titel: `Dokument &ndash; ${number}`,
  rm: '2025/26',
  beteckning: String(number),
  datum: '2026-02-01 00:00:00',
  dokument_url_html: `//data.riksdagen.se/dokument/HX02${number}.html`,
});
const documents = (page: number, dokument: unknown, more: object = {}) => ({
  json: { dokumentlista: { '@traffar': '5', '@sidor': '3', '@sida': String(page), dokument, ...more } },
});

describe('documents', () => {
  it('are requested in one page, with all filters', async () => {
    const { server, operations } = await parliament({ '/dokumentlista/': documents(3, document(5)) });

    const { items, total } = await operations.documents(
      {
        anyOf: ['öppna data', 'AI'],
        types: ['mot', 'ip'],
        memberId: id,
        committee: 'AU',
        session: '2025/26',
        from: '2025-09-01',
      },
      { offset: 4, limit: 2 },
      aCall(),
    );

    expect(total).toBe(5);
    expect(items[0]).toMatchObject({
      documentId: 'HX025',
      title: 'Dokument – 5',
      date: '2026-02-01',
      session: '2025/26',
    });
    expect(items[0]?.url).toBe('https://data.riksdagen.se/dokument/HX025.html');
    expect(server.asked).toEqual([
      'GET /dokumentlista/?sok="öppna data" OR AI&doktyp=mot,ip&iid=0000000000001&org=AU&rm=2025/26&from=2025-09-01' +
        '&sort=datum&sortorder=desc&utformat=json&sz=2&p=3',
    ]);
  });

  it.each([
    ['text', { text: 'AI' }, 'sok=AI&'],
    ['text and terms', { text: 'AI', anyOf: ['a', 'b c'] }, 'sok=AI (a OR "b c")&'],
    ['a term with quotes in it', { anyOf: ['a" OR b'] }, 'sok="a  OR b"&'],
    ['nothing', {}, '?sort=datum&'],
  ])('are searched by %s', async (_, query, expected) => {
    const { server, operations } = await parliament({ '/dokumentlista/': documents(1, []) });

    await operations.documents(query, { offset: 0, limit: 2 }, aCall());

    expect(server.asked[0]).toContain(expected);
  });

  it('end where the same page comes again', async () => {
    const { operations } = await parliament({
      '/dokumentlista/': documents(3, [document(4), document(5)], {
        '@nasta_sida': 'http://data.riksdagen.se/…',
      }),
    });

    const { items, total } = await operations.documents({}, { offset: 400, limit: 2 }, aCall());

    expect([items, total]).toEqual([[], 5]);
  });

  it('are counted without fetching any to show', async () => {
    const { server, operations } = await parliament({ '/dokumentlista/': documents(1, document(1)) });

    const { items, total } = await operations.documents({}, { offset: 0, limit: 0 }, aCall());

    expect([items, total]).toEqual([[], 5]);
    expect(server.asked[0]).toContain('sz=1&p=1');
  });

  it('name who signed, and not the minister who is to answer', async () => {
    const intressent = [
      { roll: 'undertecknare', namn: 'Exempel  Ledamot', partibet: '-', intressent_id: id },
      { roll: 'ställdtill', namn: 'Exempel Statsråd', partibet: 'S', intressent_id: '2' },
    ];
    const { operations } = await parliament({
      '/dokumentlista/': documents(1, { ...document(1), dokintressent: { intressent } }),
    });

    const { items } = await operations.documents({}, { offset: 0, limit: 1 }, aCall());

    expect(items[0]?.signatories).toEqual([{ name: 'Exempel Ledamot', memberId: id, partyCode: null }]);
  });

  it('are read one at a time, also with comments in the JSON', async () => {
    const body = `{ /* generated */ "dokumentstatus": { "dokument": ${JSON.stringify(document(1))}, "dokintressent": "" } }`;
    const { operations } = await parliament({ '/dokumentstatus/HX021.json': { body }, '*': { status: 404 } });

    const found = await operations.document('HX021', aCall());

    expect(found).toMatchObject({ documentId: 'HX021', signatories: [] });
    expect(await operations.document('HX029999', aCall())).toBeNull();
    expect(await operations.document('../x', aCall())).toBeNull();
  });
});

describe('votes of a member', () => {
  const vote = (changes: object) => ({
    votering_id: 'A',
    intressent_id: id,
    rm: '2025/26',
    beteckning: 'AU1',
    punkt: '3',
    parti: 'C',
    rost: 'Ja',
    avser: 'sakfrågan',
    dok_id: 'HX01AU1',
    systemdatum: '2026-01-02 16:00:00',
    ...changes,
  });

  it('come each once, newest first, on the matter only', async () => {
    const votering = [
      vote({}),
      vote({}),
      vote({ votering_id: 'B', rost: 'Frånvarande', systemdatum: '2026-02-02 16:00:00' }),
      vote({ votering_id: 'C', rost: 'Avstår', systemdatum: '2025-02-02' }),
      vote({ votering_id: 'D', avser: 'motivfrågan' }),
      vote({ votering_id: 'E', rost: 'Kanske' }),
    ];
    const { server, operations } = await parliament({
      '/voteringlista/': { json: { voteringlista: { votering } } },
    });

    const found = await operations.votes?.({ memberId: id, session: '2025/26', designation: 'AU1' }, aCall());

    // The time of the system orders the votes, and is no day of a vote.
    expect(found?.map(({ vote: value, date }) => [value, date])).toEqual([
      ['ABSENT', null],
      ['YES', null],
      ['ABSTAIN', null],
    ]);
    expect(found?.[1]).toMatchObject({ report: '2025/26:AU1', point: 3, documentId: 'HX01AU1' });
    expect(server.asked[0]).toContain(`iid=${id}&rm=2025/26&bet=AU1&`);
  });

  it.each([
    { voteringlista: '' },
    { voteringlista: { '@antal': '0' } },
    { voteringlista: { votering: null } },
  ])('may be none: %j', async (json) => {
    const { operations } = await parliament({ '/voteringlista/': { json } });

    expect(await operations.votes?.({ memberId: id }, aCall())).toEqual([]);
  });
});

describe('speeches', () => {
  const speech = (text: string, day: string) => ({
    dok_id: 'HX091',
    dok_datum: `${day} 00:00:00`,
    intressent_id: id,
    anforande_nummer: '7',
    avsnittsrubrik: 'En debatt om arbete',
    underrubrik: 'Under&shy;rubrik',
    rel_dok_id: 'HX01AU1',
    replik: 'Y',
    anforandetext: text,
    protokoll_url_www: '//data.riksdagen.se/dokument/HX091.html',
  });
  const list = {
    json: {
      anforandelista: { anforande: [speech('', '2026-01-01'), speech('<p>Om &ouml;l</p>', '2026-01-02')] },
    },
  };

  it('come newest first, with heading, reply and related document, and without a text where the list has none', async () => {
    const { operations } = await parliament({ '/anforandelista/': list });

    const found = await operations.speeches?.({ memberId: id }, 5, aCall());

    expect(found?.map(({ text, date }) => [text, date])).toEqual([
      ['Om öl', '2026-01-02'],
      [null, '2026-01-01'],
    ]);
    expect(found?.[0]).toMatchObject({
      heading: 'En debatt om arbete: Underrubrik',
      isReply: true,
      relatedDocumentId: 'HX01AU1',
      speechId: 'HX091-7',
    });
  });

  it.each([
    ['debatt arbete', 2],
    ['DEBATTEN', 0],
    ['under', 2],
    // Not in the heading, though the text has it.
    ['öl', 0],
  ])('are found by the words of their heading: %s', async (text, expected) => {
    const { operations } = await parliament({ '/anforandelista/': list });

    expect(await operations.speeches?.({ memberId: id, text }, 5, aCall())).toHaveLength(expected);
  });

  it('have their text at their own address', async () => {
    const { server, operations } = await parliament({
      '/anforande/HX091-7.json': { json: { anforande: speech('<p>Herr talman!</p>', '2026-01-01') } },
      '/anforande/HX091-8.json': { json: { anforande: speech('Ett annat', '2026-01-01') } },
      '*': { status: 404 },
    });

    expect(await operations.speech?.('HX091-7', aCall())).toMatchObject({ text: 'Herr talman!' });
    // Another speech came.
    await expect(operations.speech?.('HX091-8', aCall())).rejects.toThrow(SourceError);
    expect(await operations.speech?.('HX091-9', aCall())).toBeNull();
    expect(await operations.speech?.('HX091', aCall())).toBeNull();
    expect(server.asked).toHaveLength(3);
  });
});

it('refuses what another member has said or voted', async () => {
  const { operations } = await parliament({
    '/voteringlista/': {
      json: {
        voteringlista: { votering: [{ intressent_id: '0000000000002', rost: 'Ja', votering_id: 'A' }] },
      },
    },
    '/anforandelista/': {
      json: { anforandelista: { anforande: { intressent_id: '0000000000002', avsnittsrubrik: 'Exempel' } } },
    },
  });

  await expect(operations.votes?.({ memberId: id }, aCall())).rejects.toThrow(SourceError);
  await expect(operations.speeches?.({ memberId: id }, 5, aCall())).rejects.toThrow(SourceError);
});

describe('the votes of all members in one vote', () => {
  const voteId = '00000000-0000-4000-8000-00000000000A';
  const row = (changes: object) => ({
    votering_id: voteId.toLowerCase(),
    intressent_id: id,
    parti: 'FP',
    punkt: '2',
    rost: 'Nej',
    avser: 'sakfrågan',
    datum: '2026-04-27 00:00:00',
    ...changes,
  });

  it('come each once, on the matter, with the day of the vote', async () => {
    const votering = [
      row({}),
      row({}),
      row({ avser: 'motivfrågan', rost: 'Ja' }),
      row({ intressent_id: '2', parti: '-', rost: 'Ja' }),
    ];
    const { operations } = await parliament({
      [`/votering/${voteId}/json`]: { json: { votering: { dokvotering: { votering } } } },
    });

    const found = await operations.memberVotes(voteId, aCall());

    expect(found?.map(({ memberId, partyCode, vote, date }) => [memberId, partyCode, vote, date])).toEqual([
      [id, 'L', 'NO', '2026-04-27'],
      ['2', null, 'YES', '2026-04-27'],
    ]);
  });

  it('are an error for another vote than the one asked for, and null for what is no id', async () => {
    const other = {
      json: { votering: { dokvotering: { votering: row({ votering_id: `${voteId.slice(0, -1)}B` }) } } },
    };
    const { server, operations } = await parliament({ [`/votering/${voteId}/json`]: other });

    await expect(operations.memberVotes(voteId, aCall())).rejects.toThrow(SourceError);
    expect(await operations.memberVotes('../x', aCall())).toBeNull();
    expect(server.asked).toHaveLength(1);
  });
});

it('asks as few requests as the API allows, whatever is asked', async () => {
  const vote = '00000000-0000-4000-8000-000000000001';
  const routes: Record<string, Route> = {
    '*': { status: 404 },
    [`/person/${id}/json`]: persons(person()),
    '/personlista/': persons(person(), person({ intressent_id: '2' })),
    '/dokumentlista/': documents(1, document(1)),
    '/voteringlista/': { json: { voteringlista: '' } },
    '/anforandelista/': { json: { anforandelista: '' } },
  };
  const asked = async (
    ask: (operations: Awaited<ReturnType<typeof parliament>>['operations']) => Promise<unknown>,
  ) => {
    const { server, operations } = await parliament(routes);
    await ask(operations);
    return server.asked.length;
  };

  expect({
    member: await asked((riksdag) => riksdag.members([id], aCall())),
    party: await asked((riksdag) => riksdag.membersOfParty('C', { active: false }, aCall())),
    name: await asked((riksdag) => riksdag.membersNamed('Exempel Ledamot', aCall())),
    surname: await asked((riksdag) => riksdag.membersNamed('Ledamot', aCall())),
    page: await asked((riksdag) => riksdag.documents({ text: 'x' }, { offset: 60, limit: 20 }, aCall())),
    document: await asked((riksdag) => riksdag.document('HX021', aCall())),
    report: await asked((riksdag) => riksdag.report('HX01AU1', aCall())),
    votes: await asked(async (riksdag) => riksdag.votes?.({ memberId: id, session: '2025/26' }, aCall())),
    memberVotes: await asked((riksdag) => riksdag.memberVotes(vote, aCall())),
    speeches: await asked(async (riksdag) => riksdag.speeches?.({ memberId: id }, 20, aCall())),
  }).toEqual({
    member: 1,
    party: 1,
    name: 1,
    // Nobody is looked for by a surname alone.
    surname: 0,
    page: 1,
    document: 1,
    report: 1,
    votes: 1,
    memberVotes: 1,
    speeches: 1,
  });
});

describe('any JSON', () => {
  const schemas = {
    personList,
    documentList,
    documentStatus,
    committeeReport,
    voteList,
    speechList,
    oneSpeech,
  };
  const names = [
    'personlista',
    'person',
    'personuppdrag',
    'uppdrag',
    'dokumentlista',
    'dokument',
    'dokumentstatus',
    'dokintressent',
    'intressent',
    'utskottsforslag',
    'dokutskottsforslag',
    'punkt',
    'votering_sammanfattning_html',
    'table',
    'tr',
    'td',
    'th',
    'voteringlista',
    'votering',
    'rost',
    'anforandelista',
    'anforande',
    'dok_id',
    'titel',
    'uppgift',
  ];
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 6 },
      fc.constantFrom('', null, 'Ja', '1', 7, true),
      tie('list'),
      tie('object'),
    ),
    list: fc.array(tie('tree'), { maxLength: 3 }),
    object: fc.dictionary(fc.constantFrom(...names), tie('tree'), { maxKeys: 5 }),
  }));

  it.each(Object.entries(schemas))('is read by %s, or refused with a typed error', (_, schema) => {
    fc.assert(
      fc.property(fc.oneof(tree, fc.jsonValue()), (value) => {
        try {
          decodeAtOnce('riksdagen', JSON.stringify(value), { format: 'json', schema });
        } catch (error) {
          expect(error).toBeInstanceOf(SourceError);
        }
      }),
      { numRuns: runs(300) },
    );
  });
});

/**
 * The figures of a report as a person reads them: line by line down the text, from a title with “sakfrågan” to “Totalt”.
 * It shares nothing with the decoder.
 */
function byTitle(json: string): [string, string[]][] {
  return json
    .split('"punkt": "')
    .slice(1)
    .map((part): [string, string[]] => {
      const [number = ''] = part.split('"');
      const table = /i sakfrågan"[\s\S]*?"Totalt"/.exec(part)?.[0] ?? '';
      const rows = [...table.matchAll(/"td": \[\s*((?:"[^"]*",?\s*){5})\]/g)];
      return [
        number,
        rows.map(([, row = '']) => [...row.matchAll(/"([^"]*)"/g)].map(([, cell]) => cell).join(' ')),
      ];
    });
}

describe.skipIf(!recordedFile('riksdagen'))('recorded answers', () => {
  const recorded = (name: string) => ({
    body: recordedText(`riksdagen/${name}`),
    headers: { 'content-type': 'application/json' },
  });

  it('of one person are read', async () => {
    const { operations } = await parliament({
      '*': recorded('personlista_one_hit_person_is_object_2020.json'),
    });

    const found = (await operations.members(['014386615025'], aCall())).get('014386615025');

    expect(found).toMatchObject({
      partyCode: 'V',
      constituency: 'Stockholms kommun',
      born: 1976,
      gender: 'MALE',
    });
    expect(found && 'assignments' in found && found.assignments?.[0]).toMatchObject({ from: '2018-10-02' });
  });

  it('of a document list are read, with one document and with several', async () => {
    const { operations } = await parliament({
      '/dokumentlista/?sort=datum&sortorder=desc&utformat=json&sz=3&p=1': recorded(
        'dokumentlista_bet_2026_page1.json',
      ),
      '/dokumentlista/': recorded('dokumentlista_one_hit_dokument_is_object_2013-14_AU2.json'),
    });

    const many = await operations.documents({}, { offset: 0, limit: 3 }, aCall());
    const one = await operations.documents({ session: '2013/14' }, { offset: 0, limit: 1 }, aCall());

    expect(many.total).toBe(74_773);
    expect(many.items.map(({ documentId }) => documentId)).toEqual(['HE01FiU8', 'HD01KU45', 'HD01JuU47']);
    expect(one.items).toMatchObject([{ documentId: 'H101AU2', designation: 'AU2', date: '2013-12-10' }]);
  });

  it('of a document are read, with who signed', async () => {
    const { operations } = await parliament({ '*': recorded('dokumentstatus_motion_H102So1_2013.json') });

    const found = await operations.document('H102So1', aCall());

    expect(found).toMatchObject({ type: 'mot', session: '2013/14', subtitle: 'av Eva Olofsson m.fl. (V)' });
    expect(found?.signatories.length).toBeGreaterThan(0);
  });

  it('of one vote give each member, with the party and the day of the vote', async () => {
    const { operations } = await parliament({ '*': recorded('votering_by_id_2014.json') });

    const votes = await operations.memberVotes('0fb60cf3-e44d-4908-8aec-1d4ae1cec4c7', aCall());

    expect(votes?.map(({ partyCode, vote, date }) => [partyCode, vote, date])).toEqual([
      ['S', 'YES', '2014-04-27'],
      ['MP', 'NO', '2014-04-27'],
      ['L', 'YES', '2014-04-27'],
      ['KD', 'ABSENT', '2014-04-27'],
      ['S', 'YES', '2014-04-27'],
    ]);
  });

  it('of a document list have who spoke in the debate, and the day of the decision', async () => {
    const { operations } = await parliament({
      '*': recorded('dokumentlista_one_hit_dokument_is_object_2013-14_AU2.json'),
    });

    const { items } = await operations.documents({}, { offset: 0, limit: 1 }, aCall());

    expect(items[0]).toMatchObject({
      committee: 'AU',
      decidedOn: '2013-12-18',
      subtype: null,
      debaters: [{ name: 'Ylva Johansson', partyCode: 'S' }, { partyCode: 'MP' }, { partyCode: 'SD' }],
      attachments: [{ type: 'pdf', size: 813_308 }],
    });
    expect(items[0]?.summary).toContain('Riksdagen sa ja');
  });

  const reports = readdirSync(recordedFile('riksdagen') ?? '.').filter((name) =>
    /^utskottsforslag_/.test(name),
  );

  it.each(reports)('%s has the totals of each party that a reading by title gives', async (name) => {
    const { operations } = await parliament({ '*': recorded(name) });
    const raw = JSON.parse(recordedText(`riksdagen/${name}`));

    const report = await operations.report(raw.utskottsforslag.dokument.dok_id, aCall());

    // Read without the decoder: the rows between the title of the vote on the matter and the decision.
    const expected = raw.utskottsforslag.dokutskottsforslag.utskottsforslag.map(
      (point: { punkt: string; votering_sammanfattning_html: object | null }) => {
        const text = JSON.stringify(point.votering_sammanfattning_html);
        const [, matter = ''] = text.split('Omröstning i sakfrågan');
        const rows = [
          ...(matter.split('Beslut:')[0] ?? '').matchAll(/\["(\w+)","(\d+)","(\d+)","(\d+)","(\d+)"\]/g),
        ];
        return [Number(point.punkt), rows.map(([, party, ...counts]) => [party, ...counts.map(Number)])];
      },
    );
    const found = report?.points.map(({ point, summaries, total }) => [
      point,
      [
        ...(summaries ?? []).map((one) => [one.printedCode, one.yes, one.no, one.abstain, one.absent]),
        ...(total ? [['Totalt', total.yes, total.no, total.abstain, total.absent]] : []),
      ],
    ]);
    expect(found).toEqual(expected);
    expect(expected.some(([, rows]: [number, unknown[]]) => rows.length > 8)).toBe(true);
    for (const { summaries, total } of report?.points ?? []) {
      const sum = (summaries ?? []).reduce((all, one) => all + one.yes, 0);
      if (total) expect(sum).toBe(total.yes);
    }
  });

  it('of a motion have its proposals with what became of them', async () => {
    const { operations } = await parliament({ '*': recorded('dokumentstatus_motion_H102So1_2013.json') });

    const found = await operations.document('H102So1', aCall());

    expect(found).toMatchObject({ committee: 'SoU', subtype: 'Kommittémotion', references: [] });
    expect(
      found?.proposals?.map(({ committeeProposal, outcome, handledIn }) => [
        committeeProposal,
        outcome,
        handledIn,
      ]),
    ).toEqual([
      ['Avslag', 'Avslag', '2013/14:SoU10'],
      ['Avslag', 'Avslag', '2013/14:SoU2'],
      ['Avslag', 'Avslag', '2013/14:SoU2'],
      ['Avslag', 'Avslag', '2013/14:SoU2'],
      ['Bifall', 'Bifall', '2013/14:SoU2'],
    ]);
  });

  it('of a committee report give the parties’ totals, and none by acclamation', async () => {
    const { operations } = await parliament({ '*': recorded('utskottsforslag_2013-14_AU2.json') });

    const report = await operations.report('H101AU2', aCall());

    expect(report?.points.map(({ summaries }) => summaries?.length)).toEqual([0, 8, 8]);
    expect(report?.points[1]?.summaries?.find(({ partyCode }) => partyCode === 'L')).toMatchObject({
      yes: 19,
      absent: 5,
    });
    expect(report?.points[2]).toMatchObject({
      voteId: '599CB819-416A-4D34-BD9A-21B030536153',
      total: { yes: 175, no: 101, abstain: 40, absent: 33 },
      withoutParty: null,
    });
    expect(report?.reservations).toEqual([
      {
        number: '1',
        heading: 'Förslag om ändring i Arbetsförmedlingens registerlag',
        partyCodes: ['MP', 'V'],
        point: 2,
      },
      { number: '2', heading: 'Arbetsmarknadspolitikens inriktning', partyCodes: ['S'], point: 3 },
    ]);
  });

  it('of a committee report give the same figures as the tables read by their titles', async () => {
    const body = recordedText('riksdagen/utskottsforslag_2013-14_AU2.json');
    const { operations } = await parliament({ '*': recorded('utskottsforslag_2013-14_AU2.json') });

    const report = await operations.report('H101AU2', aCall());

    const read = report?.points.map(({ point, summaries }) => [
      String(point),
      summaries?.map(({ partyCode, yes, no, abstain, absent }) =>
        [partyCode === 'L' ? 'FP' : partyCode, yes, no, abstain, absent].join(' '),
      ),
    ]);
    expect(read).toEqual(byTitle(body));
  });
});
