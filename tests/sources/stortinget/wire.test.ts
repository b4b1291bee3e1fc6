import { describe, expect, it } from 'vitest';
import { stortinget } from '../../../src/sources/stortinget/index.ts';
import { fakeUpstream, type Route } from '../../support/fake-upstream.ts';
import { fixtureText, once } from '../../support/fixture.ts';
import { recordedFile, recordedText } from '../../support/recorded.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

const xml = (body: string): Route => ({ body, headers: { 'content-type': 'text/xml; charset=utf-8' } });
const fixture = (name: string) => xml(fixtureText('stortinget', name));

/** All addresses of the service, with our own answers. */
const routes: Record<string, Route> = {
  '/stortingsperioder': fixture('stortingsperioder.xml'),
  '/sesjoner': fixture('sesjoner.xml'),
  '/representanter?stortingsperiodeid=2021-2025': fixture('representanter.xml'),
  '/representanter?stortingsperiodeid=2017-2021': fixture('representanter-en.xml'),
  '/dagensrepresentanter': fixture('dagensrepresentanter.xml'),
  '/saker': fixture('saker.xml'),
  '/sak?sakid=101': fixture('sak.xml'),
  '/sak?sakid=999': fixture('sak.xml'),
  '/voteringer?sakid=101': fixture('voteringer.xml'),
  '/voteringsresultat?voteringid=2001': fixture('voteringsresultat.xml'),
  '*': { status: 404 },
};

async function parliament(own: Record<string, Route> = {}) {
  const server = await fakeUpstream({ ...own, ...routes, ...own });
  return { server, operations: stortinget.open(testUpstream({ ...stortinget, baseUrl: server.url })) };
}
const window = { offset: 0, limit: 10 };

describe('representatives', () => {
  const found = once(async () =>
    (await parliament()).operations.members(['EXA', 'EXØ2', 'EX3', 'NONE', '../x'], aCall()),
  );

  it('have name, gender, year of birth, district and the party of the newest period', async () => {
    expect((await found()).get('EXA')).toMatchObject({
      parliament: 'stortinget',
      name: 'Eksempel & Åse Representant',
      gender: 'FEMALE',
      born: 1983,
      constituency: 'Oslo',
      partyCode: 'A',
    });
  });

  it('have a seat for each period, the newest first', async () => {
    expect((await found()).get('EXA')).toMatchObject({
      assignments: [
        { role: 'Representant', body: 'Stortinget', from: '2021-10-01', to: '2025-09-30' },
        { role: 'Representant', body: 'Stortinget', from: '2017-10-01', to: '2021-09-30' },
      ],
    });
  });

  it('without a party have none, whether it is nil or “Uav”, and no year of birth where it is year 1', async () => {
    const members = await found();

    expect(members.get('EXØ2')).toMatchObject({
      partyCode: null,
      born: null,
      assignments: [{ role: 'Vararepresentant' }],
    });
    expect(members.get('EX3')).toMatchObject({ partyCode: null });
  });

  it('that no list has are null, and an id that is none is not asked for', async () => {
    const members = await found();

    expect([members.get('NONE'), members.get('../x')]).toEqual([null, null]);
  });

  it('cost one request for the periods and one a period, however many are asked for', async () => {
    const { server, operations } = await parliament();

    await operations.members(['EXA', 'EXØ2', 'EX3'], aCall());
    await operations.members(['EXA'], aCall());

    expect(server.asked).toHaveLength(3);
  });

  it('of a party who sit today have their committees; case does not matter', async () => {
    const { operations } = await parliament();

    const { items, total } = await operations.membersOfParty('a', { active: true }, aCall());

    expect(total).toBe(1);
    expect(items[0]?.assignments).toMatchObject([
      { body: 'Stortinget' },
      { role: 'Medlem', body: 'Arbeids- og sosialkomiteen', bodyCode: 'ARBSOS' },
    ]);
    expect((await operations.membersOfParty('FrP', { active: true }, aCall())).items).toMatchObject([
      { memberId: 'EXB' },
    ]);
    expect((await operations.membersOfParty('A', { active: false }, aCall())).items).toMatchObject([
      { memberId: 'EXA' },
    ]);
  });

  it('may be none in an empty list', async () => {
    const { operations } = await parliament({
      '/representanter?stortingsperiodeid=2017-2021': fixture('representanter-ingen.xml'),
    });

    expect((await operations.members(['EXA'], aCall())).get('EXA')).toMatchObject({
      assignments: [{ from: '2021-10-01' }],
    });
  });
});

