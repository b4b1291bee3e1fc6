import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { applyRecords } from '../../src/content/apply-content.ts';
import { readServedTexts, readTexts } from '../../src/content/imported-texts.ts';
import { loadRecords } from '../../src/content/load-content.ts';
import type { Change } from '../../src/content/table-changes.ts';
import { contentChanged } from '../../src/database/listen.ts';
import type { Ref } from '../../src/entities/commentary.ts';
import { Mention, Statement } from '../../src/entities/document.ts';
import { Language } from '../../src/entities/language.ts';
import { entity } from '../../src/entities/node.ts';
import { Position } from '../../src/entities/position.ts';
import { Question } from '../../src/entities/question.ts';
import { Questionnaire } from '../../src/entities/questionnaire.ts';
import { Access, Basis, PositionStatus, QuestionKind, Stance } from '../../src/entities/vocabulary.ts';
import { exportOriginals } from '../../src/importer/export.ts';
import { describeImport } from '../../src/importer/report.ts';
import { describeOnBothDatabases, emptyDatabase } from '../support/database.ts';
import { examplePack, fixtures, folder, importThese, write } from './support.ts';

const short = (changes: readonly Change[]) =>
  changes.filter(({ type }) => type !== 'TextBlock').map(({ kind, type, key }) => `${kind} ${type} ${key}`);

/** The example content, with reviewed entities of the compass of the fixtures. */
function packWithCompass() {
  const pack = examplePack();
  const origin = { file: 'content/questionnaires/exempelkompassen.yaml', lines: [1, 9] as [number, number] };
  pack.questionnaire.push(
    entity(Questionnaire, {
      key: 'exempelkompassen',
      position: 1,
      origin,
      title: { sv: 'Föreningens egen titel' },
      electionBasis: Basis.STATED,
      publisherKey: 'exempel',
    }),
  );
  pack.question.push(
    entity(Question, {
      key: 'exempelkompassen/1',
      position: 1,
      origin,
      questionnaireKey: 'exempelkompassen',
      number: 1,
      text: { sv: 'Med våra ord' },
      shortTitle: { sv: 'Ansvar' },
      kind: QuestionKind.NAMED_PERSON,
      topicKeys: [],
    }),
  );
  pack.position.push(
    entity(Position, {
      key: 'exempelkompassen/1/X',
      position: 2,
      origin,
      questionKey: 'exempelkompassen/1',
      partyKey: 'SE/X',
      status: PositionStatus.NO_POSITION,
      stance: Stance.NONE,
      summary: { sv: 'Vår sammanfattning' },
      spokespersonKeys: [],
      topicKeys: [],
    }),
  );
  return pack;
}

function statementOfPack() {
  return entity(Statement, {
    key: 'eksempler-til-alle',
    position: 3,
    origin: { file: 'content/statements/eksempler.yaml' },
    title: 'Eksempler til alle',
    language: Language.NO,
    publishedOn: null,
    authors: [],
    access: Access.EXCERPT,
    draft: false,
    topicKeys: [],
    adoptedByKey: 'avdelning',
    basis: Basis.STATED,
  });
}

