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

  it('is read from an object instead of a list, and keeps the leading zeros of its id', async () => {
    expect(await found()).toMatchObject({
      memberId: id,
      name: 'Exempel Exempelsdotter',
      partyCode: 'EX',
      constituency: 'Exempelkretsen',
      status: 'Tjänstgörande riksdagsledamot',
    });
  });

  it('has a year of birth read from a string', async () => {
    expect(await found()).toMatchObject({ born: 1900 });
  });

  it('has an https URL for a picture with an http URL', async () => {
    expect(await found()).toMatchObject({
      imageUrl: expect.stringMatching(/^https:\/\/data\.riksdagen\.se\/exempel\/.*_192\.jpg$/),
    });
  });

  it('has assignments newest first, with dates cut to the day, and none without a role', async () => {
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

  it('names the body of an assignment by its type, since one code may be a party or an organ', async () => {
    const member = await found();

    expect(member && 'assignments' in member && member.assignments?.map(({ body }) => body)).toEqual([
      'Kammaren',
      'Exempelutskottet',
      'Kammaren',
      'Kammaren',
      'Exempeldelegationen',
      'Exempelpartiet',
      'Exempelnämnden',
    ]);
  });

  it('has no reason of absence, no name of the person replaced and no contact', async () => {
    expect(JSON.stringify(await found())).not.toMatch(/anledning|Ersatt|\[på\]|Ledig/);
  });
});

