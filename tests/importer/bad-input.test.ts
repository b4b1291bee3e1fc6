import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { applyRecords } from '../../src/content/apply-content.ts';
import type { Database } from '../../src/database/database.ts';
import { ImportError } from '../../src/importer/import-error.ts';
import { lendTestDatabase } from '../support/database.ts';
import { pdfOf } from './pdf.ts';
import { blocksOf, examplePack, fixtures, folder, importThese, write } from './support.ts';

const article = 'slug: trasig\nkind: ARTICLE\nlanguage: sv\naccess: FULL\n';
const compass = readFileSync(join(fixtures, 'compass.txt'), 'utf8');
const compassManifest = readFileSync(join(fixtures, 'compass.txt.import.yaml'), 'utf8');
const page = [{ x: 60, y: 700, text: 'Ett exempel.' }];

let database: Database;
beforeAll(async () => {
  database = await lendTestDatabase();
  await applyRecords(database.dataSource, examplePack());
  return () => database.close();
});

async function everything(): Promise<string> {
  const tables = [
    'document',
    'question',
    'position',
    'imported_text',
    'source_document',
    'text_block',
    'search_entry',
  ];
  const rows: unknown[] = await database.dataSource.query(
    tables
      .map((table) => `SELECT '${table}' AS name, to_jsonb(t) AS row FROM "${table}" t`)
      .join(' UNION ALL '),
  );
  return JSON.stringify(rows.map((row) => JSON.stringify(row)).sort());
}

/** Imports a good document and a bad one; gives the error message. */
async function refusal(name: string, bytes: string | Uint8Array, manifest: string | null): Promise<string> {
  const path = folder();
  write(path, 'good.md', '# Exempel\n\nEtt gott exempel.\n', article.replace('trasig', 'hel'));
  const bad = write(path, name, bytes, manifest);
  const before = await everything();
  const error = await importThese(database, [join(path, 'good.md'), bad]).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ImportError);
  expect(await everything()).toBe(before);
  return error instanceof Error ? error.message.replaceAll(path, '') : '';
}

