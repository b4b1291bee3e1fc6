import { describe, expect, it } from 'vitest';
import { riksdagen } from '../../../src/sources/riksdagen/index.ts';
import { fakeUpstream, type Reply } from '../../support/fake-upstream.ts';
import { fixture, fixtureText, once } from '../../support/fixture.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

async function parliament(reply: Reply) {
  const server = await fakeUpstream({ '*': reply });
  return riksdagen.open(testUpstream({ ...riksdagen, baseUrl: server.url }));
}
const answering = (name: string) => parliament(fixture('riksdagen', name));

describe('a person', () => {
  const id = '000000000001';
  const found = once(async () => (await (await answering('person.json')).members([id], aCall())).get(id));

  it('that comes as an object instead of a list is read, its id with its zeros', async () => {
    expect(await found()).toMatchObject({
      memberId: id,
      name: 'Exempel Exempelsdotter',
      partyCode: 'EX',
      constituency: 'Exempelkretsen',
      status: 'Tjänstgörande riksdagsledamot',
    });
  });

  it('has a year of birth that comes as text', async () => {
    expect(await found()).toMatchObject({ born: 1900 });
  });

  it('has its picture by https, though the address is http', async () => {
    expect(await found()).toMatchObject({
      imageUrl: expect.stringMatching(/^https:\/\/data\.riksdagen\.se\/exempel\/.*_192\.jpg$/),
    });
  });

  it('holds its assignments newest first, of days with or without a time, and none without a role', async () => {
    expect(await found()).toMatchObject({
      assignments: [
        { from: '2022-09-26', to: '2026-09-21' },
        { from: '2018-10-02', to: null },
        { from: '2014-09-29', to: '2018-09-24' },
        { from: '2013-11-14', to: '2014-09-29' },
        { from: '2011-01-01', to: null },
        { from: '2010-01-01', to: null },
        { from: '2009-01-01', to: '2010-01-01' },
      ],
    });
  });

  it('names the body by the type of the assignment: a code may be a party or an organ', async () => {
    const member = await found();

    expect(member && 'assignments' in member && member.assignments?.map(({ body }) => body)).toEqual([
      'Kammaren',
      'Exempelutskottet',
      'Kammaren',
      'Kammaren',
      'Exempeldelegationen',
      'EX',
      'Exempelnämnden',
    ]);
  });

  it('says neither why it was away, nor whom it stood in for, nor how to reach it', async () => {
    expect(JSON.stringify(await found())).not.toMatch(/anledning|Ersatt|\[på\]|Ledig/);
  });
});

describe('persons', () => {
  const found = once(async () =>
    (await answering('persons.json')).membersOfParty('EX', { active: true }, aCall()),
  );
  const withId = async (id: string) => (await found()).items.find(({ memberId }) => memberId === id);

  it('that have no name or no id are left out, and the total is the text `@hits`', async () => {
    const { items, total } = await found();

    expect(items.map(({ memberId }) => memberId)).toEqual([
      '000000000001',
      '0000000000002',
      '00000000003',
      '0000000000004',
      '0000000000005',
    ]);
    expect(total).toBe(8);
  });

  it('may have "" for a container and for what is absent, and "-" for no party', async () => {
    expect(await withId('0000000000002')).toMatchObject({
      assignments: [],
      partyCode: null,
      constituency: null,
      status: null,
      born: null,
    });
  });

  it('may have one assignment as an object, a code in lower case, a year as a number, two blanks in a name', async () => {
    expect(await withId('00000000003')).toMatchObject({
      assignments: [{ role: 'Riksdagsledamot' }],
      partyCode: 'EX',
      born: 1901,
      name: 'Exempel Två Exempelsdotter',
    });
  });

  it('may have null for a container, and "" inside one', async () => {
    const [nothing, empty] = await Promise.all([withId('0000000000004'), withId('0000000000005')]);

    expect([nothing?.assignments, empty?.assignments]).toEqual([[], []]);
    expect([nothing?.partyCode, empty?.partyCode]).toEqual([null, null]);
    expect([nothing?.name, empty?.born]).toEqual(['Exempelsdotter', null]);
  });

  it('have pictures by https also where the address has no scheme or no host, and no other address', async () => {
    const list = await Promise.all(
      ['0000000000002', '00000000003', '0000000000004', '0000000000005'].map(withId),
    );

    expect(list.map((one) => one?.imageUrl)).toEqual([
      'https://data.riksdagen.se/exempel/2_192.jpg',
      'https://data.riksdagen.se/exempel/3_192.jpg',
      null,
      null,
    ]);
  });

  it('may be none: then the key is missing', async () => {
    const nobody = await answering('persons-none.json');

    expect(await nobody.membersOfParty('EX', { active: true }, aCall())).toMatchObject({
      items: [],
      total: 0,
    });
    expect(await nobody.members(['000000000001'], aCall())).toEqual(new Map([['000000000001', null]]));
  });
});

