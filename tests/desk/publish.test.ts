import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import XLSX from '@e965/xlsx';
import { beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { runCommand } from '../support/command.ts';
import { dataDirectory } from '../support/program.ts';
import { cellOf, edit, fill, rowsOf, xmlOf } from './sheets.ts';

let folder: string;
beforeEach(() => {
  folder = dataDirectory();
});

/** A new workbook of two questions to two parties, one of them new. */
async function newWorkbook(...options: string[]): Promise<string> {
  writeFileSync(join(folder, 'questions.txt'), '1. Ska exempel delas öppet?\n2. Vem svarar för exempel?\n');
  writeFileSync(join(folder, 'parties.txt'), 'S\nEX; Exempelpartiet\n');
  const { code, error } = await runCommand([
    ...['new', 'questionnaire', join(folder, 'draft'), '--slug', 'exempel-2030', '--title', 'Exempel'],
    ...['--questions', join(folder, 'questions.txt'), '--parties', join(folder, 'parties.txt')],
    ...['--publisher', 'swedish-jobtech', '--labels', 'en', ...options],
  ]);
  expect({ code, error }).toMatchObject({ code: 0 });
  return join(folder, 'draft/exempel-2030.xlsx');
}

const answers = ['Answers!C2', 'Answers!C3', 'Answers!C4', 'Answers!C5'];

/** A workbook in which only what must be decided is decided. */
async function leastWorkbook(): Promise<string> {
  const path = await newWorkbook();
  fill(path, {
    'Questions!B2': 'proposition',
    [cellOf(path, 'Questions', 2, 'Proposition (sv)')]: 'Exempel delas öppet.',
    'Questions!B3': 'open',
    ...Object.fromEntries(answers.map((cell) => [cell, 'answered'])),
    'Answers!C5': 'No response',
    'Answers!D2': 'supports',
    'Answers!D3': 'not assessed',
  });
  return path;
}

const environment = () => ({ CONTENT_DIR: join(folder, 'content'), DATA_DIR: join(folder, 'not-opened') });
const placed = () => join(folder, 'content/bundles/exempel-2030.yaml');

describe('a new workbook', () => {
  it('has a row for every question and party, and lists to choose status and stance from', async () => {
    const path = await newWorkbook();

    expect(rowsOf(path, 'Answers').map(([question, party]) => `${question} ${party}`)).toEqual([
      'Question Party',
      ...['1 S', '1 EX', '2 S', '2 EX'],
    ]);
    expect(xmlOf(path, 4)).toMatch(
      /sqref="C2:C205"[^>]*><formula1>"answered,no position,declined,no response,not shown"<\/formula1>/,
    );
    expect(xmlOf(path, 4)).toContain('sqref="D2:D205"');
  });
});

describe('a check', () => {
  it('names each cell that must be decided and what to do, and opens no database', async () => {
    const path = await newWorkbook();

    const { code, error } = await runCommand(['check', path], environment());

    expect(code).toBe(1);
    expect(error).toContain(
      'Answers!C2 to C5 (4 cells): is empty; choose one of answered, no position, declined, no response, not shown',
    );
    expect(error).toContain('Questions!B2: is empty; choose one of named person, open, proposition');
    expect(error).not.toMatch(/\n\s+at /);
    expect(existsSync(join(folder, 'not-opened'))).toBe(false);
  });

  it('demands a stance only for an answer to a proposition', async () => {
    const path = await leastWorkbook();
    fill(path, { 'Answers!D3': '' });

    const { error } = await runCommand(['check', path], environment());

    expect(error).toContain('There is 1 mistake');
    expect(error).toMatch(/Answers!D3: is missing, and there is an answer; give .*NOT_ASSESSED/);
  });

  it('accepts what has only been decided, and counts what is to be written', async () => {
    const { code, output } = await runCommand(['check', await leastWorkbook(), '--json'], environment());

    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject({
      ok: true,
      slug: 'exempel-2030',
      missing: { STANCE: 1, RATIONALE: 1, SUMMARY: 3 },
    });
  });

  it('names a wrong value, number, party, topic and slug, each by its cell', async () => {
    const path = await leastWorkbook();
    fill(path, {
      'Answers!C2': 'svarat',
      'Answers!A3': '7',
      'Parties!A2': 'ZZ',
      [cellOf(path, 'Questions', 2, 'Topics')]: 'open-dta',
      'About!B2': '../../etc',
      'About!B14': 'se-kommun-2030',
    });

    const { code, error } = await runCommand(['check', path], environment());

    expect(code).toBe(1);
    for (const message of [
      /Answers!C2: “svarat” is not one of answered/,
      /Answers!A3: there is no question 7/,
      /Parties!A2: the content has no party SE\/ZZ/,
      /Questions!I2: .*the nearest one is "open-data"/,
      /About!B2: must be lower-case/,
      /About!B14: names the unknown Election "se-kommun-2030"/,
    ])
      expect(error).toMatch(message);
  });

  it('names a column that is misspelt, and an election ahead that lacks its day', async () => {
    const path = await leastWorkbook();
    fill(path, {
      'Answers!C1': 'Stauts',
      'About!B14': 'se-kommun-2030',
      'About!B15': 'stated',
      'About!B17': 'Exempel',
    });

    const { error } = await runCommand(['check', path], environment());

    expect(error).toMatch(/Answers!C1: “Stauts” is not a column of this sheet; the nearest one is "Status"/);
    expect(error).toMatch(/About!B\d+: is empty; a new election needs it/);
  });
});

describe('a workbook in Swedish', () => {
  it('has Swedish sheets, titles and lists, which are read and named by the check', async () => {
    const path = await newWorkbook('--labels', 'sv');

    expect(rowsOf(path, 'Svar')[0]?.slice(0, 4)).toEqual(['Fråga', 'Parti', 'Status', 'Ståndpunkt']);
    expect(xmlOf(path, 4)).toContain('"svarade,ingen ståndpunkt,avböjde,svarade inte,visas inte"');
    const empty = await runCommand(['check', path], environment());
    expect(empty.error).toContain('Frågor!B2: is empty; choose one of ansvarig person, öppen fråga, förslag');
    expect(empty.error).toContain(
      'Svar!C2 to C5 (4 cells): is empty; choose one of svarade, ingen ståndpunkt',
    );

    fill(path, {
      'Frågor!B2': 'förslag',
      [cellOf(path, 'Frågor', 2, 'Förslag (sv)')]: 'Exempel delas öppet.',
      'Frågor!B3': 'Öppen fråga',
      'Svar!C2': 'svarade',
      'Svar!C3': 'svarade',
      'Svar!C4': 'svarade',
      'Svar!C5': 'svarade inte',
      'Svar!D2': 'stöder',
      'Svar!D3': 'inte bedömt',
    });
    const { code, error } = await runCommand(['publish', path], environment());

    expect({ code, error }).toMatchObject({ code: 0 });
    expect(parse(readFileSync(placed(), 'utf8'))).toMatchObject({
      questionnaires: {
        questions: [
          { kind: 'PROPOSITION', positions: [{ stance: 'SUPPORTS' }, { stance: 'NOT_ASSESSED' }] },
          { kind: 'OPEN', positions: [{ status: 'ANSWERED' }, { status: 'NO_RESPONSE' }] },
        ],
      },
    });
  });
});

describe('a workbook that an editor has rearranged', () => {
  const checked = async (change: Parameters<typeof edit>[1]) => {
    const path = await leastWorkbook();
    edit(path, change);
    return runCommand(['check', path], environment());
  };
  const rename = (book: Parameters<Parameters<typeof edit>[1]>[0], from: string, to: string) => {
    book.SheetNames = book.SheetNames.map((name) => (name === from ? to : name));
    book.Sheets[to] = book.Sheets[from] ?? {};
    delete book.Sheets[from];
  };

  it('is read with columns and sheets in another order, a hidden sheet, and results of formulas', async () => {
    const { code, error } = await checked((book) => {
      book.SheetNames.reverse();
      book.Workbook = {
        Sheets: book.SheetNames.map((name) => ({ name, Hidden: name === 'Answers' ? 1 : 0 })),
      };
      const sheet = book.Sheets['Answers'] ?? {};
      [sheet['C1'], sheet['D1']] = [sheet['D1'], sheet['C1']];
      for (let row = 2; row <= 5; row += 1)
        [sheet[`C${row}`], sheet[`D${row}`]] = [sheet[`D${row}`], sheet[`C${row}`]];
      sheet['D3'] = { t: 's', v: 'answered', f: '"answ"&"ered"' };
    });

    expect({ code, error }).toEqual({ code: 0, error: expect.not.stringContaining('mistake') });
  });

  it.each<[string, Parameters<typeof edit>[1], RegExp]>([
    [
      'a sheet that is renamed',
      (book) => rename(book, 'Answers', 'Svaren'),
      /Svaren!A1: the sheet “Svaren” is none of .*, and is not read; its columns are those of Answers: rename it/,
    ],
    [
      'a sheet of notes',
      (book) => {
        book.SheetNames.push('Frågor till redaktionen');
        book.Sheets['Frågor till redaktionen'] = { '!ref': 'A1', A1: { t: 's', v: 'Ring L' } };
      },
      /the sheet “Frågor till redaktionen” is none of .*remove it/,
    ],
    [
      'cells that are joined',
      (book) =>
        Object.assign(book.Sheets['Answers'] ?? {}, {
          '!merges': [{ s: { r: 1, c: 2 }, e: { r: 3, c: 2 } }],
        }),
      /Answers!C2: is one cell with those up to C4; divide it/,
    ],
    [
      'a formula without a result',
      (book) => Object.assign(book.Sheets['Answers'] ?? {}, { C3: { t: 's', f: 'C2' } }),
      /Answers!C3: holds a formula without a result/,
    ],
    [
      'an error of the spreadsheet',
      (book) => Object.assign(book.Sheets['Answers'] ?? {}, { C3: { t: 'e', v: 0x17 } }),
      /Answers!C3: holds an error of the spreadsheet/,
    ],
    [
      'a column without a title',
      (book) => {
        const sheet = book.Sheets['Commentary'] ?? {};
        Object.assign(sheet, { '!ref': 'A1:Z9', Z4: { t: 's', v: 'Glöm inte detta' } });
      },
      /Commentary!Z4: this text has no title beside or above it, and is not read/,
    ],
    [
      'text beside a field',
      (book) =>
        Object.assign(book.Sheets['About'] ?? {}, { '!ref': 'A1:E30', E4: { t: 's', v: 'Ny titel?' } }),
      /About!E4: this text has no title/,
    ],
    [
      'a field that is there twice',
      (book) =>
        Object.assign(book.Sheets['About'] ?? {}, { A4: { t: 's', v: 'Slug' }, B4: { t: 's', v: 'annan' } }),
      /About!A4: “Slug” is there twice; keep one/,
    ],
    [
      'a party without a code',
      (book) => Object.assign(book.Sheets['Parties'] ?? {}, { A3: { t: 's', v: '' } }),
      /Parties!A3: is empty; give the code of the party/,
    ],
    [
      'a column far to the right',
      (book) => Object.assign(book.Sheets['Parties'] ?? {}, { '!ref': 'A1:EZ9', EZ2: { t: 's', v: 'Bort' } }),
      /Parties!CW2: has text beyond 100 columns/,
    ],
  ])('has the mistake named: %s', async (_, change, message) => {
    const { code, error } = await checked(change);

    expect({ code, error }).toEqual({ code: 1, error: expect.stringMatching(message) });
  });
});

describe('CSV files that Excel has saved', () => {
  it.each([
    ['semicolons and a mark of the byte order', (rows: string[][]) => `\ufeff${lines(rows, ';')}`],
    ['commas and every text in quotes', (rows: string[][]) => lines(rows, ',', true)],
    ['a line that names the separator', (rows: string[][]) => `sep=;\r\n${lines(rows, ';')}`],
    ['tabs', (rows: string[][]) => lines(rows, '\t')],
  ])('are read: %s', async (_, written) => {
    const path = await leastWorkbook();
    fill(path, { [cellOf(path, 'Answers', 2, 'Summary (sv)')]: 'Ja; "gärna", säger\npartiet,' });
    const csv = join(folder, 'csv');
    mkdirSync(csv);
    for (const name of ['About', 'Parties', 'Questions', 'Answers', 'Commentary'])
      writeFileSync(join(csv, `${name.toLowerCase()}.csv`), written(rowsOf(path, name)));

    const { code, error } = await runCommand(['publish', csv], environment());

    expect({ code, error }).toEqual({ code: 0, error: expect.not.stringContaining('mistake') });
    expect(parse(readFileSync(placed(), 'utf8'))).toMatchObject({
      questionnaires: {
        questions: [{ positions: [{ summary: { sv: 'Ja; "gärna", säger\npartiet,' } }, {}] }, {}],
      },
    });
  });

  it('name a file that is no sheet', async () => {
    await newWorkbook('--format', 'csv');
    writeFileSync(join(folder, 'draft/svaren.csv'), 'Question,Party,Status\n1,S,answered\n');

    const { error } = await runCommand(['check', join(folder, 'draft')], environment());

    expect(error).toContain('the sheet “svaren” is none of About');
  });

  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const lines = (rows: string[][], separator: string, isQuoted = false) =>
    rows
      .map((row) =>
        row.map((text) => (isQuoted || /[;,"\n\t]/.test(text) ? quoted(String(text)) : text)).join(separator),
      )
      .join('\r\n');
});

describe('publishing', () => {
  it('says what changes, places one file whole, and changes nothing the second time', async () => {
    const path = await leastWorkbook();

    const dry = await runCommand(['publish', path, '--dry-run'], environment());
    const before = existsSync(placed());
    const first = await runCommand(['publish', path], environment());
    const again = await runCommand(['publish', path], environment());

    expect(before).toBe(false);
    expect(dry.output).toMatch(/\+ Party: 1[\s\S]*\+ Position: 4[\s\S]*Nothing has been published/);
    expect(first.output).toContain('Published as');
    expect(again.output).toContain('Nothing has changed.');
    expect(readdirSync(join(folder, 'content/bundles'))).toEqual(['exempel-2030.yaml']);
  });

  it('tells of a new title once, and not of each row that names it', async () => {
    const path = await leastWorkbook();
    await runCommand(['publish', path], environment());
    fill(path, { 'About!B4': 'Exempel, rättat' });

    const { output } = await runCommand(['publish', path, '--dry-run'], environment());

    expect(output.split('\n').filter((line) => line.includes('~'))).toEqual([
      '~ Questionnaire: 1',
      '  ~ Questionnaire:exempel-2030 (title, origin)',
      '  ~ the title or address that 8 rows name as their origin',
    ]);
  });

  it('leaves what is published alone where the new version has a mistake', async () => {
    const path = await leastWorkbook();
    await runCommand(['publish', path], environment());
    const before = readFileSync(placed(), 'utf8');
    fill(path, { 'Answers!C2': '' });

    const { code } = await runCommand(['publish', path], environment());

    expect(code).toBe(1);
    expect(readFileSync(placed(), 'utf8')).toBe(before);
  });

  it('lists what it corrects of the content of the program', async () => {
    mkdirSync(join(folder, 'content'));
    writeFileSync(
      join(folder, 'correction.yaml'),
      `parties: { parties: [{ code: C, country: SE, name: { sv: Exempel, en: Example } }] }
questionnaires: { slug: x, title: { sv: X }, electionBasis: INFERRED, publisher: swedish-jobtech, language: sv, participants: [], questions: [] }
`,
    );

    const { output } = await runCommand(['publish', join(folder, 'correction.yaml')], environment());

    expect(output).toMatch(
      /~ Party:SE\/C \(name.*\)[\s\S]*corrects Party SE\/C of .*reference\/parties.yaml:\d+/,
    );
  });

  it('is taken back whole', async () => {
    await runCommand(['publish', await leastWorkbook()], environment());

    const { output } = await runCommand(['unpublish', 'exempel-2030'], environment());
    const again = await runCommand(['unpublish', 'exempel-2030'], environment());

    expect(output).toMatch(/- Party: 1[\s\S]*- Questionnaire: 1[\s\S]*Taken back/);
    expect(existsSync(placed())).toBe(false);
    expect(again).toMatchObject({ code: 1, error: expect.stringContaining('Nothing is published there') });
  });
});

it('the three formats of a new questionnaire are checked with the same result', async () => {
  const count = async (format: string, path: string) => {
    folder = dataDirectory();
    await newWorkbook('--format', format);
    const { error } = await runCommand(['check', join(folder, 'draft', path)], environment());
    return /There are (\d+) mistakes/.exec(error)?.[1];
  };

  expect(await count('csv', '')).toBe(await count('xlsx', 'exempel-2030.xlsx'));
  expect(Number(await count('yaml', 'exempel-2030.yaml'))).toBeGreaterThanOrEqual(6);
});

/** A zip that Excel would open, and that grows a thousand times. */
function unpacksTo(bytes: number): string {
  const container = XLSX.CFB.utils.cfb_new();
  XLSX.CFB.utils.cfb_add(container, '/xl/worksheets/sheet1.xml', Buffer.alloc(bytes, ' '));
  const zip = XLSX.CFB.write(container, { type: 'buffer', fileType: 'zip', compression: true });
  return Buffer.from(zip).toString('latin1');
}

describe('what cannot be read', () => {
  it.each([
    ['a file that is not there', 'none.xlsx', null, 'does not exist'],
    ['an old workbook', 'old.xlsx', '\xd0\xcf\x11\xe0', 'is not an .xlsx workbook'],
    ['a workbook that unpacks to 40 MB', 'bomb.xlsx', unpacksTo(40_000_000), 'unpacks to more than 15 MB'],
    ['a broken workbook', 'broken.xlsx', 'PK\x03\x04 and nothing else', 'cannot be read as a workbook'],
    ['a document', 'text.docx', 'PK', 'cannot be read'],
  ])('is said in one sentence: %s', async (_, name, text, message) => {
    const path = join(folder, name);
    if (text !== null) writeFileSync(path, text, 'latin1');

    const { code, error } = await runCommand(['check', path], environment());

    expect({ code, error }).toEqual({ code: 1, error: expect.stringContaining(message) });
    expect(error).not.toMatch(/\n\s+at /);
  });
});