describe('a file that cannot be imported', () => {
  it.each<[string, string, string | Uint8Array, string | null, string]>([
    ['an empty file', 'a.txt', '', article, '/a.txt:1 is empty; remove it'],
    ['nothing but white space', 'a.txt', ' \n\n', article, '/a.txt:1 is empty'],
    [
      'a binary file',
      'a.txt',
      Buffer.from([80, 75, 10, 3, 4, 0, 0, 1]),
      article,
      '/a.txt:2 is a binary file or UTF-16; save it as UTF-8 text',
    ],
    [
      'Latin-1',
      'a.txt',
      Buffer.from('Ett\ntv\u00e5\ntre', 'latin1'),
      article,
      '/a.txt:2 is not UTF-8, perhaps Latin-1; convert it with `iconv',
    ],
    [
      'an encrypted PDF',
      'a.pdf',
      pdfOf([page], { encrypted: true }),
      article,
      '/a.pdf:1 is an encrypted PDF; save a copy without a password',
    ],
    [
      'a scanned PDF',
      'a.pdf',
      pdfOf([[]]),
      article,
      '/a.pdf:1 is a PDF without a text layer, probably scanned; run OCR on it',
    ],
    [
      'a broken PDF',
      'a.pdf',
      '%PDF-1.4\nand no more',
      article,
      '/a.pdf:1 is broken or not a PDF; save it as a PDF again',
    ],
    [
      'front matter with a day that does not exist',
      'a.md',
      '---\ntitle: A\ndate: 2031-02-30\n---\n# A\n',
      article,
      '/a.md:3 date: "2031-02-30" is not a day that exists; write it as YYYY-MM-DD',
    ],
    ['front matter that is not YAML', 'a.md', '---\ntitle: "A\n---\n# A\n', article, '/a.md:'],
    [
      'a questionnaire with a missing heading',
      'a.txt',
      compass.replace('\n3. Bör alla exempel vara öppna?', '\nNågot annat'),
      compassManifest,
      '/a.txt:9 question 3 of the list is not repeated as a heading',
    ],
    [
      'a party code that does not exist',
      'a.txt',
      compass.replace('\nExempelpartiet\n', '\nQQ\n'),
      compassManifest,
      '/a.txt:29 "QQ" looks like the code of a party, and SE has no such party; correct it to one of X, Y',
    ],
    [
      'two answers of one party',
      'a.txt',
      compass.replace('\nY\n', '\nX\n'),
      compassManifest,
      '/a.txt:20 X answers question 1 twice; join the two answers',
    ],
    [
      'a questionnaire without questions',
      'a.txt',
      'Bara en rad.',
      compassManifest,
      '/a.txt:1 no questions are found; number them',
    ],
    [
      'a statement that nobody adopted',
      'a.txt',
      'Rad',
      'slug: trasig\nkind: STATEMENT\nlanguage: sv\naccess: FULL\n',
      '/a.txt:1 does not say who adopted it; name the organisation in the manifest',
    ],
    [
      'a slug of another document type',
      'a.txt',
      'Rad',
      article.replace('trasig', 'rapport'),
      '/a.txt:1 is of kind ARTICLE, and the content has "rapport" of kind REPORT; change slug or kind',
    ],
    [
      'two documents with one slug',
      'a.txt',
      'Rad',
      article.replace('trasig', 'hel'),
      '/a.txt:1 has the same slug "hel" as /good.md; change the slug',
    ],
    ['no manifest', 'a.txt', 'Rad', null, '/a.txt:1 has no manifest; write a.txt.import.yaml beside it'],
    [
      'a misspelt field in a manifest',
      'a.txt',
      'Rad',
      `${article}acess: FULL\n`,
      '/a.txt.import.yaml:5 acess: is an unknown field',
    ],
    [
      'an unknown person in a manifest',
      'a.txt',
      'Rad',
      `${article}authors: ["Person:exampel"]\n`,
      '/a.txt.import.yaml:5 authors[0]: names the unknown Person "exampel"; the nearest one is "exempel"',
    ],
    ['a manifest that is not YAML', 'a.txt', 'Rad', 'slug: [', '/a.txt.import.yaml:'],
    [
      '50 MB',
      'a.txt',
      Buffer.alloc(50 * 1024 * 1024, 'exempel\n'),
      article,
      '/a.txt:1 has 50 MB, and the limit is 20 MB',
    ],
  ])(
    'is %s: the error gives file, line and advice, and nothing is written',
    async (_, name, bytes, manifest, message) => {
      expect(await refusal(name, bytes, manifest)).toContain(`  ${message}`);
    },
  );

  it('is reported together with all other such files', async () => {
    const path = folder();
    const files = [
      write(path, 'a.txt', '', article),
      write(path, 'b.txt', Buffer.from([0]), article.replace('trasig', 'b')),
    ];

    const error: unknown = await importThese(database, files).catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ problems: [{ line: 1 }, { line: 1 }] });
  });

  it('is a path that does not exist', async () => {
    await expect(importThese(database, ['/no/such/file.txt'])).rejects.toThrow(
      '/no/such/file.txt:1 is not a file or folder that can be read; correct the path',
    );
  });

  it('is skipped with a warning when it lies in the folder and has no manifest', async () => {
    const path = folder();
    write(path, 'README.md', '# Läs', null);

    const report = await importThese(database, [path]);

    expect(report).toMatchObject({ originals: [], changes: [] });
    expect(report.warnings[0]?.message).toMatch(
      /is skipped because it has no manifest; write README.md.import.yaml beside it/,
    );
  });
});

describe('an unusual text file', () => {
  it.each([
    ['CRLF', 'Rubrik\r\n\r\nFörsta raden.\r\nAndra raden.\r\n'],
    ['a byte order mark', '\ufeffRubrik\n\nFörsta raden.\nAndra raden.'],
    ['line breaks of old Mac systems', 'Rubrik\r\rFörsta raden.\rAndra raden.\r'],
  ])('with %s is read correctly, and stored unchanged', async (_, text) => {
    const path = folder();
    const file = write(path, 'odd.txt', text, article.replace('trasig', 'udda'));

    await importThese(database, [file]);
    const blocks = await blocksOf(database.dataSource, 'udda');

    expect(blocks.map(({ displayText, lineFrom }) => [lineFrom, displayText])).toEqual([
      [1, 'Rubrik'],
      [3, 'Första raden.'],
      [4, 'Andra raden.'],
    ]);
    expect(blocks.map(({ rawText }) => rawText).join('')).toBe(text);
  });
});