describe('documents', () => {
  const list = async (name: string, offset = 0) =>
    (await answering(name)).documents({}, { offset, limit: 200 }, aCall());
  const found = once(() => list('documents.json'));
  const withId = async (id: string) => (await found()).items.find(({ documentId }) => documentId === id);

  it('that have no `dok_id` are left out, and ids keep their capitals and their letters', async () => {
    const { items, total } = await found();

    expect(items.map(({ documentId }) => documentId)).toEqual([
      'HX01EXU1',
      'HX01EXU2',
      'HX02EXU3',
      'HX10EXU4',
      'HX01FöU5',
      'HX01EXU6',
      'HX01EXU8',
    ]);
    expect(total).toBe(74_773);
  });

  it('have titles without markup, entities or CR LF', async () => {
    expect(await withId('HX01EXU2')).toMatchObject({
      title: 'Exempel – förslag\nom något',
      subtitle: 'av Exempel Exempelsdotter m.fl. (EX)',
    });
  });

  it('have a day, with or without a time, and none of a text that is no day', async () => {
    const [day, time, none, wrong] = await Promise.all(
      ['HX01EXU1', 'HX01EXU2', 'HX01EXU6', 'HX01EXU8'].map(withId),
    );

    expect([day?.date, time?.date, none?.date, wrong?.date]).toEqual([
      '2026-06-16',
      '2026-06-15',
      null,
      null,
    ]);
  });

  it('have their type from `typ` where `doktyp` is a list', async () => {
    expect(await withId('HX02EXU3')).toMatchObject({ type: 'mot' });
  });

  it('have addresses with https and a host', async () => {
    expect(await withId('HX01EXU1')).toMatchObject({
      url: 'https://data.riksdagen.se/dokument/HX01EXU1.html',
      textUrl: 'https://data.riksdagen.se/dokument/HX01EXU1.text',
    });
    expect(await withId('HX01FöU5')).toMatchObject({
      url: 'https://data.riksdagen.se/dokument/HX01F%C3%B6U5.html',
      textUrl: 'https://data.riksdagen.se/dokument/HX01F%C3%B6U5.text',
    });
  });

  it('may have "" for whatever is absent; then the id is the title', async () => {
    expect(await withId('HX01EXU6')).toMatchObject({
      title: 'HX01EXU6',
      subtitle: null,
      session: null,
      designation: null,
      type: '',
      url: null,
      textUrl: null,
      signatories: [],
    });
  });

  it('name who signed, not who is asked or answers, not one without a name', async () => {
    expect((await withId('HX02EXU3'))?.signatories).toEqual([
      { name: 'Exempel Exempelsdotter', memberId: '0000000000002', partyCode: 'EX' },
      { name: 'Exempel Utan Parti', memberId: '0000000000003', partyCode: null },
    ]);
  });

  it('name one who asks, as an object instead of a list, with "" for an id', async () => {
    expect((await withId('HX10EXU4'))?.signatories).toEqual([
      { name: 'Exempel Exempelsdotter', memberId: null, partyCode: 'EX' },
    ]);
  });

  it('may have "" or null for who signed', async () => {
    const [empty, missing] = await Promise.all([withId('HX01FöU5'), withId('HX01EXU1')]);

    expect([empty?.signatories, missing?.signatories]).toEqual([[], []]);
  });

  it('may have a designation that is a number', async () => {
    expect(await withId('HX01EXU8')).toMatchObject({ designation: '8' });
  });

  it('of the last page have "" for the next one, and are nothing new on a page beyond it', async () => {
    const last = await list('documents-last.json', 373 * 200);
    const beyond = await list('documents-last.json', 374 * 200);

    expect([last.items.length, beyond.items.length]).toEqual([1, 0]);
  });

  it('may be one, as an object, in an answer that counts nothing', async () => {
    expect(await list('documents-one.json')).toMatchObject({
      total: null,
      items: [{ documentId: 'HX01EXU2', session: '2013/14', designation: 'EXU2', signatories: [] }],
    });
  });

  it('may be none, with null for the list', async () => {
    expect(await list('documents-none.json')).toMatchObject({ items: [], total: 0 });
  });
});

