import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { applyRecords } from '../../src/content/apply-content.ts';
import { readTexts } from '../../src/content/imported-texts.ts';
import { loadRecords } from '../../src/content/load-content.ts';
import { readPack } from '../../src/content/pack/pack.ts';
import { type Content, createContent } from '../../src/content/snapshot.ts';
import type { ContentRecords } from '../../src/database/content-types.ts';
import type { Database } from '../../src/database/database.ts';
import { SourceDocument, type TextBlock } from '../../src/database/tables.ts';
import { type ImportReport, readOriginals, storeOriginals } from '../../src/importer/import.ts';
import { searchContent } from '../../src/search/search.ts';
import { lendTestDatabase } from '../support/database.ts';
import { blocksOf } from './support.ts';

const root = join(import.meta.dirname, '../..');
const originals = join(root, '../shared/documents');
const expected = join(root, '../shared/content-ground-truth.json');

const compass = 'valkompass-2022';
const post = 'en-datadriven-arbetsmarknad';
const draft = 'oppna-data-och-ai';
const journey = 'tjanstemannavalden-och-algoritmer';
const statement = 'digitalisering-for-alle';

describe.skipIf(!existsSync(originals))('the association’s originals', () => {
  let database: Database;
  let report: ImportReport;
  let records: ContentRecords;
  let content: Content;
  const blocks = new Map<string, TextBlock[]>();
  const importAll = async () => {
    const pack = await readPack([join(root, 'reference'), join(root, 'content')]);
    const read = await readOriginals([originals], { pack, manifests: [join(root, 'content/imports')] });
    return storeOriginals(database.dataSource, read, { pack, apply: true });
  };
  beforeAll(async () => {
    database = await lendTestDatabase();
    await applyRecords(database.dataSource, await readPack([join(root, 'reference'), join(root, 'content')]));
    report = await importAll();
    records = await loadRecords(database.dataSource);
    content = createContent(records);
    for (const key of [compass, post, draft, journey, statement]) {
      blocks.set(key, await blocksOf(database.dataSource, key));
    }
    return () => database.close();
  });

  const truth = () => JSON.parse(readFileSync(expected, 'utf8'));
  const position = (question: number, party: string) =>
    content.positions.get(`${compass}/${question}/${party}`) ?? null;
  const text = async (ref: string) => (await readTexts(database.dataSource, [ref])).get(ref) ?? null;
  const blocksIn = (key: string) => blocks.get(key) ?? [];
  const blocksAt = (key: string, line: number) =>
    blocksIn(key).filter(({ lineFrom, lineTo }) => lineFrom <= line && line <= lineTo);
  const targets = (key: string, type: string) =>
    new Set(
      blocksIn(key)
        .flatMap(({ mentions }) => mentions.map(({ target }) => target))
        .filter((target) => target.startsWith(`${type}:`)),
    );
  const points = (kind: string) => content.pointsOf(draft).filter((point) => point.kind === kind);
  const readDraft = () => records.point.filter(({ documentKey }) => documentKey === draft);

  it('1: the compass has 6 questions, 8 parties and 48 positions, each pair once', () => {
    const positions = records.position.filter(({ key }) => key.startsWith(`${compass}/`));

    expect(content.questionnaires.size).toBe(1);
    expect(content.questionsOf(compass)).toHaveLength(6);
    expect(content.participantsOf(compass).map(({ partyKey }) => partyKey.slice(3))).toEqual(
      truth().document000.partiesInOrder,
    );
    expect(new Set(positions.map(({ questionKey, partyKey }) => `${questionKey} ${partyKey}`)).size).toBe(48);
  });

  it('2: the statuses read from the document have the expected totals', async () => {
    const { rows } = await database.dataSource.manager.findOneByOrFail(SourceDocument, { key: compass });
    const totals: Record<string, number> = {};
    for (const { type, fields } of rows) {
      if (type === 'Position') totals[String(fields['status'])] = (totals[String(fields['status'])] ?? 0) + 1;
    }

    expect(totals).toEqual(truth().document000.statusTotals);
    for (const cell of truth().document000.positions) {
      expect(position(cell.question, cell.party)).toMatchObject({ status: cell.status, stance: cell.stance });
    }
  });

  it('3 to 7: positions without an answer have a status that says why', async () => {
    expect(position(6, 'KD')).toMatchObject({ status: 'NO_POSITION', stance: 'NONE' });
    expect(position(1, 'SD')?.status).toBe('NO_POSITION');
    expect(await text(`Position:${compass}/1/SD`)).toMatch(/^SD /);
    expect([position(1, 'V')?.status, position(1, 'S')?.status]).toEqual(['DECLINED', 'DECLINED']);
    expect(position(1, 'M')?.status).toBe('NO_RESPONSE');
    expect(position(1, 'M')?.editorNote).toBeTruthy();
    expect(await text(`Position:${compass}/1/M`)).toBeNull();
    expect(position(4, 'S')?.status).toBe('NOT_SHOWN');
    expect(await text(`Position:${compass}/4/S`)).toBeNull();
  });

  it('8: question 2 is found within line 56, and comment 1 ends before it', async () => {
    const comment = await text(`Commentary:${compass}/commentary/1`);

    expect(await text(`Question:${compass}/2`)).toBeTruthy();
    expect(comment).toMatch(/dessa frågor\.$/);
    expect(comment).not.toContain('2.');
    expect(blocksAt(compass, 56).map(({ role }) => role)).toEqual(['PARAGRAPH', 'HEADING']);
    for (const [number, line] of Object.entries(truth().document000.headingLines)) {
      expect(blocksAt(compass, Number(line)).at(-1)).toMatchObject({
        ref: `Question:${compass}/${number}`,
        role: 'HEADING',
      });
    }
  });

  it('9: title and lead are separate', async () => {
    const document = await database.dataSource.manager.findOneByOrFail(SourceDocument, { key: compass });

    expect(document.title).toBe('VALKOMPASSEN - JobTech');
    expect(document.lead).toMatch(/^Inför valet/);
  });

  it('10: C names two persons in answer 1, one of them under a misprinted name', () => {
    const answer = blocksIn(compass).find(({ ref }) => ref === `Position:${compass}/1/C`);
    const [first] = truth().document000.positions[0].namedPersons;

    expect(position(1, 'C')?.spokespersonKeys).toHaveLength(2);
    expect(answer?.mentions).toContainEqual({
      asPrinted: 'Niels Paarup Petersen',
      target: 'Person:niels-paarup-petersen',
    });
    expect(content.persons.get('niels-paarup-petersen')?.identifiers).toContainEqual({
      scheme: 'riksdagen',
      value: first.riksdagenId,
    });
  });

  it('11: MP names two persons with different roles in answer 1', () => {
    const named = position(1, 'MP')?.spokespersonKeys ?? [];
    const roles = named.map(
      (key) => content.rolesOf(key).find(({ documentKey }) => documentKey === compass)?.role?.en,
    );

    expect(roles[0]).toContain('labour-market');
    expect(roles[1]).toContain('transport');
  });

  it('12 and 13: six comments, one for each question and none inside an answer', async () => {
    const commented = truth().document000.commentaries.filter(({ on }: { on: unknown }) => on !== 'document');
    expect(commented).toHaveLength(6);
    for (const { on, about, line } of commented) {
      const [comment] = content.commentariesOn(`Question:${compass}/${on}`);
      expect(await text(`Commentary:${comment?.key}`)).toBeTruthy();
      expect(comment?.partyKeys).toEqual(about.map((code: string) => `SE/${code}`));
      expect(blocksAt(compass, line).some(({ ref }) => ref === `Commentary:${comment?.key}`)).toBe(true);
    }
    expect(await text(`Position:${compass}/4/MP`)).toMatch(/diskriminering\.$/);
    expect(await text(`Commentary:${compass}/commentary/4`)).toContain('Skatteverket');
  });

  it('14: an announced comment has an author and no text', async () => {
    const [announced] = content.commentariesOn(`Questionnaire:${compass}`);

    expect(announced).toMatchObject({ announcedOnly: true, authors: ['Person:christian-landgren'] });
    expect(await text(`Commentary:${announced?.key}`)).toBeNull();
    expect(content.rolesOf('christian-landgren')[0]?.organisationKey).toBe('iteam');
    expect(blocksAt(compass, 18)[0]?.mentions.map(({ target }) => target)).toEqual([
      'Person:christian-landgren',
      'Organisation:iteam',
    ]);
  });

  it('15: the note in brackets belongs to question 2 and not to a party', () => {
    expect(blocksAt(compass, truth().document000.editorialNoteLine)).toMatchObject([
      { role: 'EDITORIAL_NOTE', ref: `Question:${compass}/2` },
    ]);
  });

  it('16: no text contains parts of the page around it', async () => {
    const all = (await database.dataSource.query('SELECT "body" FROM "imported_text"')).map(
      ({ body }: { body: string }) => body,
    );
    const shown = [...blocks.values()].flat().flatMap(({ displayText }) => displayText ?? []);

    expect([...all, ...shown].join('\n')).not.toMatch(/top of page|Fler nyheter|Social Ikon|©|visningar/);
    for (const line of truth().document001.furnitureLines) {
      expect(blocksAt(post, line).map(({ role }) => role)).toEqual(['FURNITURE']);
    }
  });

  it('17: a missing space is repaired in the display text, and not in the raw text', () => {
    const answer = blocksIn(compass).find(({ ref }) => ref === `Position:${compass}/6/C`);

    expect(answer?.displayText).toContain('öppen data. ');
    expect(answer?.rawText).not.toContain('öppen data. ');
    expect(answer?.defects).toEqual(['MISSING_SPACE']);
  });

  it('18: four of eight parties answered, with 77 of 349 seats', () => {
    const questionnaire = content.questionnaires.get(compass);

    expect(questionnaire).toMatchObject({ electionKey: 'se-riksdag-2022', electionBasis: 'INFERRED' });
    expect(questionnaire && content.coverageOf(questionnaire)).toEqual({
      asked: 8,
      answered: 4,
      seats: 77,
      seatsTotal: 349,
    });
  });

  it('19: the post has its author, its counters, and the persons and organisations it names', async () => {
    const { rows } = await database.dataSource.manager.findOneByOrFail(SourceDocument, { key: post });

    expect(rows.find(({ type }) => type === 'Article')?.fields).toMatchObject({
      authors: ['Person:olle-lundin'],
      viewCount: truth().document001.viewCount,
      commentCount: truth().document001.commentCount,
    });
    expect(await text(`Section:${post}/3`)).toMatch(/riktningen DS$/);
    expect([...targets(post, 'Person')].map((ref) => content.persons.get(ref.slice(7))?.name).sort()).toEqual(
      truth().document001.persons.sort(),
    );
    expect(targets(post, 'Organisation').size).toBe(truth().document001.organisations.length);
  });

  it('20: the draft is stored with date and author, and is not listed', async () => {
    const stored = records.document.find(({ key }) => key === draft);

    expect(stored).toMatchObject({
      draft: true,
      publishedOn: '2024-09-12',
      authors: ['Person:mattias-axell'],
    });
    expect(content.documents.has(draft)).toBe(false);
    expect(await text(`Article:${draft}`)).not.toContain('【');
    expect(blocksAt(draft, 45)[0]?.rawText).toContain('【9†source】');
    expect(
      (
        await searchContent(database.dataSource, {
          query: 'hinder för öppna data',
          types: ['Article'],
          limit: 9,
        })
      ).hits.map(({ ref }) => ref),
    ).not.toContain(`Article:${draft}`);
  });

  it('21: the draft has all its lists', () => {
    const expectedOf = truth().document002;
    const counts = Object.fromEntries(
      [...new Set(readDraft().map(({ kind }) => kind))].map((kind) => [kind, points(kind).length]),
    );
    const groups = points('RESPONSIBILITY').map(({ group }) => group);

    expect(counts).toMatchObject({
      BENEFIT: expectedOf.benefits,
      USE: expectedOf.aiUses,
      DATA_CATEGORY: expectedOf.dataCategories,
      OBSTACLE: expectedOf.obstacles,
      MEASURE: expectedOf.measures,
      RESPONSIBILITY: 10,
      ACTION: expectedOf.actions,
      REMARK: expectedOf.closingRemarks,
    });
    expect([...new Set(groups)].map((name) => groups.filter((group) => group === name).length)).toEqual(
      Object.values(expectedOf.actors),
    );
  });

  it('22: the report has its sections, fact boxes, interview questions and missing parts', () => {
    const expectedOf = truth().document003;
    const facts = (about: string) =>
      Object.fromEntries(
        content
          .factBoxesOf(journey)
          .filter(({ organisationKey }) => organisationKey === about)
          .flatMap((box) => box.facts.map(({ property, value }) => [property, value])),
      );

    expect(content.sectionsOf(journey)).toHaveLength(expectedOf.sections);
    for (const [index, line] of expectedOf.sectionLines.entries()) {
      expect(blocksAt(journey, line)).toMatchObject([
        { role: 'HEADING', ref: `Section:${journey}/${index + 1}` },
      ]);
    }
    expect(content.factBoxesOf(journey)).toHaveLength(3);
    expect(
      blocksIn(journey)
        .filter(({ role }) => role === 'FACT_BOX')
        .map(({ lineFrom }) => lineFrom),
    ).toEqual([169, 177, 260, 267, 394, 399, 404]);
    expect(facts('actiris')).toEqual({ jobseekers: 89_000, offices: 18, jobCenters: 15, unemployment: 12.4 });
    expect(facts('wapes')).toMatchObject({ since: 1988, services: 80 });
    expect(blocksIn(journey).filter(({ role }) => role === 'LIST_ITEM')).toHaveLength(
      expectedOf.interviewQuestions,
    );
    expect(records.document.find(({ key }) => key === journey)).toMatchObject({
      missingParts: ['bilaga 1', 'bilaga 2', 'bilaga 3', 'fotnot 6', 'fotnot 8'],
    });
    expect(content.quotesOf(journey)).toHaveLength(10);
  });

  it('23: three spellings are one person; an OCR text is found by correct spelling and shown as OCR read it', async () => {
    const printed = blocksIn(journey)
      .flatMap(({ mentions }) => mentions)
      .filter(({ target }) => target === 'Person:carl-albert-hjelmborn')
      .map(({ asPrinted }) => asPrinted.split(' ').at(-1));
    const finds = async (query: string) =>
      (await searchContent(database.dataSource, { query, types: ['Report'], limit: 5 })).hits.map(
        ({ ref }) => ref,
      );

    expect(new Set(printed)).toEqual(new Set(truth().document003.sameperson));
    expect(targets(journey, 'Person').size).toBe(truth().document003.personsTotal);
    expect(await finds('på arbetsförmedlingen')).toEqual([`Report:${journey}`]);
    expect(await finds('tjänstemän')).toEqual([`Report:${journey}`]);
    expect(
      blocksIn(journey)
        .map(({ displayText }) => displayText)
        .join(''),
    ).not.toMatch(/[åäö]/i);
  });

  it('24: the statement has its language, panel, demands and body', async () => {
    const expectedOf = truth().document004;
    const stored = content.documents.get(statement);

    expect(stored).toMatchObject({
      language: expectedOf.language,
      adoptedOn: expectedOf.adoptedOn,
      basis: 'INFERRED',
      adoptedByKey: 'oslo-arbeiderparti',
    });
    expect(content.organisations.get('oslo-arbeiderparti')).toMatchObject({
      kind: 'PARTY_BRANCH',
      parentKey: 'arbeiderpartiet',
    });
    expect(
      content.panelOf(statement).map(({ personKey, role }) => [personKey, role === null]),
    ).toContainEqual(['heidi-austlid', true]);
    expect(content.panelOf(statement)).toHaveLength(expectedOf.panelists);
    expect(content.demandsOf(statement)).toHaveLength(expectedOf.demands);
    expect(content.sectionsOf(statement)).toHaveLength(expectedOf.headedParts);
    expect(await text(`Demand:${statement}/16`)).toBeTruthy();
    expect(
      blocksIn(statement).find(({ ref }) => ref === `Demand:${statement}/${expectedOf.gdprDemand}`)?.mentions,
    ).toMatchObject([{ target: 'LegalAct:32016R0679' }]);
    expect(
      blocksIn(statement)
        .map(({ rawText }) => rawText)
        .join('')
        .split('\u00a0'),
    ).toHaveLength(expectedOf.noBreakSpaces + 1);
    expect(blocksIn(statement).some(({ displayText }) => displayText?.includes('\u00a0'))).toBe(false);
  });

  it('25: the second import changes no byte', async () => {
    const everything = async () =>
      JSON.stringify(
        await database.dataSource.query(
          'SELECT xmin::text, to_jsonb(t) AS row FROM "text_block" t UNION ALL SELECT xmin::text, to_jsonb(t) FROM "position" t UNION ALL SELECT xmin::text, to_jsonb(t) FROM "imported_text" t UNION ALL SELECT xmin::text, to_jsonb(t) FROM "search_entry" t UNION ALL SELECT xmin::text, to_jsonb(t) FROM "source_document" t',
        ),
      );
    const before = await everything();

    const again = await importAll();

    expect(again.changes).toEqual([]);
    expect(await everything()).toBe(before);
  });

  it('agree with the content pack, and contain no contact details', () => {
    expect(report.warnings).toEqual([]);
    expect([...blocks.values()].flat().filter(({ defects }) => defects.includes('CONTACT_DETAIL'))).toEqual(
      [],
    );
  });

  it('are reproduced by the raw texts of their blocks to the byte', () => {
    for (const file of readdirSync(originals)) {
      const original = report.originals.find(({ document }) => document.file === file);
      const raw = original?.blocks.map(({ rawText }) => rawText).join('') ?? '';

      expect(Buffer.from(raw).equals(readFileSync(join(originals, file)))).toBe(true);
    }
  });
});
