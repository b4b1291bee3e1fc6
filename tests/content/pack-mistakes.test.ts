import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ContentError, type Problem } from '../../src/content/pack/content-error.ts';
import { packVersion, readGoodPack, readPack } from '../../src/content/pack/pack.ts';
import { runs } from '../support/runs.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pack-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function write(path: string, text: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

/** The mistakes in the folder, with file names relative to it. */
async function mistakes(...folders: string[]): Promise<Problem[]> {
  const error = await readPack(folders.length > 0 ? folders : [folder]).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ContentError)) throw error ?? new Error('the content was accepted');
  return error.problems.map((problem) => ({ ...problem, file: problem.file.replace(`${folder}/`, '') }));
}

const topics = `topics:
  - slug: data-sharing
    label: { sv: Datadelning, en: Data sharing }
  - slug: open-data
    label: { sv: Öppna data, en: Open data }
`;

const compass = `slug: exempel-2030
title: { sv: Exempel, en: Example }
electionBasis: STATED
publisher: exempel
language: sv
participants:
  - { party: XX/A, status: ANSWERED }
  - { party: XX/B, status: DECLINED }
questions:
  - number: 1
    shortTitle: { sv: Exempel, en: Example }
    text: { sv: Exempel?, en: Example? }
    kind: PROPOSITION
    proposition: { sv: Exempel, en: Example }
    topics: [open-data]
    positions:
      - party: XX/A
        status: ANSWERED
        stance: SUPPORTS
        rationale: An example.
        summary: { sv: Ja, en: "Yes" }
    notShown: [XX/B]
`;

async function writeCompass(text = compass): Promise<void> {
  await write('topics.yaml', topics);
  await write('organisations.yaml', 'organisations: [{ slug: exempel, name: { sv: Exempel } }]\n');
  await write(
    'parties.yaml',
    'parties:\n  - { code: A, country: XX, name: { sv: Exempel A } }\n  - { code: B, country: XX, name: { sv: Exempel B } }\n',
  );
  await write('questionnaires/exempel.yaml', text);
}

describe('a content folder without mistakes', () => {
  it('is read, and what it leaves out is null or empty', async () => {
    await writeCompass();

    const pack = await readPack([folder]);

    expect(pack.position.map(({ key, status, stance }) => [key, status, stance])).toEqual([
      ['exempel-2030/1/A', 'ANSWERED', 'SUPPORTS'],
      ['exempel-2030/1/B', 'NOT_SHOWN', 'NONE'],
    ]);
    expect(pack.questionnaire[0]).toMatchObject({ electionKey: null, publishedOn: null, summary: null });
  });

  it('may be spread over folders, whose order gives the positions', async () => {
    await write('one/topics.yaml', topics);
    await write(
      'two/topics/more.yml',
      'topics: [{ slug: more, label: { sv: Mer, en: More }, broader: [open-data] }]\n',
    );

    const pack = await readPack([join(folder, 'one'), join(folder, 'two')]);

    expect(pack.topic.map(({ key, position }) => [key, position])).toEqual([
      ['data-sharing', 0],
      ['open-data', 1],
      ['more', 2],
    ]);
    expect(pack.topic[2]?.origin).toEqual({ file: 'two/topics/more.yml' });
  });

  it('may contain other files than YAML', async () => {
    await write('README.md', '# Read me');
    await write('notes/original.txt', 'text');

    expect((await readPack([folder])).topic).toEqual([]);
  });

  it('gets another version when one letter changes', async () => {
    await write('topics.yaml', topics);
    const before = await packVersion([folder]);

    await write('topics.yaml', topics.replace('Open data', 'Open Data'));

    expect(await packVersion([folder])).not.toBe(before);
  });
});