describe('one document', () => {
  const read = async (reply: Reply) => (await parliament(reply)).document('HX02EX1', aCall());

  it('has its subtitle and who signed it', async () => {
    expect(await read(fixture('riksdagen', 'document.json'))).toMatchObject({
      documentId: 'HX02EX1',
      date: '2013-09-19',
      subtitle: 'av Exempel Exempelsdotter m.fl. (EX)',
      url: 'https://data.riksdagen.se/dokument/HX02EX1',
      signatories: [{ memberId: '0000000000002' }, { memberId: '0000000000003' }],
    });
  });

  it('is read with comments around its JSON, and what looks like one in a text stays', async () => {
    const body = `/* exempel */\n${fixtureText('riksdagen', 'document.json')}\n<!-- exempel -->`;

    expect(await read({ body })).toMatchObject({
      title: 'Exempel på en motion // med snedstreck /* och stjärnor */',
    });
  });

  it('is read with a byte order mark before its JSON', async () => {
    const body = `\uFEFF${fixtureText('riksdagen', 'document.json')}`;

    expect(await read({ body })).toMatchObject({ documentId: 'HX02EX1' });
  });

  it('is read in the character set that its content type names', async () => {
    const body = Buffer.from(fixtureText('riksdagen', 'document.json'), 'latin1');
    const headers = { 'content-type': 'application/json; charset=ISO-8859-1' };

    expect(await read({ body, headers })).toMatchObject({ title: expect.stringContaining('stjärnor') });
  });
});