describe('cases', () => {
  const found = once(async () => (await parliament()).operations.documents({}, window, aCall()));

  it('are those of the current session, the latest changed first, and one without an id is dropped', async () => {
    expect((await found()).items.map(({ documentId, date }) => [documentId, date])).toEqual([
      ['102', '2024-12-05'],
      ['101', '2024-11-02'],
      ['103', '2024-10-20'],
    ]);
    expect((await found()).total).toBe(3);
  });

  it('have title, type, committee and who proposed them', async () => {
    expect((await found()).items[1]).toMatchObject({
      title: 'Eksempel om arbeidsmarkedet',
      subtitle: 'Eksempel på et forslag om arbeidsmarkedet',
      type: 'representantforslag',
      subtype: 'alminneligsak',
      session: '2024-2025',
      designation: 'Dokument 8:101 S (2024-2025)',
      committee: 'ARBSOS',
      status: 'behandlet',
      signatories: [{ name: 'Eksempel Representant', memberId: 'EXA', partyCode: 'A' }],
    });
    expect((await found()).items[0]).toMatchObject({
      title: 'Eksempel: lov om åpne data',
      committee: null,
      signatories: [],
    });
    expect((await found()).items[2]).toMatchObject({ title: 'Eksempel uten korttittel', subtitle: null });
  });

  it.each<[string, object, string[]]>([
    ['words', { text: 'ÅPNE data' }, ['102']],
    ['words of a subject', { text: 'arbeidsliv' }, ['101', '103']],
    ['any of several terms', { anyOf: ['åpne data', 'arbeidsmarked'] }, ['102', '101']],
    ['a type', { types: ['proposisjon'] }, ['102']],
    ['a committee', { committee: 'ARBSOS' }, ['101', '103']],
    ['who proposed them', { memberId: 'EXA' }, ['101', '103']],
    ['what members sign', { roles: ['SIGNED'] }, ['101', '103']],
    ['what is voted on', { roles: ['SIGNED', 'VOTED'] }, ['102', '101', '103']],
    ['a year', { session: '2024-2025' }, ['102', '101', '103']],
    // The service ignores a year that it does not know, and serves the current one.
    ['a year that is not there', { session: '1999-2000' }, []],
  ])('are found by %s', async (_, query, expected) => {
    const { operations } = await parliament({
      '/saker?sesjonid=2024-2025': fixture('saker.xml'),
      '/saker?sesjonid=1999-2000': fixture('saker.xml'),
    });

    const { items, total } = await operations.documents(query, window, aCall());

    expect(items.map(({ documentId }) => documentId)).toEqual(expected);
    expect(total).toBe(expected.length);
  });

  it('of several years are one list, each case once', async () => {
    const { server, operations } = await parliament({
      '/saker?sesjonid=2024-2025': fixture('saker.xml'),
      '/saker?sesjonid=2023-2024': xml(
        fixtureText('stortinget', 'saker.xml').replaceAll('2024-2025</sesjon_id>', '2023-2024</sesjon_id>'),
      ),
    });

    const { items } = await operations.documents({ from: '2024-01-01' }, window, aCall());

    expect(items.map(({ documentId }) => documentId)).toEqual(['102', '101', '103']);
    expect(server.asked).toEqual([
      'GET /sesjoner',
      'GET /saker?sesjonid=2024-2025',
      'GET /saker?sesjonid=2023-2024',
    ]);
  });

  it('are looked up by id, and another id is no answer', async () => {
    const { operations } = await parliament();

    expect(await operations.document('101', aCall())).toMatchObject({ documentId: '101', hasPoints: true });
    await expect(operations.document('999', aCall())).rejects.toMatchObject({ sourceId: 'stortinget' });
    expect(await operations.document('404', aCall())).toBeNull();
    expect(await operations.document('x', aCall())).toBeNull();
  });
});

describe('votes on a case', () => {
  const points = once(async () => (await (await parliament()).operations.report('101', aCall()))?.points);

  it('come once each, the two sides of an alternative vote as one', async () => {
    expect((await points())?.map(({ point, voteId }) => [point, voteId])).toEqual([
      [1, '2001'],
      [2, '2002'],
      [3, '2004'],
    ]);
  });

  it('have figures, the day and what was decided; -1 is no figure', async () => {
    const [first, , third] = (await points()) ?? [];

    expect(first).toMatchObject({
      heading: 'Eksempel på et forslag',
      outcome: 'ikke vedtatt',
      date: '2024-12-17',
      total: { yes: 2, no: 96, abstain: 0, absent: 71 },
      isSummedUpFromMembers: true,
    });
    expect(third).toMatchObject({
      outcome: 'Enstemmig vedtatt',
      total: null,
      summaries: [],
      isSummedUpFromMembers: false,
    });
  });

  it('have each member once, and a vote that is not known is dropped', async () => {
    const { operations } = await parliament();

    const votes = await operations.memberVotes('2001', aCall());

    expect(votes?.map(({ memberId, partyCode, vote }) => [memberId, partyCode, vote])).toEqual([
      ['EXA', 'A', 'YES'],
      ['EXB', 'FrP', 'NO'],
      ['EXC', 'A', 'ABSENT'],
      ['EXD', null, 'YES'],
    ]);
    expect(await operations.memberVotes('abc', aCall())).toBeNull();
  });
});