describe('a mistake in content', () => {
  it('is reported with file, line, field and the nearest valid name', async () => {
    await writeCompass(compass.replace('topics: [open-data]', 'topics: [opendata]'));

    expect(await mistakes()).toEqual([
      {
        file: 'questionnaires/exempel.yaml',
        line: 15,
        field: 'questions[0].topics[0]',
        message: 'names the unknown Topic "opendata"; the nearest one is "open-data"',
      },
    ]);
  });

  it('does not hide other mistakes, in the same file or in others', async () => {
    await write(
      'topics.yaml',
      topics.replace('{ sv: Datadelning, en: Data sharing }', '{ sv: Datadelning, en: 7 }'),
    );
    await write('data-gaps.yaml', 'gaps:\n  - slug: Stor Bokstav\n    label: 7\n    status: GONE\n');

    expect((await mistakes()).map(({ file, line, field }) => `${file}:${line} ${field}`)).toEqual([
      'data-gaps.yaml:2 gaps[0].slug',
      'data-gaps.yaml:3 gaps[0].label',
      'data-gaps.yaml:4 gaps[0].status',
      'topics.yaml:3 topics[0].label.en',
    ]);
  });

  it('that makes a file unreadable is not reported again at each reference to keys of that file', async () => {
    await writeCompass();
    await write('topics.yaml', `${topics}  oops`);

    expect(new Set((await mistakes()).map((problem) => problem.file))).toEqual(new Set(['topics.yaml']));
  });

  it('is one of all that the error message lists', async () => {
    await write('topics.yaml', 'topics:\n  - slug: open-data\n    lable: x\n');

    await expect(readPack([folder])).rejects.toThrow(
      /topics\.yaml:2 topics\[0\]\.label: is missing.*\n.*topics\.yaml:3 topics\[0\]\.lable: is an unknown field/,
    );
  });

  it.each([
    ['broken YAML', 'topics: [', 1, /^is not valid YAML/],
    ['an empty file', '# nothing\n', 1, /^is empty/],
    ['an alias without an anchor', 'topics: *gone\n', 1, /YAML/],
    ['two documents', 'topics: []\n---\ntopics: []\n', 2, /^is not valid YAML/],
    ['a field given twice', 'topics: []\ntopics: []\n', 2, /^is given twice, first in line 1/],
    ['a list where fields belong', '- topics\n', 1, /^must be a group of fields, not a list/],
    ['an unknown field', 'topics: []\ntopic: 1\n', 2, /^is an unknown field/],
    ['nothing where a list belongs', 'topics:\n', 1, /^must be a list, not empty/],
  ])('%s is refused', async (_, text, line, message) => {
    await write('topics.yaml', text);

    expect((await mistakes())[0]).toMatchObject({
      file: 'topics.yaml',
      line,
      message: expect.stringMatching(message),
    });
  });

  it('is a file in another encoding', async () => {
    await write('topics.yaml', Uint8Array.from([0x74, 0xe5, 0x0a]));

    expect(await mistakes()).toMatchObject([
      { file: 'topics.yaml', message: expect.stringContaining('UTF-8') },
    ]);
  });

  it('is a file of an unknown type', async () => {
    await write('topcis.yaml', topics);

    expect(await mistakes()).toMatchObject([
      { file: 'topcis.yaml', message: expect.stringContaining('the nearest one is "topics"') },
    ]);
  });

  it('is a folder that does not exist', async () => {
    expect(await mistakes(join(folder, 'gone'))).toMatchObject([
      { message: expect.stringContaining('is not a folder') },
    ]);
    await expect(packVersion([join(folder, 'gone')])).rejects.toThrow(ContentError);
  });

  it('is a slug used twice; both places are named', async () => {
    await write('topics/a.yaml', topics);
    await write('topics/b.yaml', 'topics:\n  - { slug: open-data, label: { sv: Igen, en: Again } }\n');

    expect(await mistakes()).toMatchObject([
      {
        file: 'topics/b.yaml',
        line: 2,
        field: 'topics[0].slug',
        message: expect.stringMatching(/topics\/a\.yaml:4/),
      },
    ]);
  });

  it('is a party without a cell', async () => {
    await writeCompass(compass.replace('    notShown: [XX/B]\n', ''));

    expect(await mistakes()).toMatchObject([
      { line: 10, field: 'questions[0]', message: expect.stringContaining('no cell for XX/B') },
    ]);
  });

  it.each([
    [
      'an answer to a proposition whose stance was forgotten',
      '        stance: SUPPORTS\n',
      '',
      'questions[0].positions[0].stance',
    ],
    [
      'a stance without an answer',
      'status: ANSWERED\n',
      'status: DECLINED\n',
      'questions[0].positions[0].stance',
    ],
    [
      'a stance on a question that is not a proposition',
      'kind: PROPOSITION',
      'kind: OPEN',
      'questions[0].positions[0].stance',
    ],
    ['a party with two cells', '[XX/B]', '[XX/B, XX/A]', 'questions[0].notShown[1]'],
    ['a day that does not exist', 'publisher:', 'publishedOn: "2030-02-30"\npublisher:', 'publishedOn'],
    ['an unknown status', 'status: DECLINED', 'status: SILENT', 'participants[1].status'],
    ['an unknown election', 'publisher:', 'election: se-riksdag-2030\npublisher:', 'election'],
  ])('is %s', async (_, from, to, field) => {
    await writeCompass(compass.replace(from, to));

    expect((await mistakes()).map((problem) => problem.field)).toContain(field);
  });

  it('is a code that YAML reads as a number', async () => {
    await write('places.yaml', 'counties: [{ code: 12, name: Exempel }]\n');

    expect(await mistakes()).toMatchObject([
      { field: 'counties[0].code', message: expect.stringContaining('quotes') },
    ]);
  });

  it('is a result that does not add up', async () => {
    await write(
      'elections.yaml',
      'elections:\n  - { slug: x, name: { sv: Exempel }, date: "2030-01-01", country: XX, seatsTotal: 9, results: [{ label: A, seats: 8 }] }\n',
    );

    expect(await mistakes()).toMatchObject([
      { field: 'elections[0].seatsTotal', message: expect.stringContaining('add up to 8') },
    ]);
  });
});

