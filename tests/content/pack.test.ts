import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { packVersion, readPack } from '../../src/content/pack/pack.ts';
import { createContent } from '../../src/content/snapshot.ts';
import type { ContentRecords } from '../../src/database/content-types.ts';
import { Article, Report, Statement } from '../../src/entities/document.ts';
import type { OwnContent } from '../../src/entities/own-content.ts';

const folders = [resolve('content'), resolve('reference')];
const shared = resolve('../shared');
const originals = join(shared, 'documents');

let pack: ContentRecords;
beforeAll(async () => {
  pack = await readPack(folders);
});

function count<T>(items: readonly T[], key: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
  return counts;
}

function of<T extends { documentKey: string }>(parts: readonly T[], documentKey: string): T[] {
  return parts.filter((part) => part.documentKey === documentKey);
}

/** The concepts of the association, without those of the taxonomy. */
function ownConcepts() {
  return pack.concept.filter(({ scheme }) => scheme === 'swedish-jobtech');
}

describe('the election compass of 2022', () => {
  it('has a cell for each of six questions and eight parties', () => {
    expect(pack.question).toHaveLength(6);
    expect(pack.participation.map((one) => one.partyKey)).toEqual(
      ['C', 'KD', 'L', 'MP', 'SD', 'V', 'S', 'M'].map((code) => `SE/${code}`),
    );
    expect(new Set(pack.position.map((position) => position.key)).size).toBe(48);
  });

  it('has the expected totals of statuses and stances', () => {
    const statuses = count(pack.position, (position) => position.status);
    const stances = count(pack.position, (position) => position.stance);

    expect(statuses).toEqual({ ANSWERED: 23, NO_POSITION: 2, DECLINED: 2, NO_RESPONSE: 1, NOT_SHOWN: 20 });
    expect(stances).toEqual({ SUPPORTS: 4, CONDITIONAL: 4, REDIRECTS: 3, NONE: 37 });
  });

  it('has a summary in Swedish and English for every answer, and a reason for every stance', () => {
    for (const position of pack.position) {
      if (position.status !== 'NOT_SHOWN') {
        expect(Object.keys(position.summary ?? {}), position.key).toEqual(['sv', 'en']);
      }
      expect(position.rationale !== null, position.key).toBe(position.stance !== 'NONE');
    }
  });

  it('covers 77 of the 349 seats of its election, which is inferred', () => {
    const answered = pack.participation.filter((one) => one.status === 'ANSWERED').map((one) => one.partyKey);
    const results = pack.partyResult.filter((result) => result.electionKey === 'se-riksdag-2022');
    const seats = results
      .filter((result) => answered.includes(result.partyKey ?? ''))
      .reduce((sum, result) => sum + (result.seats ?? 0), 0);

    expect([answered.length, seats]).toEqual([4, 77]);
    expect(pack.questionnaire[0]).toMatchObject({
      electionKey: 'se-riksdag-2022',
      electionBasis: 'INFERRED',
    });
  });

  it('distinguishes a missing answer from an answer', () => {
    const silent = pack.position.find((position) => position.key === 'valkompass-2022/1/M');
    const left = pack.position.find((position) => position.key === 'valkompass-2022/4/S');

    expect(silent).toMatchObject({ status: 'NO_RESPONSE', language: null, editorNote: expect.any(String) });
    expect(left).toMatchObject({ status: 'NOT_SHOWN', language: null, summary: null });
  });

  it('keeps the comment that is only announced, and its author', () => {
    const announced = pack.commentary.filter((commentary) => commentary.announcedOnly);

    expect(pack.commentary).toHaveLength(7);
    expect(announced).toMatchObject([
      { about: 'Questionnaire:valkompass-2022', authors: ['Person:christian-landgren'], summary: null },
    ]);
  });

  it('connects the named persons to the Riksdag by id', () => {
    const named = pack.position.find((position) => position.key === 'valkompass-2022/1/C')?.spokespersonKeys;
    const first = pack.person.find((person) => person.key === named?.[0]);

    expect(named).toEqual(['niels-paarup-petersen', 'alireza-akhondi']);
    expect(first?.nameVariants).toEqual(['Niels Paarup Petersen']);
    expect(first?.identifiers).toContainEqual({ scheme: 'riksdagen', value: '0587736055221' });
  });

  it('has two or three topics per question, eleven in all', () => {
    const topics = pack.question.map((question) => question.topicKeys);

    expect(topics.every((keys) => keys.length === 2 || keys.length === 3)).toBe(true);
    expect(new Set(topics.flat()).size).toBe(11);
    expect(topics[3]).toEqual(expect.arrayContaining(['data-sharing', 'open-data']));
    expect(topics[5]).toContain('open-source');
  });
});