describe('an answer', () => {
  const cut = fixtureText('stortinget', 'saker.xml').slice(0, -40);

  it.each<[string, Route]>([
    ['that was cut short', xml(cut)],
    ['that is HTML', { body: '<p>Feil</p>', headers: { 'content-type': 'text/html' } }],
    ['that is HTML, said to be XML', xml('<html><body><p>Feil</p></body></html>')],
    [
      'with a document type',
      xml('<!DOCTYPE x [<!ENTITY a "b">]><saker_oversikt><saker_liste /></saker_oversikt>'),
    ],
    ['nested without end', xml(`${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}`)],
    ['with a name of the language', xml('<__proto__><saker_liste /></__proto__>')],
    ['without its list', xml('<saker_oversikt><sesjon_id>2024-2025</sesjon_id></saker_oversikt>')],
  ])('%s is an error, never an empty list', async (_, route) => {
    const { operations } = await parliament({ '/saker': route });

    await expect(operations.documents({}, window, aCall())).rejects.toMatchObject({
      code: 'SOURCE_BAD_RESPONSE',
      sourceId: 'stortinget',
    });
  });

  it('is read with a byte order mark', async () => {
    const { operations } = await parliament({
      '/sak?sakid=101': xml(`\uFEFF${fixtureText('stortinget', 'sak.xml')}`),
    });

    expect(await operations.document('101', aCall())).toMatchObject({ documentId: '101' });
  });

  it('is read with another prefix of the namespace', async () => {
    const prefixed = fixtureText('stortinget', 'sak.xml')
      .replaceAll(/<(\/?)(\w)/g, '<$1s:$2')
      .replace('xmlns=', 'xmlns:s=');
    const { operations } = await parliament({ '/sak?sakid=101': xml(prefixed) });

    expect(await operations.document('101', aCall())).toMatchObject({ documentId: '101' });
  });
});

describe.skipIf(!recordedFile('stortinget'))('recorded answers', () => {
  const recorded = (name: string) => xml(recordedText(`stortinget/${name}`));

  it('are read: representatives, cases and votes', async () => {
    const { operations } = await parliament({
      '/stortingsperioder': xml(
        fixtureText('stortinget', 'stortingsperioder.xml').replaceAll('2021-2025', '2009-2013'),
      ),
      '/representanter?stortingsperiodeid=2009-2013': recorded('representanter_oversikt_2012.xml'),
      '/saker': recorded('saker_oversikt_2012.xml'),
      '/voteringer?sakid=51448': recorded('sak_votering_oversikt_2012.xml'),
    });

    expect((await operations.members(['ADA'], aCall())).get('ADA')).toMatchObject({
      name: 'André Oktay Dahl',
      born: 1975,
      partyCode: 'H',
      constituency: 'Akershus',
    });
    expect((await operations.documents({}, window, aCall())).items).toMatchObject([
      { documentId: '53520', type: 'proposisjon', designation: 'Prop. 90 S (2011-2012)', committee: null },
    ]);
    expect((await operations.report('51448', aCall()))?.points).toMatchObject([
      { voteId: '2175', total: { yes: 2, no: 96, absent: 71 }, date: '2012-04-12' },
    ]);
  });
});

describe('the latest votes of a member', () => {
  const second = xml(fixtureText('stortinget', 'voteringsresultat.xml').replaceAll('2001', '2002'));
  const latest = async (query: { memberId: string; documentId?: string }) => {
    const { server, operations } = await parliament({ '/voteringsresultat?voteringid=2002': second });
    return { server, votes: (await operations.latestVotes?.(query, aCall())) ?? [] };
  };

  it('are those by roll call on a case, each once, with the case and the day', async () => {
    const { server, votes } = await latest({ memberId: 'EXB', documentId: '101' });

    expect(votes.map(({ voteId, vote, documentId, date }) => [voteId, vote, documentId, date])).toEqual([
      ['2002', 'NO', '101', '2024-12-17'],
      ['2001', 'NO', '101', '2024-12-17'],
    ]);
    expect(server.asked).toHaveLength(3);
  });

  it('are looked for in the cases of the session that were decided last, where no case is named', async () => {
    const { server, votes } = await latest({ memberId: 'EXA' });

    expect(votes.map(({ vote }) => vote)).toEqual(['YES', 'YES']);
    expect(server.asked.filter((line) => line.includes('/voteringer?'))).toEqual(
      expect.arrayContaining([102, 101, 103].map((id) => `GET /voteringer?sakid=${id}`)),
    );
  });

  it('leave out the votes in which the member had no seat', async () => {
    expect((await latest({ memberId: 'HTA', documentId: '101' })).votes).toEqual([]);
  });
});