describe('points of a report', () => {
  const points = async (name: string) => (await answering(name)).votePoints('HX01EXU2', aCall());
  const found = once(() => points('report.json'));
  /** What is told of the votes on a point: party, yes, no, abstained, absent. */
  const votesOn = async (number: number) =>
    (await found())
      ?.find(({ point }) => point === number)
      ?.summaries.map(({ partyCode, yes, no, abstain, absent }) => [partyCode, yes, no, abstain, absent]);

  it('leave out one without a number', async () => {
    expect((await found())?.map(({ point }) => point)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('that were carried by acclamation have no votes', async () => {
    expect(await votesOn(1)).toEqual([]);
    expect((await found())?.[0]).toMatchObject({ outcome: 'acklamation, utskottet' });
  });

  it('have a heading without markup', async () => {
    expect((await found())?.[1]?.heading).toBe('Exempel – punkt 2');
  });

  it('have the votes of a table in its old form, "-" for no party, without the total', async () => {
    expect(await votesOn(2)).toEqual([
      ['EX', 19, 0, 1, 5],
      ['EY', 0, 8, 0, 0],
      ['-', 0, 0, 0, 1],
    ]);
  });

  it('have the votes of a table in its new form, with "-" and "" for 0', async () => {
    expect(await votesOn(3)).toEqual([
      ['EX', 19, 0, 1, 5],
      ['EY', 0, 8, 0, 0],
    ]);
  });

  it('have the votes on the matter where a vote on the reasons comes first, in one object or in a list', async () => {
    expect([await votesOn(4), await votesOn(5)]).toEqual([[['EX', 1, 2, 3, 4]], [['EX', 5, 6, 7, 8]]]);
  });

  it('have the votes by the names of the columns', async () => {
    expect(await votesOn(6)).toEqual([['EX', 19, 0, 1, 5]]);
  });

  it('have no votes where the table is "" or its counts are none', async () => {
    expect([await votesOn(7), await votesOn(8)]).toEqual([[], []]);
  });

  it('have no outcome where nothing is said of it', async () => {
    expect((await found())?.[6]).toMatchObject({ outcome: null });
  });

  it('may be one, as an object, or none, with "" for their container', async () => {
    expect(await points('report-one.json')).toMatchObject([{ point: 1, summaries: [] }]);
    expect(await points('report-none.json')).toEqual([]);
  });
});

describe('votes of a member', () => {
  const votes = async (name: string) => (await answering(name)).votes({ memberId: '000000000001' }, aCall());
  const found = once(() => votes('votes.json'));
  const onDay = async (day: number) => (await found()).find(({ date }) => date === `2026-04-0${day}`);

  it('are told once where a row is doubled, without those on the reasons and those of an unknown word', async () => {
    expect((await found()).map(({ date, vote }) => [date, vote])).toEqual([
      ['2026-04-07', 'YES'],
      ['2026-04-04', 'ABSENT'],
      ['2026-04-03', 'ABSTAIN'],
      ['2026-04-02', 'NO'],
      ['2026-04-01', 'YES'],
    ]);
  });

  it('name the report by session and designation, which have two names, and none where both are null', async () => {
    const [first, second, seventh] = await Promise.all([onDay(1), onDay(2), onDay(7)]);

    expect([first?.report, second?.report, seventh?.report]).toEqual(['2025/26:EXU1', null, '2025/26:EXU7']);
  });

  it('have numbers that come as text, and null for ""', async () => {
    const [second, fourth] = await Promise.all([onDay(2), onDay(4)]);

    expect([second?.point, fourth?.point, fourth?.documentId]).toEqual([0, null, null]);
  });

  it('have the party of the row, in capitals, and none for "-"', async () => {
    const [second, third] = await Promise.all([onDay(2), onDay(3)]);

    expect([second?.partyCode, third?.partyCode]).toEqual(['EX', null]);
  });

  it('may be one, as an object, or none, with "" for the list', async () => {
    expect(await votes('votes-one.json')).toHaveLength(1);
    expect(await votes('votes-none.json')).toEqual([]);
  });
});

describe('speeches', () => {
  const speeches = async (name: string, text?: string) =>
    (await answering(name)).speeches({ memberId: '000000000001', ...(text && { text }) }, 10, aCall());
  const found = once(() => speeches('speeches.json'));

  it('are told newest first, one without a day last, and what is no speech is left out', async () => {
    expect((await found()).map(({ documentId, date }) => [documentId, date])).toEqual([
      ['HX093', '2026-01-03'],
      ['HX092', '2026-01-02'],
      ['HX091', '2026-01-01'],
      ['GX09-4 s.1', null],
    ]);
  });

  it('have their text without markup or entities, and null where it is empty or null', async () => {
    expect((await found()).map(({ text }) => text)).toEqual([
      null,
      'Exempel, herr talman.\nEtt ört & ett andät .',
      null,
      'Exempel utan dag',
    ]);
  });

  it('of the chair have no member', async () => {
    expect((await found())[0]).toMatchObject({ memberId: null });
  });

  it('have an address with https, or none', async () => {
    const [, second, , fourth] = await found();

    expect([second?.url, fourth?.url]).toEqual(['https://www.riksdagen.se/exempel/HX092', null]);
  });

  it('are found by a heading of which the text holds nothing', async () => {
    expect(
      (await speeches('speeches.json', 'på en underrubrik')).map(({ documentId }) => documentId),
    ).toEqual(['HX091']);
  });

  it('may be one, as an object', async () => {
    expect(await speeches('speeches-one.json')).toMatchObject([{ text: 'Exempel' }]);
  });
});