describe.skipIf(!existsSync(join(shared, 'content-ground-truth.json')))(
  'the ground truth of the compass',
  () => {
    it('has the same status, stance, themes and persons in every cell', async () => {
      const truth = JSON.parse(await readFile(join(shared, 'content-ground-truth.json'), 'utf8'));
      const ids = new Map(
        pack.person.map((person) => [
          person.key,
          person.identifiers.find((id) => id.scheme === 'riksdagen')?.value,
        ]),
      );

      for (const cell of truth.document000.positions) {
        const ours = pack.position.find(
          (one) => one.key === `valkompass-2022/${cell.question}/${cell.party}`,
        );
        expect(ours, JSON.stringify(cell)).toMatchObject({ status: cell.status, stance: cell.stance });
        expect(ours?.topicKeys).toEqual(cell.themes ?? []);
        expect(ours?.spokespersonKeys.map((key) => ids.get(key))).toEqual(
          (cell.namedPersons ?? []).map((person: { riksdagenId: string }) => person.riksdagenId),
        );
      }
    });

    it('has the same comments about the same parties, from the same lines', async () => {
      const truth = JSON.parse(await readFile(join(shared, 'content-ground-truth.json'), 'utf8'));

      for (const [index, comment] of truth.document000.commentaries.entries()) {
        const parties = (comment.about ?? []).map((code: string) => `SE/${code}`);
        expect(pack.commentary[index]?.partyKeys).toEqual(parties);
        expect(pack.commentary[index]?.origin.lines).toEqual([comment.line, comment.line]);
      }
    });
  },
);

describe('the documents', () => {
  it('are two articles, one of them a draft, a report and a statement', () => {
    const articles = pack.document.filter((document) => document instanceof Article);

    expect(articles.map(({ key, draft }) => [key, draft])).toEqual([
      ['en-datadriven-arbetsmarknad', false],
      ['oppna-data-och-ai', true],
    ]);
    expect(articles[0]).toMatchObject({ viewCount: 74, commentCount: 0, authors: ['Person:olle-lundin'] });
    expect(articles[1]).toMatchObject({ publishedOn: '2024-09-12', authors: ['Person:mattias-axell'] });
    expect(pack.document.filter((one) => one.access === 'EXCERPT').map((one) => one.constructor)).toEqual([
      Report,
      Statement,
    ]);
  });

  it('hold the obstacles, measures, actors and actions of the draft', () => {
    const draft = pack.document.find((document) => document.key === 'oppna-data-och-ai');

    expect(count(ownConcepts(), (concept) => concept.type)).toEqual({ obstacle: 5, measure: 5 });
    expect(of(pack.responsibility, 'oppna-data-och-ai')).toHaveLength(10);
    expect(draft instanceof Article && draft.actions).toHaveLength(4);
    expect(draft instanceof Article && [...draft.obstacleKeys, ...draft.measureKeys]).toHaveLength(10);
  });

  it('have every list of every concept, without a database that fills in empty ones', () => {
    for (const { key, altLabels, broaderKeys, relatedKeys, exactMatch, topicKeys } of pack.concept) {
      const lists = [altLabels, broaderKeys, relatedKeys, exactMatch, topicKeys];
      expect([key, lists.every(Array.isArray)]).toEqual([key, true]);
    }
  });

  it('relate each measure to the obstacle that it answers, both ways', () => {
    for (const concept of ownConcepts()) {
      for (const key of concept.relatedKeys) {
        expect(pack.concept.find((other) => other.key === key)?.relatedKeys).toContain(concept.key);
      }
    }
    expect(
      ownConcepts()
        .filter((concept) => concept.relatedKeys.length === 0)
        .map((one) => one.key),
    ).toEqual(['law-and-secrecy', 'open-more-data']);
  });

  it('hold the parts of the report', () => {
    const key = 'tjanstemannavalden-och-algoritmer';
    const report = pack.document.find((document) => document.key === key);
    const boxes = of(pack.factBox, key);

    expect(of(pack.section, key)).toHaveLength(14);
    expect(boxes.map((box) => box.organisationKey)).toEqual(['actiris', 'fackliga-brysselkontoret', 'wapes']);
    expect(boxes[0]?.facts.map((fact) => fact.value)).toEqual([89000, 18, 15, 12.4]);
    expect(boxes[2]?.facts.map((fact) => fact.value)).toEqual([1988, 80, 1_000_000]);
    expect(report instanceof Report && report.interviewQuestions).toHaveLength(4);
    expect(report instanceof Report && report.missingParts).toHaveLength(5);
    expect(pack.quote).toEqual([]);
  });

  it('list seventeen contacts of the journey, one person in three spellings', () => {
    const contacts = of(pack.mention, 'tjanstemannavalden-och-algoritmer').filter((one) =>
      one.target?.startsWith('Person:'),
    );

    expect(contacts).toHaveLength(17);
    expect(pack.person.find((person) => person.key === 'carl-albert-hjelmborn')?.nameVariants).toHaveLength(
      2,
    );
  });

  it('hold the panel and the demands of the statement', () => {
    const statement = pack.document.find((document) => document instanceof Statement);
    const panel = pack.membership.filter((one) => one.documentKey === 'digitalisering-for-alle');

    expect(statement).toMatchObject({ adoptedOn: '2017-03-28', basis: 'INFERRED', language: 'no' });
    expect(panel.map((seat) => [seat.personKey, seat.role === null])).toEqual([
      ['heidi-austlid', true],
      ['hans-christian-gabrielsen', false],
      ['hadia-tajik', false],
      ['robert-steen', false],
      ['marte-ingul', false],
    ]);
    expect(pack.demand.map((demand) => demand.number)).toEqual(
      Array.from({ length: 16 }, (_, index) => index + 1),
    );
    expect(pack.demand[10]?.summary?.en).toContain('GDPR');
    expect(pack.organisation.find((one) => one.key === 'oslo-arbeiderparti')).toMatchObject({
      kind: 'PARTY_BRANCH',
      parentKey: 'arbeiderpartiet',
    });
  });

  it('name five data gaps, none of which is open', () => {
    expect(pack.dataGap.map((gap) => [gap.key, gap.status])).toEqual([
      ['working-hours', 'MISSING'],
      ['employment-benefits', 'MISSING'],
      ['wages', 'PARTLY_OPEN'],
      ['small-municipality-data', 'PARTLY_OPEN'],
      ['culture-data', 'PARTLY_OPEN'],
    ]);
  });
});