describe('any text at all', () => {
  const words = fc.constantFrom(
    'topics:',
    ' - ',
    'slug',
    ': ',
    '\n',
    '  ',
    '[',
    ']',
    '{',
    '}',
    '&a',
    '*a',
    '!!x',
    '? ',
    '|',
    '>',
    '"',
    "'",
    '#',
    '---',
    '...',
    '<<',
    '__proto__',
    '7',
    'å',
    '\t',
    '\0',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(words, { maxLength: 40 }).map((parts) => parts.join('')),
    fc.array(words, { maxLength: 20 }).map((parts) => `topics:\n  - slug: ${parts.join('')}`),
    fc.json().map((json) => `topics: ${json}`),
  );
  const files = ['topics', 'persons', 'parties', 'places', 'questionnaires', 'statements', 'elections'];

  it('is read, or refused with a ContentError', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), text, async (name, content) => {
        await write(`${name}.yaml`, content);
        try {
          await readPack([folder]);
        } catch (error) {
          expect(error).toBeInstanceOf(ContentError);
          if (error instanceof ContentError) expect(error.problems.every(({ line }) => line >= 1)).toBe(true);
        } finally {
          await rm(join(folder, `${name}.yaml`));
        }
      }),
      { numRuns: runs(300) },
    );
  });

  it('may be nested very deep', async () => {
    await write('topics.yaml', `topics: ${'['.repeat(20_000)}`);

    expect((await mistakes())[0]?.file).toBe('topics.yaml');
  });
});

describe('the good files of an installation', () => {
  const own = (name: string) => `extra/${name}`;
  const read = async () => {
    const found = await readGoodPack([join(folder, 'program'), join(folder, 'extra')]);
    return {
      topics: found.records.topic.map(({ key }) => key),
      files: [...new Set(found.problems.map(({ file }) => file.replace(`${folder}/`, '')))],
    };
  };
  const topic = (slug: string, more = '') =>
    `topics: [{ slug: ${slug}, label: { sv: Exempel, en: Example }${more} }]\n`;
  beforeEach(async () => {
    await write('program/topics.yaml', topics);
    await write(own('topics/good.yaml'), topic('good'));
  });

  it.each([
    ['is no YAML', 'topics: [', ['topics/bad.yaml']],
    ['has an unknown field', topic('bad', ', colour: red'), ['topics/bad.yaml']],
    ['uses a slug that another has', topic('good'), ['topics/good.yaml']],
    ['is not UTF-8', new Uint8Array([0xff, 0xfe, 0xff]), ['topics/bad.yaml']],
  ])('are read without one that %s', async (_, text, files) => {
    await write(own('topics/bad.yaml'), text);

    const found = await read();

    expect(found.files).toEqual(files.map(own));
    expect(found.topics.slice(0, 2)).toEqual(['data-sharing', 'open-data']);
  });

  it('are read without those that need what a bad one declares', async () => {
    await write(own('topics/bad.yaml'), topic('bad', ', colour: red'));
    await write(own('topics/needs.yaml'), topic('needs', ', broader: [bad]'));

    expect(await read()).toEqual({
      topics: ['data-sharing', 'open-data', 'good'],
      files: [own('topics/bad.yaml'), own('topics/needs.yaml')],
    });
  });

  it('are read without a file that is gone behind a link, and with one that is there', async () => {
    await write('elsewhere.yaml', topic('linked'));
    await symlink(join(folder, 'elsewhere.yaml'), join(folder, own('topics/linked.yaml')));
    await symlink(join(folder, 'gone.yaml'), join(folder, own('topics/gone.yaml')));

    expect(await read()).toEqual({
      topics: ['data-sharing', 'open-data', 'good', 'linked'],
      files: [own('topics/gone.yaml')],
    });
  });

  it('do not hide a mistake of the program', async () => {
    await write('program/topics.yaml', topic('bad', ', colour: red'));

    await expect(read()).rejects.toThrow(ContentError);
  });
});
