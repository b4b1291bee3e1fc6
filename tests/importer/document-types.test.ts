import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { applyRecords } from '../../src/content/apply-content.ts';
import { readTexts } from '../../src/content/imported-texts.ts';
import { loadRecords } from '../../src/content/load-content.ts';
import type { ContentRecords } from '../../src/database/content-types.ts';
import type { ImportReport } from '../../src/importer/import.ts';
import { searchContent } from '../../src/search/search.ts';
import { describeOnBothDatabases, emptyDatabase } from '../support/database.ts';
import { pdfOf } from './pdf.ts';
import { blocksOf, examplePack, fixtures, folder, importThese, write } from './support.ts';

describeOnBothDatabases('originals that are not in the pack', (database) => {
  let report: ImportReport;
  let records: ContentRecords;
  beforeAll(async () => {
    await emptyDatabase(database());
    await applyRecords(database().dataSource, examplePack());
    report = await importThese(database(), [fixtures]);
    records = await loadRecords(database().dataSource);
  });
  const textOf = async (key: string) => (await readTexts(database().dataSource, [key])).get(key);
  const warnings = (file: string) =>
    report.warnings
      .filter((warning) => warning.file.endsWith(file))
      .map(({ line, message }) => `${line} ${message}`);
  const blocks = (key: string) => blocksOf(database().dataSource, key);

  describe('a questionnaire scraped from a page', () => {
    const cell = (key: string) => records.position.find((one) => one.key === `exempelkompassen/${key}`);

    it('has a position for every question and party, with the status by rules or set by an editor', () => {
      const cells = records.position
        .filter(({ key }) => key.startsWith('exempelkompassen/'))
        .map(({ key, status }) => `${key.slice(17)} ${status}`);

      expect(cells.sort()).toEqual([
        '1/X ANSWERED',
        '1/Y DECLINED',
        '2/X ANSWERED',
        '2/Y NOT_SHOWN',
        '3/X NO_POSITION',
        '3/Y NO_RESPONSE',
      ]);
      expect(
        new Set(
          records.position
            .filter(({ key }) => key.startsWith('exempelkompassen/'))
            .map(({ stance }) => stance),
        ),
      ).toEqual(new Set(['NONE']));
    });

    it('reads answers of several paragraphs without the comment after them', async () => {
      expect(await textOf('Position:exempelkompassen/2/X')).toBe(
        'Vi gör två saker. Den första är enkel.\n\nDen andra är svår.',
      );
      expect(await textOf('Commentary:exempelkompassen/commentary/2')).toBe('Svaret är utförligt.');
      expect(cell('2/X')?.origin).toMatchObject({ file: 'compass.txt', lines: [31, 33] });
    });

    it('finds a heading at the end of the comment before it', async () => {
      expect(await textOf('Commentary:exempelkompassen/commentary/1')).toBe('Hälften svarade.');
      expect(
        records.question.filter(({ questionnaireKey }) => questionnaireKey === 'exempelkompassen'),
      ).toHaveLength(3);
      expect(await textOf('Question:exempelkompassen/2')).toBe('Vad gör ni för fler exempel?');
    });

    it('keeps the note that no answer came as an editor’s note, not as an answer', async () => {
      expect(cell('3/Y')).toMatchObject({ editorNote: 'Inget svar.', language: null });
      expect(await textOf('Position:exempelkompassen/3/Y')).toBeUndefined();
    });

    it('finds the persons that an answer names, and masks their contact details', async () => {
      const answer = (await blocks('exempelkompassen')).find(
        ({ ref }) => ref === 'Position:exempelkompassen/1/X',
      );

      expect(cell('1/X')?.spokespersonKeys).toEqual(['exempel']);
      expect(answer?.mentions).toContainEqual({ asPrinted: 'Asa Exempel', target: 'Person:exempel' });
      expect(answer?.displayText).toBe('Asa Exempel svarar för exempel och nås på [e-post] eller [telefon].');
      expect(answer?.rawText).toContain('asa@exempel.se');
      expect(await textOf('Position:exempelkompassen/1/X')).not.toMatch(/asa@|070/);
      expect(
        (await searchContent(database().dataSource, { query: 'asa@exempel.se', limit: 5 })).hits,
      ).toEqual([]);
    });

    it('separates furniture, title, lead and notes from the text', async () => {
      const roles = (await blocks('exempelkompassen')).map(
        ({ role, displayText }) => `${role} ${displayText}`,
      );

      expect(roles).toContain('TITLE Exempelkompassen');
      expect(roles).toContain('LEAD Inför exempelvalet ställde föreningen tre frågor:');
      expect(roles).toContain('EDITORIAL_NOTE (Härifrån visas bara partier som svarat)');
      expect(roles.filter((role) => role === 'FURNITURE null')).toHaveLength(2);
    });

    it('keeps a comment that is announced without a text', () => {
      expect(
        records.commentary.find(
          ({ announcedOnly, key }) => announcedOnly && key.startsWith('exempelkompassen/'),
        ),
      ).toMatchObject({
        about: 'Questionnaire:exempelkompassen',
        authors: ['Person:exempel'],
      });
    });
  });

  it('reads a questionnaire in Markdown by its headings', () => {
    const cells = records.position.filter(({ key }) => key.startsWith('exempelkompassen-markdown/'));

    expect(cells.map(({ key, status }) => `${key.slice(26)} ${status}`)).toEqual([
      '1/X ANSWERED',
      '1/Y ANSWERED',
      '2/X NOT_SHOWN',
      '2/Y ANSWERED',
    ]);
    expect(records.questionnaire.find(({ key }) => key === 'exempelkompassen-markdown')?.publishedOn).toBe(
      '2031-05-02',
    );
  });

  it('reads an article in Markdown: front matter, lists by the categories of the manifest, no HTML', async () => {
    const article = records.document.find(({ key }) => key === 'exempel-om-exempel');
    const points = records.point.filter(({ documentKey }) => documentKey === 'exempel-om-exempel');

    expect(article).toMatchObject({
      title: 'Exempel om exempel',
      publishedOn: '2031-02-03',
      authors: ['Person:exempel'],
      topicKeys: ['forests'],
    });
    expect(points.map(({ kind, number, group, title }) => [kind, number, group, title])).toEqual([
      ['BENEFIT', 1, null, 'Enkelhet'],
      ['BENEFIT', 2, null, 'Glädje'],
      ['RESPONSIBILITY', 1, 'Föreningar', 'Exempelföreningen'],
      ['RESPONSIBILITY', 2, 'Andra', 'Alla'],
      ['ACTION', 1, null, null],
      ['REMARK', 1, null, null],
    ]);
    expect(records.responsibility[0]).toMatchObject({
      actor: 'Exempelföreningen',
      organisationKey: 'exempel',
      text: { sv: 'Ska samla exempel.' },
    });
    const text = await textOf('Article:exempel-om-exempel');
    expect(text).toContain('skriver här om exempel. Ring [telefon].');
    expect(text).not.toMatch(/alert|script|†/);
  });

  it('reads the article of an HTML page, without the page around it and without hidden elements', async () => {
    const text = await textOf('Article:exempel-pa-natet');
    const all = await blocks('exempel-pa-natet');

    expect(text).toContain('Exempelföreningen & andra skriver exempel som alla får läsa');
    expect(text).not.toMatch(/Hem|Om oss|Kakor|gömda|alert|cookie|javascript|<|color/);
    expect(records.document.find(({ key }) => key === 'exempel-pa-natet')).toMatchObject({
      title: 'Exempel på nätet',
      authors: ['Person:exempel'],
    });
    expect(all.find(({ displayText }) => displayText?.startsWith('Exempelföreningen &'))).toMatchObject({
      lineFrom: 17,
      lineTo: 18,
      role: 'PARAGRAPH',
    });
    expect(all.filter(({ role }) => role === 'LIST_ITEM')).toHaveLength(2);
    expect(records.section.find(({ documentKey }) => documentKey === 'exempel-pa-natet')?.heading).toBe(
      'Hur det går till',
    );
  });

  it('reads an OCR text by the lines of its manifest, and repairs nothing in it', async () => {
    const key = 'exempelrapport-om-skogar';
    const sections = records.section.filter(({ documentKey }) => documentKey === key);

    expect(sections.map(({ heading, origin }) => [heading, origin.lines?.[0]])).toEqual([
      ['Förord', 3],
      ['En lång rubrik', 15],
    ]);
    expect(await textOf(`Section:${key}/1`)).toBe(
      'Vi reste till en skog for att se pa trad. Skogen var stor och gron. Asa Exempel motte oss dar och visade en stig som ingen\n\n4 hade sett forut.',
    );
    expect(records.factBox.find(({ documentKey }) => documentKey === key)).toMatchObject({
      title: 'Skogen',
      text: 'trees: 12500; width: 4.5km; lakes: 7',
      organisationKey: 'exempel',
    });
    expect(warnings('report.txt')).toEqual([
      '18 the box does not contain 7, which the manifest gives as lakes; check both',
    ]);
    expect(records.document.find((one) => one.key === key)).toMatchObject({
      // The text of the report may not be shown.
      interviewQuestions: [],
      missingParts: ['bilaga 1'],
    });
    expect(records.quote.find(({ documentKey }) => documentKey === key)).toMatchObject({
      text: 'Skogen ar var basta larare.',
      speakerKey: 'exempel',
    });
  });

  it.each([['arbetsförmedlingen'], ['träd på stigen'], ['Åsa Exempel']])(
    'finds "%s" in an OCR text without å, ä and ö',
    async (query) => {
      const { hits } = await searchContent(database().dataSource, { query, types: ['Report'], limit: 5 });

      expect(hits.map(({ ref }) => ref)).toContain('Report:exempelrapport-om-skogar');
    },
  );

  it('reads a statement: panel, headings without markup, and numbered demands', async () => {
    const key = 'eksempler-til-alle';

    expect(records.membership.filter(({ documentKey }) => documentKey === key)).toMatchObject([
      { personKey: 'exempel', role: null, organisationKey: 'exempel' },
    ]);
    expect(warnings('statement.txt')).toEqual([
      '8 this panelist is not among the persons of the content; add the person there, or name the person in the manifest, under panel',
    ]);
    expect(
      records.section.filter(({ documentKey }) => documentKey === key).map(({ heading }) => heading),
    ).toEqual(['Skog og eksempler', 'Vann']);
    expect(await textOf(`Demand:${key}/2`)).toBe('Exempelloven må følges');
    expect((await blocks(key)).find(({ ref }) => ref === `Demand:${key}/2`)?.mentions).toEqual([
      { asPrinted: 'Exempelloven', target: 'LegalAct:sfs:2031:1' },
    ]);
    expect(records.document.find((one) => one.key === key)).toMatchObject({
      adoptedByKey: 'avdelning',
      adoptedOn: '2031-05-03',
      basis: 'INFERRED',
    });
  });

  it('gives file, document and lines as the origin of each entity', () => {
    const demand = records.demand.find(({ key }) => key === 'eksempler-til-alle/1');

    expect(demand?.origin).toEqual({
      file: 'statement.txt',
      document: '- Eksempelpartiet vil ha flere eksempler',
      lines: [20, 20],
    });
  });

  it('reads a PDF column by column and across page breaks', async () => {
    const left = ['Forsta spalten', 'borjar har och', 'slutar sedan.'];
    const right = ['Andra spalten', 'kommer efter den', 'forsta spalten.'];
    const column = (texts: string[], x: number) =>
      texts.map((text, index) => ({ x, y: 700 - index * 14, text }));
    const pages = [
      [
        { x: 60, y: 760, text: 'Ett exempel som gar tvars over sidans bada spalter och blir langt' },
        ...column(left, 60),
        ...column(right, 330),
      ],
      [
        { x: 60, y: 760, text: 'Nasta sida har bara en' },
        { x: 60, y: 746, text: 'enda spalt.' },
      ],
    ];
    const path = folder();
    write(
      path,
      'columns.pdf',
      pdfOf(pages),
      'slug: exempel-pdf\nkind: ARTICLE\nlanguage: sv\naccess: FULL\n',
    );

    await importThese(database(), [join(path, 'columns.pdf')]);

    expect(await textOf('Article:exempel-pdf')).toBe(
      'Ett exempel som gar tvars over sidans bada spalter och blir langt\n\nForsta spalten borjar har och slutar sedan.\n\nAndra spalten kommer efter den forsta spalten.\n\nNasta sida har bara en enda spalt.',
    );
  });
});