describe('the reference data', () => {
  it('has elections whose seats and votes add up', () => {
    for (const election of pack.election.filter(({ key }) => key !== 'se-riksdag-2030')) {
      const results = pack.partyResult.filter((result) => result.electionKey === election.key);
      const sum = (key: 'seats' | 'votes') =>
        results.reduce((total, result) => total + (result[key] ?? 0), 0);

      expect([sum('seats'), sum('votes')], election.key).toEqual([349, election.validVotes]);
    }
    expect(pack.election.map((election) => election.date.slice(0, 4))).toEqual([
      '2014',
      '2018',
      '2022',
      '2026',
      '2030',
    ]);
  });

  it('has the coming election without a result, and fields without an election use the one before', () => {
    const content = createContent(pack);

    expect(content.elections.get('se-riksdag-2030')).toMatchObject({ date: '2030-09-08', validVotes: null });
    expect(content.resultsOf('se-riksdag-2030')).toEqual([]);
    expect(content.latestElection('SE')?.key).toBe('se-riksdag-2026');
  });

  it('has the name under which a party ran', () => {
    const liberals = pack.partyResult
      .filter((result) => result.partyKey === 'SE/L')
      .map((result) => result.label);

    expect(liberals).toEqual(['FP', 'L', 'L', 'L']);
  });

  it('has the country, 21 counties with NUTS 3 and 290 municipalities with concept ids', () => {
    expect(count(pack.place, (place) => place.kind)).toEqual({ COUNTRY: 1, COUNTY: 21, MUNICIPALITY: 290 });
    expect(pack.place.every((place) => place.taxonomyId !== null)).toBe(true);
    expect(pack.place.find((place) => place.key === '12')).toMatchObject({
      name: 'Skåne län',
      nuts: 'SE224',
    });
    expect(pack.place.find((place) => place.key === '1287')).toMatchObject({
      name: 'Trelleborg',
      countyKey: '12',
    });
  });
});