describeOnBothDatabases('an import', (database) => {
  beforeEach(async () => {
    await emptyDatabase(database());
    await applyRecords(database().dataSource, examplePack());
  });
  const textOf = async (key: string) => (await readTexts(database().dataSource, [key])).get(key);

  it('reports the changes with their lines, and writes nothing without apply', async () => {
    const report = await importThese(database(), [join(fixtures, 'compass.txt')], { apply: false });

    const text = describeImport(report, false);
    expect(text).toContain('exempelkompassen  QUESTIONNAIRE sv FULL  “Exempelkompassen”  from compass.txt');
    expect(text).toContain('1 Position NOT_SHOWN');
    expect(text).toContain('+ Position:exempelkompassen/2/X, lines 31–33: ANSWERED');
    expect(text).toContain(
      '+ text of Position:exempelkompassen/2/X, lines 31–33: Vi gör två saker. Den första',
    );
    expect(text).toContain('Nothing has been written; add --apply to write it.');
    expect((await loadRecords(database().dataSource)).questionnaire).toHaveLength(1);
  });

  it('changes nothing the second time', async () => {
    await importThese(database(), [fixtures]);

    const again = await importThese(database(), [fixtures]);

    expect(again.changes).toEqual([]);
    expect(describeImport(again, true)).toContain('Nothing has changed.');
  });

  it('updates a changed document in place, and changes no other document', async () => {
    const path = folder(true);
    await importThese(database(), [path]);
    const file = join(path, 'compass.txt');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace('Den andra är svår.', 'Den andra är lätt.\n\nEn tredje finns.'),
    );

    const report = await importThese(database(), [path]);

    const changed = short(report.changes);
    expect(changed).toContain('changed Text Position:exempelkompassen/2/X');
    expect(changed).toContain('changed Position exempelkompassen/3/X');
    expect(changed.filter((line) => !line.startsWith('changed '))).toEqual([]);
    expect(changed.filter((line) => !line.includes('exempelkompassen') || line.includes('/1'))).toEqual([]);
    expect(await textOf('Position:exempelkompassen/2/X')).toBe(
      'Vi gör två saker. Den första är enkel.\n\nDen andra är lätt.\n\nEn tredje finns.',
    );
  });

  it('removes what a changed document no longer contains', async () => {
    const path = folder(true);
    await importThese(database(), [path]);
    const file = join(path, 'statement.txt');
    writeFileSync(file, readFileSync(file, 'utf8').replace(' • Exempelloven må følges\n', ''));

    const report = await importThese(database(), [file]);

    expect(short(report.changes).filter((line) => line.startsWith('removed'))).toEqual([
      'removed Demand eksempler-til-alle/2',
      'removed Mention eksempler-til-alle/3',
      'removed Text Demand:eksempler-til-alle/2',
    ]);
  });

  describe('of a document that is in the content pack', () => {
    it('adds texts to the entities of the pack, keeps what editors wrote, and warns where the two disagree', async () => {
      const pack = packWithCompass();
      await applyRecords(database().dataSource, pack);

      const report = await importThese(database(), [join(fixtures, 'compass.txt')], { pack });

      const records = await loadRecords(database().dataSource);
      expect(records.questionnaire.find(({ key }) => key === 'exempelkompassen')?.title).toEqual({
        sv: 'Föreningens egen titel',
      });
      expect(records.position.find(({ key }) => key === 'exempelkompassen/1/X')).toMatchObject({
        status: 'NO_POSITION',
        summary: { sv: 'Vår sammanfattning' },
      });
      expect(await textOf('Position:exempelkompassen/1/X')).toMatch(/^Asa Exempel svarar/);
      expect(await textOf('Question:exempelkompassen/1')).toMatch(/^Vem hos er/);
      const messages = report.warnings.map(({ line, message }) => `${line} ${message}`);
      expect(messages).toContain(
        '18 Position exempelkompassen/1/X: status is "ANSWERED" in the document and "NO_POSITION" in the content pack, whose value is used; correct one of them',
      );
      expect(messages).toContain(
        '24 the document has a Question here that the content pack does not have; it is kept as text only',
      );
    });

    it('adds the mentions that only the document has, and warns of them and of other counts', async () => {
      const pack = examplePack();
      const mention = (key: string, label: string, target: string, count: number) =>
        entity(Mention, {
          key: `eksempler-til-alle/${key}`,
          position: 0,
          origin: { file: 'example.yaml' },
          documentKey: 'eksempler-til-alle',
          label,
          count,
          target: target as Ref,
        });
      pack.document.push(statementOfPack());
      pack.mention.push(
        mention('1', 'Exempelföreningen', 'Organisation:exempel', 7),
        mention('2', 'Ypsilonpartiet', 'Party:SE/Y', 1),
      );
      await applyRecords(database().dataSource, pack);

      const report = await importThese(database(), [join(fixtures, 'statement.txt')], { pack });

      const records = await loadRecords(database().dataSource);
      const mentions = records.mention.filter(({ documentKey }) => documentKey === 'eksempler-til-alle');
      expect(mentions.map(({ target, count }) => [target, count])).toEqual(
        expect.arrayContaining([
          ['Organisation:exempel', 7],
          ['Party:SE/Y', 1],
          ['LegalAct:sfs:2031:1', 1],
          ['Person:exempel', 1],
        ]),
      );
      const messages = report.warnings.map(({ line, message }) => `${line} ${message}`);
      expect(messages).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^21 the document names something here .* \(Exempelloven\); add it there/),
          expect.stringMatching(/Organisation:exempel is named 2 times in the document, and 7 times/),
          expect.stringMatching(/the content pack has the Mention "Ypsilonpartiet", which is not found/),
        ]),
      );
    });

    it('stays when the pack adds entities of the document, and is used again when the pack removes them', async () => {
      await importThese(database(), [join(fixtures, 'compass.txt')]);
      const own = await loadRecords(database().dataSource);

      await applyRecords(database().dataSource, packWithCompass());
      const together = await loadRecords(database().dataSource);
      const text = await textOf('Position:exempelkompassen/1/X');
      await applyRecords(database().dataSource, examplePack());
      const alone = await loadRecords(database().dataSource);

      expect(together.position.find(({ key }) => key === 'exempelkompassen/1/X')?.status).toBe('NO_POSITION');
      expect(text).toMatch(/^Asa Exempel svarar/);
      expect(alone).toEqual(own);
      expect(await textOf('Position:exempelkompassen/2/X')).toBeTruthy();
    });

    it('drops positions of a party that the pack no longer has', async () => {
      await importThese(database(), [join(fixtures, 'compass.txt')]);
      const pack = examplePack();
      pack.party = pack.party.filter(({ code }) => code !== 'Y');
      pack.position = pack.position.filter(({ partyKey }) => partyKey !== 'SE/Y');

      await applyRecords(database().dataSource, pack);

      const records = await loadRecords(database().dataSource);
      expect(new Set(records.position.map(({ partyKey }) => partyKey))).toEqual(new Set(['SE/X']));
    });
  });

  it.each([
    ['by the manifest', 'statement.txt'],
    ['by the pack, where the manifest allows it', 'pack'],
  ])('keeps every text of a document back from clients that may only be excerpted %s', async (_, by) => {
    const path = folder(true);
    const pack = examplePack();
    if (by === 'pack') {
      const manifest = join(path, 'statement.txt.import.yaml');
      writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('EXCERPT', 'FULL'));
      pack.document.push(statementOfPack());
      await applyRecords(database().dataSource, pack);
    }
    await importThese(database(), [path], { pack });
    const keys = [
      'Demand:eksempler-til-alle/1',
      'Section:eksempler-til-alle/1',
      'Statement:eksempler-til-alle',
    ];
    const quote = 'Quote:exempelrapport-om-skogar/1';

    expect([...(await readTexts(database().dataSource, keys)).keys()].sort()).toEqual(keys);
    expect((await readServedTexts(database().dataSource, keys)).size).toBe(0);
    expect((await readServedTexts(database().dataSource, [quote])).get(quote)).toBeTruthy();
    expect((await readServedTexts(database().dataSource, ['Article:exempel-pa-natet'])).size).toBe(1);
  });

  it('is exported to files that import to the same state', async () => {
    const path = folder(true);
    const files = readdirSync(fixtures).filter((name) => !name.endsWith('.yaml'));
    appendFileSync(join(path, 'compass.txt'), '\r\n');
    writeFileSync(join(path, 'compass.txt'), `\ufeff${readFileSync(join(path, 'compass.txt'), 'utf8')}`);
    await importThese(database(), [path]);
    const exported = join(folder(), 'out');

    const count = await exportOriginals(database().dataSource, exported);
    const again = await importThese(database(), [exported]);

    expect(count).toBe(files.length);
    expect(again.changes).toEqual([]);
    expect(readFileSync(join(exported, 'exempelkompassen/compass.txt'))).toEqual(
      readFileSync(join(path, 'compass.txt')),
    );
    await expect(exportOriginals(database().dataSource, exported)).rejects.toThrow(
      'is not empty; export into a new folder',
    );
  });

  it('notifies every replica once, and only when it has written something', async () => {
    const heard: string[] = [];
    const stop = await database().listen(contentChanged, (payload) => void heard.push(payload));
    await importThese(database(), [join(fixtures, 'statement.txt')], { apply: false });
    await importThese(database(), [join(fixtures, 'statement.txt')]);
    await importThese(database(), [join(fixtures, 'statement.txt')]);
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    await database().listen('test_end', () => end());
    await database().notify('test_end', '');
    await ended;
    await stop();

    expect(heard).toHaveLength(1);
  });

  it('finds a manifest beside the file, or in the import.yaml of its folder', async () => {
    const path = folder();
    const manifest = 'kind: ARTICLE\nlanguage: sv\naccess: FULL\n';
    write(path, 'a.md', '# A\n', `slug: beside\n${manifest}`);
    write(path, 'b.md', '# B\n', null);
    const indented = manifest.replace(/^/gm, '    ').trimEnd();
    writeFileSync(join(path, 'import.yaml'), `documents:\n  b.md:\n    slug: folder\n${indented}\n`);

    const report = await importThese(database(), [path]);

    expect(report.originals.map(({ document }) => document.key)).toEqual(['beside', 'folder']);
  });
});
