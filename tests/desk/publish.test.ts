import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from '../support/command.ts';
import { dataDirectory } from '../support/program.ts';
import { cellOf, fill, rowsOf, xmlOf } from './sheets.ts';

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
    ...['--publisher', 'swedish-jobtech', ...options],
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
    expect(xmlOf(path, 4)).toContain(
      'sqref="C2:C205"><formula1>"answered,no position,declined,no response,not shown"</formula1>',
    );
    expect(xmlOf(path, 4)).toContain('sqref="D2:D205"');
  });
});

describe('a check', () => {
  it('names each cell that must be decided and what to do, and opens no database', async () => {
    const path = await newWorkbook();

    const { code, error } = await runCommand(['check', path], environment());

    expect(code).toBe(1);
    expect(error).toContain('Answers!C2 to C5 (4 cells): is empty; choose whether the party answered');
    expect(error).toContain('Questions!B2: is empty; choose one of the list');
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
      'Answers!C2': 'svarade',
      'Answers!A3': '7',
      'Parties!A2': 'ZZ',
      [cellOf(path, 'Questions', 2, 'Topics')]: 'open-dta',
      'About!B2': '../../etc',
      'About!B14': 'se-kommun-2030',
    });

    const { code, error } = await runCommand(['check', path], environment());

    expect(code).toBe(1);
    for (const message of [
      /Answers!C2: “svarade” is not one of answered/,
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

describe('what cannot be read', () => {
  it.each([
    ['a file that is not there', 'none.xlsx', null, 'does not exist'],
    ['an old workbook', 'old.xlsx', '\xd0\xcf\x11\xe0', 'is not an .xlsx workbook'],
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