describe('persons', () => {
  const found = once(async () =>
    (await answering('persons.json')).membersOfParty('EX', { active: true }, aCall()),
  );
  const withId = async (id: string) => (await found()).items.find(({ memberId }) => memberId === id);

  it('without a name or an id are dropped, and `@hits` is the total', async () => {
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

  it('may have "" for a container or a missing value, and "-" for no party', async () => {
    expect(await withId('0000000000002')).toMatchObject({
      assignments: [],
      partyCode: null,
      constituency: null,
      status: null,
      born: null,
    });
  });

  it('may have an object for one assignment, a lower-case party code, a numeric year and double blanks', async () => {
    expect(await withId('00000000003')).toMatchObject({
      assignments: [{ role: 'Riksdagsledamot' }],
      partyCode: 'EX',
      born: 1901,
      name: 'Exempel Två Exempelsdotter',
    });
  });

  it('may have null for a container, or "" for the list inside it', async () => {
    const [nothing, empty] = await Promise.all([withId('0000000000004'), withId('0000000000005')]);

    expect([nothing?.assignments, empty?.assignments]).toEqual([[], []]);
    expect([nothing?.partyCode, empty?.partyCode]).toEqual([null, null]);
    expect([nothing?.name, empty?.born]).toEqual(['Exempelsdotter', null]);
  });

  it('have an https picture URL where the scheme or the host is missing, and null for other schemes', async () => {
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

  it('may be none, with the list missing', async () => {
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

  it('without `dok_id` are dropped, and ids keep their case and their å, ä and ö', async () => {
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

  it('have titles without markup, entities or line breaks', async () => {
    expect(await withId('HX01EXU2')).toMatchObject({
      title: 'Exempel – förslag om något',
      subtitle: 'av Exempel Exempelsdotter m.fl. (EX)',
    });
  });

  it('have a date with or without a time, and null for "" or another text', async () => {
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

  it('take their type from `typ` where `doktyp` is a list', async () => {
    expect(await withId('HX02EXU3')).toMatchObject({ type: 'mot' });
  });

  it('have URLs with https and a host', async () => {
    expect(await withId('HX01EXU1')).toMatchObject({
      url: 'https://data.riksdagen.se/dokument/HX01EXU1.html',
      textUrl: 'https://data.riksdagen.se/dokument/HX01EXU1.text',
    });
    expect(await withId('HX01FöU5')).toMatchObject({
      url: 'https://data.riksdagen.se/dokument/HX01F%C3%B6U5.html',
      textUrl: 'https://data.riksdagen.se/dokument/HX01F%C3%B6U5.text',
    });
  });

  it('may have "" for every missing value; then the id is the title', async () => {
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

  it('have signatories, without the roles of questions and without unnamed ones', async () => {
    expect((await withId('HX02EXU3'))?.signatories).toEqual([
      { name: 'Exempel Exempelsdotter', memberId: '0000000000002', partyCode: 'EX' },
      { name: 'Exempel Utan Parti', memberId: '0000000000003', partyCode: null },
    ]);
  });

  it('may have an object for one signatory, with "" for its id', async () => {
    expect((await withId('HX10EXU4'))?.signatories).toEqual([
      { name: 'Exempel Exempelsdotter', memberId: null, partyCode: 'EX' },
    ]);
  });

  it('may have "" for the signatories, or lack them', async () => {
    const [empty, missing] = await Promise.all([withId('HX01FöU5'), withId('HX01EXU1')]);

    expect([empty?.signatories, missing?.signatories]).toEqual([[], []]);
  });

  it('may have a numeric designation', async () => {
    expect(await withId('HX01EXU8')).toMatchObject({ designation: '8' });
  });

  it('end with `@nasta_sida` "", and past the end the API repeats the last page', async () => {
    const last = await list('documents-last.json', 373 * 200);
    const beyond = await list('documents-last.json', 374 * 200);

    expect([last.items.length, beyond.items.length]).toEqual([1, 0]);
  });

  it('may be one, as an object, in an answer without counts', async () => {
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

  it('has its subtitle and its signatories', async () => {
    expect(await read(fixture('riksdagen', 'document.json'))).toMatchObject({
      documentId: 'HX02EX1',
      date: '2013-09-19',
      subtitle: 'av Exempel Exempelsdotter m.fl. (EX)',
      url: 'https://data.riksdagen.se/dokument/HX02EX1',
      signatories: [{ memberId: '0000000000002' }, { memberId: '0000000000003' }],
      committee: 'EXU',
      hasPoints: false,
    });
  });

  it('has proposals with their outcome, references and files, each as a list or as one object', async () => {
    const found = await read(fixture('riksdagen', 'document.json'));

    expect(found?.proposals?.[0]).toEqual({
      number: '1',
      text: expect.stringContaining('xempel'),
      committeeProposal: 'Avslag',
      outcome: 'Avslag',
      handledIn: '2013/14:EXU10',
    });
    expect(found?.references).toEqual([]);
    expect(found?.attachments).toEqual([
      {
        title: 'Exempel på en bilaga',
        type: 'doc',
        size: 68_096,
        url: 'https://data.riksdagen.se/fil/exempel',
      },
    ]);
  });

  it('has its references, its summary and the day of the decision, and not the day that was planned', async () => {
    const referens = {
      referenstyp: 'behandlas_i',
      uppgift: '',
      ref_dok_id: 'HX01EXU1',
      ref_dok_typ: 'bet',
      ref_dok_rm: '2013/14',
      ref_dok_bet: 'EXU1',
      ref_dok_titel: 'Exempel\r\npå ett betänkande',
    };
    const aktivitet = [
      { kod: 'BES', namn: 'Beslut', datum: '2013-12-01 00:00:00', status: 'planerat' },
      { kod: 'BES', namn: 'Beslut', datum: '2013-12-18 00:00:00', status: 'inträffat' },
    ];
    const json = {
      dokumentstatus: {
        dokument: { dok_id: 'HX02EX1', doktyp: ['bet', 'bet'], subtyp: 'bet' },
        dokaktivitet: { aktivitet },
        dokuppgift: { uppgift: { kod: 'notis', text: '<p>Exempel p&aring; en notis.</p>' } },
        dokreferens: { referens },
      },
    };

    expect(await read({ json })).toMatchObject({
      type: 'bet',
      subtype: null,
      summary: 'Exempel på en notis.',
      decidedOn: '2013-12-18',
      hasPoints: true,
      references: [
        {
          relation: 'behandlas_i',
          documentId: 'HX01EXU1',
          type: 'bet',
          session: '2013/14',
          designation: 'EXU1',
          title: 'Exempel på ett betänkande',
        },
      ],
    });
  });

  it('with another id than the one asked for is no answer, and case does not matter', async () => {
    const reply = fixture('riksdagen', 'document.json');

    expect(await (await parliament(reply)).document('hx02ex1', aCall())).not.toBeNull();
    await expect((await parliament(reply)).document('HX02EX2', aCall())).rejects.toThrow('asked');
  });

  it.each([
    ['sfs-2011-868', '/dokumentstatus/sfs-2011-868.json'],
    ['GY02X-S68106', '/dokumentstatus/GY02X-S68106.json'],
    ['sfs-1880-48 s.1', '/dokumentstatus/sfs-1880-48 s.1.json'],
    ['H101FöU11', '/dokumentstatus/H101FöU11.json'],
  ])('is asked for by the id %s', async (id, path) => {
    const server = await fakeUpstream({
      [path]: { json: { dokumentstatus: { dokument: { dok_id: id, titel: 'Exempel' } } } },
      '*': { status: 404 },
    });
    const operations = riksdagen.open(testUpstream({ ...riksdagen, baseUrl: server.url }));

    expect(await operations.document(id, aCall())).toMatchObject({ documentId: id });
    expect(server.asked).toHaveLength(1);
  });

  it('is read with comments around its JSON, and comment signs in a string stay', async () => {
    const body = `/* exempel */\n${fixtureText('riksdagen', 'document.json')}\n<!-- exempel -->`;

    expect(await read({ body })).toMatchObject({
      title: 'Exempel på en motion // med snedstreck /* och stjärnor */',
    });
  });

  it('is read with a byte order mark before its JSON', async () => {
    const body = `\uFEFF${fixtureText('riksdagen', 'document.json')}`;

    expect(await read({ body })).toMatchObject({ documentId: 'HX02EX1' });
  });

  it('is read in the character set of its content type', async () => {
    const body = Buffer.from(fixtureText('riksdagen', 'document.json'), 'latin1');
    const headers = { 'content-type': 'application/json; charset=ISO-8859-1' };

    expect(await read({ body, headers })).toMatchObject({ title: expect.stringContaining('stjärnor') });
  });
});

describe('points of a report', () => {
  const points = async (name: string) => (await (await answering(name)).report('HX01EXU2', aCall()))?.points;
  const found = once(() => points('report.json'));
  /** The votes on a point: party, yes, no, abstained, absent. */
  const votesOn = async (number: number) =>
    (await found())
      ?.find(({ point }) => point === number)
      ?.summaries?.map(({ partyCode, yes, no, abstain, absent }) => [partyCode, yes, no, abstain, absent]);

  it('without a number are dropped', async () => {
    expect((await found())?.map(({ point }) => point)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 10]);
  });

  it('decided by acclamation have no votes', async () => {
    expect(await votesOn(1)).toEqual([]);
    expect((await found())?.[0]).toMatchObject({ outcome: 'acklamation, utskottet' });
  });

  it('have a heading without markup', async () => {
    expect((await found())?.[1]?.heading).toBe('Exempel – punkt 2');
  });

  it('have the votes of an old table, "-" as those without a party and "Totalt" as the total', async () => {
    expect(await votesOn(2)).toEqual([
      ['EX', 19, 0, 1, 5],
      ['EY', 0, 8, 0, 0],
    ]);
    expect((await found())?.[1]).toMatchObject({
      total: { partyCode: null, yes: 19, no: 8, abstain: 1, absent: 6 },
      withoutParty: { partyCode: null, yes: 0, no: 0, abstain: 0, absent: 1 },
    });
  });

  it('have the votes of a new table (`thead`, `tbody`), with "-" and "" read as 0', async () => {
    expect(await votesOn(3)).toEqual([
      ['EX', 19, 0, 1, 5],
      ['EY', 0, 8, 0, 0],
    ]);
  });

  it('have the votes of "sakfrågan" where "motivfrågan" comes first, in a list of tables or of objects', async () => {
    expect([await votesOn(4), await votesOn(5)]).toEqual([[['EX', 1, 2, 3, 4]], [['EX', 5, 6, 7, 8]]]);
  });

  it('read the counts by the column headings', async () => {
    expect(await votesOn(6)).toEqual([['EX', 19, 0, 1, 5]]);
  });

  it('have null for votes, not none, where the table is "" or its cells are no numbers', async () => {
    const points = await found();

    expect(points?.find(({ point }) => point === 7)?.summaries).toBeNull();
    expect(points?.find(({ point }) => point === 8)?.summaries).toBeNull();
  });

  it('have the votes of an HTML string, by title', async () => {
    expect(await votesOn(10)).toEqual([
      ['EX', 0, 63, 0, 7],
      ['EY', 20, 1, 2, 3],
    ]);
    expect((await found())?.find(({ point }) => point === 10)?.total).toMatchObject({ yes: 20, no: 64 });
  });

  it('listed twice are one, with the figures', async () => {
    expect((await found())?.filter(({ point }) => point === 10)).toHaveLength(1);
  });

  it('have an id of the vote in capitals, and the reservations against them', async () => {
    const report = await (await answering('report.json')).report('HX01EXU2', aCall());

    expect(report?.points.at(-1)).toMatchObject({ voteId: '00000000-0000-4000-8000-00000000001A' });
    expect(report?.reservations).toEqual([{ number: '1', heading: 'Exempel', partyCodes: ['EX'], point: 2 }]);
  });

  it('of another report than the one asked for are no answer', async () => {
    await expect((await answering('report.json')).report('HX01EXU3', aCall())).rejects.toThrow('asked');
  });

  it('have an outcome of null where `beslutstyp` and `vinnare` are empty', async () => {
    expect((await found())?.[6]).toMatchObject({ outcome: null });
  });

  it('may be one, as an object, or none, with "" for the container', async () => {
    expect(await points('report-one.json')).toMatchObject([{ point: 1, summaries: null }]);
    expect(await points('report-none.json')).toEqual([]);
  });
});

describe('votes of a member', () => {
  const votes = async (name: string) =>
    (await (await answering(name)).votes?.({ memberId: '000000000001' }, aCall())) ?? [];
  const found = once(() => votes('votes.json'));
  const onDay = async (day: number) => (await found()).find(({ date }) => date === `2026-04-0${day}`);

  it('have duplicate rows once, without "motivfrågan" and without unknown values of `rost`', async () => {
    expect((await found()).map(({ date, vote }) => [date, vote])).toEqual([
      ['2026-04-07', 'YES'],
      ['2026-04-04', 'ABSENT'],
      ['2026-04-03', 'ABSTAIN'],
      ['2026-04-02', 'NO'],
      ['2026-04-01', 'YES'],
    ]);
  });

  it('have a report of `rm` and `beteckning` or `bet`, and null without a designation', async () => {
    const [first, second, seventh] = await Promise.all([onDay(1), onDay(2), onDay(7)]);

    expect([first?.report, second?.report, seventh?.report]).toEqual(['2025/26:EXU1', null, '2025/26:EXU7']);
  });

  it('have numbers read from strings, and null for ""', async () => {
    const [second, fourth] = await Promise.all([onDay(2), onDay(4)]);

    expect([second?.point, fourth?.point, fourth?.documentId]).toEqual([0, null, null]);
  });

  it('have the party of the row in upper case, and null for "-"', async () => {
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
    (await answering(name)).speeches?.({ memberId: '000000000001', ...(text && { text }) }, 10, aCall());
  const found = once(() => speeches('speeches.json'));

  it('are sorted newest first, those without a date last, and an invalid item is dropped', async () => {
    expect((await found())?.map(({ documentId, date }) => [documentId, date])).toEqual([
      ['HX093', '2026-01-03'],
      ['HX092', '2026-01-02'],
      ['HX091', '2026-01-01'],
      ['GX09-4 s.1', null],
    ]);
  });

  it('have a text without markup or entities, and null for "" or null', async () => {
    expect((await found())?.map(({ text }) => text)).toEqual([
      null,
      'Exempel, herr talman.\nEtt ört & ett andät .',
      null,
      'Exempel utan dag',
    ]);
  });

  it('of "TALMANNEN" have no member id', async () => {
    expect((await found())?.[0]).toMatchObject({ memberId: null, partyCode: null });
  });

  it('have an https URL, or null', async () => {
    const [, second, , fourth] = (await found()) ?? [];

    expect([second?.url, fourth?.url]).toEqual(['https://www.riksdagen.se/exempel/HX092', null]);
  });

  it('match a search word in `underrubrik` where the text is empty', async () => {
    expect(
      (await speeches('speeches.json', 'på en underrubrik'))?.map(({ documentId }) => documentId),
    ).toEqual(['HX091']);
  });

  it('may be one, as an object', async () => {
    expect(await speeches('speeches-one.json')).toMatchObject([{ text: 'Exempel' }]);
  });
});