describe('all records', () => {
  it('have a unique key, a position and a file', () => {
    for (const [type, records] of Object.entries<OwnContent[]>(pack)) {
      expect(new Set(records.map((record) => record.key)).size, type).toBe(records.length);
      expect(records.map((record) => record.position)).toEqual(records.map((_, index) => index));
      expect(records.every((record) => /^(content|reference)\/.+\.yaml$/.test(record.origin.file))).toBe(
        true,
      );
    }
  });

  it('name the original and its lines where they come from one', () => {
    expect(pack.position.find((position) => position.key === 'valkompass-2022/6/C')?.origin).toEqual({
      file: 'content/questionnaires/valkompass-2022.yaml',
      document: 'Valkompassen: partierna om JobTech',
      url: 'https://www.swedishjobtech.se/post/valkompassen-jobtech',
      lines: [147, 147],
    });
  });

  it('point only at existing records', () => {
    const keys = (records: readonly OwnContent[]) => new Set(records.map((record) => record.key));
    const topics = keys(pack.topic);
    const organisations = keys(pack.organisation);
    const persons = keys(pack.person);
    const parties = keys(pack.party);
    const targets = new Set([
      ...[...persons].map((key) => `Person:${key}`),
      ...[...organisations].map((key) => `Organisation:${key}`),
      ...[...parties].map((key) => `Party:${key}`),
      ...[...keys(pack.legalAct)].map((key) => `LegalAct:${key}`),
      'Source:dataportal-se',
      'Source:handlingar',
      'Source:data-europa',
    ]);
    const dangling = [
      ...[pack.question, pack.position, pack.document, pack.demand, pack.concept, pack.legalAct, pack.dataGap]
        .flat()
        .flatMap((record) => record.topicKeys)
        .filter((key) => !topics.has(key)),
      ...pack.topic.flatMap((topic) => topic.broaderKeys).filter((key) => !topics.has(key)),
      ...pack.mention.flatMap((mention) => mention.target ?? []).filter((key) => !targets.has(key)),
      ...[...pack.document, ...pack.commentary]
        .flatMap((one) => one.authors)
        .filter((key) => !targets.has(key)),
      ...pack.membership.filter((one) => !persons.has(one.personKey)),
      ...pack.membership.flatMap((one) => one.organisationKey ?? []).filter((key) => !organisations.has(key)),
      ...pack.organisation.filter((one) => one.parentKey !== null && !organisations.has(one.parentKey)),
      ...pack.position.filter((one) => !parties.has(one.partyKey)),
      ...pack.dataGap.flatMap((gap) => gap.responsibleKeys).filter((key) => !organisations.has(key)),
    ];

    expect(dangling).toEqual([]);
  });

  it('have search terms of at least three letters for every topic and source', () => {
    for (const topic of pack.topic) {
      const terms = [
        ...(topic.crosswalk.catalogue?.terms ?? []),
        ...(topic.crosswalk.parliament?.terms ?? []),
      ];
      expect(terms.length, topic.key).toBeGreaterThan(2);
      expect(terms.every((term) => term.length >= 3)).toBe(true);
    }
  });

  it('have a version that changes only when the files change', async () => {
    const [first, second] = await Promise.all([packVersion(folders), packVersion(folders)]);

    expect(first).toBe(second);
    expect(first).not.toBe(await packVersion(folders.slice(1)));
  });
});

describe.skipIf(!existsSync(originals))('the words of the pack', () => {
  it('never repeat eight consecutive words of an original, except in titles and addresses', async () => {
    const files = await readdir(originals);
    const texts = await Promise.all(files.map((file) => readFile(join(originals, file), 'utf8')));
    const taken = new Set(texts.flatMap((text) => runs(text)));
    const content = await readdir(resolve('content'), { recursive: true });

    const copied: string[] = [];
    for (const file of content.filter((path) => /\.(yaml|md)$/.test(path))) {
      const text = await readFile(resolve('content', file), 'utf8');
      // Titles, names and addresses stay as printed.
      const own = text.replace(/^title: .*$|https?:\S+/gm, '');
      copied.push(...runs(own).filter((run) => taken.has(run)));
    }

    expect(copied).toEqual([]);
  });
});

/** All runs of eight words, without diacritics and case, so that the OCR text is compared too. */
function runs(text: string): string[] {
  const folded = text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ø', 'o');
  const words = folded.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(7).map((_, index) => words.slice(index, index + 8).join(' '));
}
