import { beforeEach, expect, it } from 'vitest';
import { applyRecords } from '../../src/content/apply-content.ts';
import { readTexts } from '../../src/content/imported-texts.ts';
import { loadRecords } from '../../src/content/load-content.ts';
import { storedPackVersion, syncPack } from '../../src/content/sync-pack.ts';
import { contentTypeNames, declarationOf } from '../../src/database/content-types.ts';
import { contentChanged } from '../../src/database/listen.ts';
import { Article, Report } from '../../src/entities/document.ts';
import { Language } from '../../src/entities/language.ts';
import { entity } from '../../src/entities/node.ts';
import { Place } from '../../src/entities/place.ts';
import { Access, PlaceKind } from '../../src/entities/vocabulary.ts';
import { describeOnBothDatabases, emptyDatabase } from '../support/database.ts';
import { exampleRecords, originalWith } from './records.ts';

describeOnBothDatabases('applying content', (database) => {
  beforeEach(() => emptyDatabase(database()));

  it('stores records that load as instances of the same classes, ordered by position', async () => {
    const records = exampleRecords();
    records.topic.reverse();

    await applyRecords(database().dataSource, records);
    const loaded = await loadRecords(database().dataSource);

    expect(loaded.topic.map(({ key }) => key)).toEqual(['forests', 'water']);
    expect(loaded.position[0]).toMatchObject(exampleRecords().position[0] ?? {});
    expect(loaded.document[0]).toBeInstanceOf(Report);
    expect(loaded.document[0]).toMatchObject({ interviewQuestions: ['Vad heter kaféet?'], missingParts: [] });
    expect(loaded.document[1]).toMatchObject({ adoptedOn: '2020-02-29', publishedOn: null });
    expect(loaded.party[0]?.formerCodes).toEqual([]);
    expect(loaded.dataGap[0]?.crosswalk).toEqual({});
    expect(loaded.position[1]?.summary).toBeNull();
  });

  it('lists each content type after those its rows point at', () => {
    const { dataSource } = database();
    const order = contentTypeNames.map((type) => dataSource.getMetadata(declarationOf(type).entity));
    for (const [index, { foreignKeys }] of order.entries())
      for (const { referencedEntityMetadata } of foreignKeys)
        expect(order.indexOf(referencedEntityMetadata)).toBeLessThanOrEqual(index);
  });

  it('writes nothing the second time', async () => {
    const { dataSource } = database();
    const first = await applyRecords(dataSource, exampleRecords());
    const versions = () =>
      dataSource.query(
        'SELECT xmin::text, key FROM "topic" UNION ALL SELECT xmin::text, key FROM "search_entry" ORDER BY 2',
      );
    const before = await versions();

    const second = await applyRecords(dataSource, exampleRecords());
    const again = await applyRecords(dataSource, await loadRecords(dataSource));

    expect(new Set(first.map(({ kind }) => kind))).toEqual(new Set(['new']));
    expect(second).toEqual([]);
    expect(again).toEqual([]);
    expect(await versions()).toEqual(before);
  });

  it('names the fields of a changed row, and touches no other row', async () => {
    const { dataSource } = database();
    await applyRecords(dataSource, exampleRecords());
    const records = exampleRecords();
    for (const topic of records.topic.slice(0, 1)) topic.prefLabel = { sv: 'Träd' };

    const changes = await applyRecords(dataSource, records);

    expect(changes).toEqual([{ type: 'Topic', key: 'forests', kind: 'changed', fields: ['prefLabel'] }]);
    expect((await loadRecords(dataSource)).topic[0]?.prefLabel).toEqual({ sv: 'Träd' });
  });

  it('removes rows that are gone, with their texts, and those that point at others first', async () => {
    const { dataSource } = database();
    const originals = [
      originalWith('exempel', [{ ref: 'Position:exempel/1/X', body: 'Svar' }]),
      originalWith('rapport', [{ ref: 'Report:rapport', body: 'Rapport' }]),
    ];
    await applyRecords(dataSource, exampleRecords(), { originals });
    const records = { ...exampleRecords(), questionnaire: [], question: [], position: [], commentary: [] };

    const changes = await applyRecords(dataSource, records);

    expect(changes.map(({ type, key, kind }) => `${kind} ${type}:${key}`).sort()).toEqual([
      'removed Commentary:exempel/1',
      'removed Position:exempel/1/X',
      'removed Position:exempel/1/Y',
      'removed Question:exempel/1',
      'removed Questionnaire:exempel',
      'removed Text:Position:exempel/1/X',
    ]);
    const texts = await readTexts(dataSource, ['Position:exempel/1/X', 'Report:rapport']);
    expect([...texts.keys()]).toEqual(['Report:rapport']);
  });

  it('reports a document that changes type as one removed and one new', async () => {
    const { dataSource } = database();
    await applyRecords(dataSource, exampleRecords());
    const records = exampleRecords();
    const article = entity(Article, {
      key: 'utkast',
      position: 2,
      origin: { file: 'x' },
      title: 'Exempel',
      language: Language.SV,
      access: Access.FULL,
    });
    records.document = [...records.document.slice(0, 2), article];

    const changes = await applyRecords(dataSource, records);

    expect(changes.map(({ type, kind }) => `${kind} ${type}`)).toEqual(['removed Report', 'new Article']);
    expect((await loadRecords(dataSource)).document[2]).toBeInstanceOf(Article);
  });

  it('reports what would change in a dry run, and changes nothing', async () => {
    const { dataSource } = database();

    const changes = await applyRecords(dataSource, exampleRecords(), { dryRun: true });

    expect(changes.length).toBeGreaterThan(10);
    expect((await loadRecords(dataSource)).topic).toEqual([]);
  });

  it('changes nothing when one row cannot be written', async () => {
    const { dataSource } = database();
    await applyRecords(dataSource, exampleRecords());
    const records = exampleRecords();
    records.topic = [];
    for (const position of records.position) position.partyKey = 'SE/nobody';

    await expect(applyRecords(dataSource, records)).rejects.toThrow(/23503/);

    expect((await loadRecords(dataSource)).topic).toHaveLength(2);
  });

  it('replaces the texts of the originals it is given, and no others', async () => {
    const { dataSource } = database();
    const originals = [
      originalWith('exempel', [{ ref: 'Position:exempel/1/X', body: 'Ett' }]),
      originalWith('rapport', [{ ref: 'Report:rapport', body: 'Två' }]),
    ];
    await applyRecords(dataSource, exampleRecords(), { originals });

    const changes = await applyRecords(dataSource, exampleRecords(), {
      originals: [originalWith('rapport', [{ ref: 'Section:rapport/1', body: 'Tre' }])],
    });

    expect(changes.map(({ type, key, kind }) => `${kind} ${type} ${key}`)).toEqual([
      'changed SourceDocument rapport',
      'new Text Section:rapport/1',
      'removed Text Report:rapport',
    ]);
  });

  it('reads any number of texts in one statement', async () => {
    const { dataSource } = database();
    await applyRecords(dataSource, exampleRecords(), {
      originals: [originalWith('exempel', [{ ref: 'Position:exempel/1/X', body: 'Svar' }])],
    });
    const keys = ['Position:exempel/1/X', ...Array.from({ length: 500 }, (_, i) => `Position:${i}`)];
    const before = database().statements;

    const texts = await readTexts(dataSource, keys);

    expect(texts).toEqual(new Map([['Position:exempel/1/X', 'Svar']]));
    expect(database().statements - before).toBe(1);
  });

  it('notifies every listener once that the content has changed', async () => {
    const heard: string[] = [];
    const told = new Promise<void>((resolve) => {
      database()
        .listen(contentChanged, (payload) => {
          heard.push(payload);
          if (payload === 'end') resolve();
        })
        .then(async () => {
          await applyRecords(database().dataSource, exampleRecords());
          await applyRecords(database().dataSource, exampleRecords());
          await database().notify(contentChanged, 'end');
        });
    });

    await told;

    expect(heard).toHaveLength(2);
  });

  it('applies a version of the content pack once', async () => {
    const { dataSource } = database();
    let reads = 0;
    const read = async () => {
      reads += 1;
      return exampleRecords();
    };

    const first = await syncPack(dataSource, 'v1', read);
    const second = await syncPack(dataSource, 'v1', read);

    expect(first.length).toBeGreaterThan(10);
    expect(second).toEqual([]);
    expect(reads).toBe(1);
    expect(await storedPackVersion(dataSource)).toBe('v1');
  });

  it('writes seven hundred rows with few statements', async () => {
    const records = exampleRecords();
    for (let i = 1000; i < 1700; i += 1) {
      records.place.push(
        entity(Place, {
          key: String(i),
          position: i,
          origin: { file: 'x' },
          name: `Exempelstad ${i}`,
          kind: PlaceKind.MUNICIPALITY,
          countyKey: '01',
        }),
      );
    }
    const before = database().statements;
    const start = performance.now();

    await applyRecords(database().dataSource, records);

    if (process.env['SHOW_TIMES']) console.log('apply', performance.now() - start);
    expect(database().statements - before).toBeLessThan(70);
  });
});
