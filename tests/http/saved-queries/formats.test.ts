import { read, utils } from '@e965/xlsx';
import fc from 'fast-check';
import { buildSchema } from 'graphql';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/http/saved-queries/answer.ts';
import type { Format, Rendering } from '../../../src/http/saved-queries/format.ts';
import { formatOf, formats } from '../../../src/http/saved-queries/formats.ts';
import { Problem } from '../../../src/http/saved-queries/problem.ts';
import { readSavedQuery } from '../../../src/http/saved-queries/query.ts';
import { tableOf } from '../../../src/http/saved-queries/table.ts';
import { WrittenAnswers } from '../../../src/http/saved-queries/written-answers.ts';
import { runs } from '../../support/runs.ts';

const schema = buildSchema(/* GraphQL */ `
  type Query { books(first: Int): [Book!] }
  type Book { id: ID title: String url: String date: String year: Int tags: [String!] }
`);
const query = readSavedQuery(
  schema,
  'queries/books.graphql',
  `# ---
# title: { sv: Böcker, en: Books }
# description: { sv: Alla böcker., en: All books. }
# for: [partner]
# view: { type: list, title: title, url: url, id: id, date: date, summary: [tags] }
# variables:
#   first: { label: { sv: Högst, en: At most } }
# columns:
#   year: { sv: År, en: Year }
# ---
query Books($first: Int = 10) { books(first: $first) { id title url date year tags } }`,
);
const source = {
  source: 'library',
  state: 'LIVE',
  retrievedAt: '2026-01-02T03:04:05.000Z',
  licence: 'CC0-1.0',
};
const book = {
  id: 'b1',
  title: 'One',
  url: 'https://example.org/1',
  date: '2026-01-01',
  year: 1999,
  tags: ['a', 'b'],
};

function rendering(books: readonly object[], sources: Answer['sources'] = [source]): Rendering {
  return {
    query,
    answer: { data: { books }, errors: [], sources, attributions: ['The library'] },
    lang: 'en',
    variables: {},
    addressOf: (ending) => `https://graph.example.org/q/books${ending && `.${ending}`}`,
    options: { bom: false, sources: false, theme: 'auto', view: null, width: null },
  };
}

const format = (ending: string): Format => {
  const found = formatOf(ending);
  if (!found) throw new Error(`there is no format ${ending}`);
  return found;
};

async function written(ending: string, of: Rendering): Promise<Buffer> {
  const result = await format(ending).write(of);
  if (typeof result === 'string') return Buffer.from(result);
  if (Buffer.isBuffer(result)) return result;
  const parts: Buffer[] = [];
  for await (const part of result) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}
const text = async (ending: string, of: Rendering) => (await written(ending, of)).toString();

/** A reader of RFC 4180. */
function readCsv(of: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of of.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

describe('CSV', () => {
  it('has every text as it is, or after an apostrophe where a spreadsheet would run it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary-ascii' }), { minLength: 1 }), async (titles) => {
        const csv = await text('csv', rendering(titles.map((title) => ({ ...book, title }))));

        const [, ...rows] = readCsv(csv);
        expect(rows.map(([, title]) => title)).toEqual(
          titles.map((title) => (/^[=+\-@\t\r\n]/.test(title) ? `'${title}` : title)),
        );
      }),
      { numRuns: runs(100) },
    );
  });

  it('has numbers as they are, also negative ones', async () => {
    expect(await text('csv', rendering([{ ...book, year: -1 }]))).toContain(',-1,');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1'])(
    'has %s as a text, alone and in a list',
    async (title) => {
      const [, row = []] = readCsv(await text('csv', rendering([{ ...book, title, tags: [title] }])));

      expect([row[1], row[5]]).toEqual([`'${title}`, `'${title}`]);
    },
  );

  it('is sent in parts where it is large', async () => {
    const large = rendering(
      Array.from({ length: 20_000 }, () => ({ ...book, title: 'a long title of a book' })),
    );

    expect(typeof (await format('csv').write(large))).toBe('object');
    expect((await text('csv', large)).split('\r\n')).toHaveLength(20_002);
  });
});

describe('a workbook', () => {
  it('is read by another library, with a sheet of the sources', async () => {
    const book2 = { ...book, title: '=HYPERLINK("https://evil.example")', year: null };
    const workbook = read(await written('xlsx', rendering([book, book2])));

    expect(workbook.SheetNames).toEqual(['Data', 'Sources']);
    const [data, sources] = workbook.SheetNames.map((name) => workbook.Sheets[name] ?? {});
    const rows = utils.sheet_to_json<unknown[]>(data ?? {}, { header: 1 });
    expect(rows[0]).toEqual(['Id', 'Title', 'Address', 'Date', 'Year', 'tags']);
    expect(rows[1]).toEqual(['b1', 'One', 'https://example.org/1', '2026-01-01', 1999, 'a; b']);
    expect(data?.['B3']).toMatchObject({ t: 's', v: '=HYPERLINK("https://evil.example")' });
    expect(data?.['B3'].f).toBeUndefined();
    expect(JSON.stringify(utils.sheet_to_json(sources ?? {}, { header: 1 }))).toMatch(
      /library.*LIVE.*2026-01-02.*CC0-1\.0.*The library.*https:\/\/graph\.example\.org\/q\/books\.json/,
    );
  });

  it('can be opened whatever characters a text has', async () => {
    const title = 'a\u0000b\u0008\ud800c<&>"\uffff';
    const workbook = read(await written('xlsx', rendering([{ ...book, title }])));

    expect(workbook.Sheets['Data']?.['B2'].v).toBe('abc<&>"');
  });

  it('is refused where it would take much memory, with what narrows it', async () => {
    const large = rendering(Array.from({ length: 40_000 }, () => book));

    await expect(written('xlsx', large)).rejects.toMatchObject({
      code: 'TOO_LARGE',
      facts: { narrow: ['first'] },
    });
  });
});

describe('a table', () => {
  it('has at most 100 000 rows', () => {
    const books = Array.from({ length: 100_001 }, () => book);

    expect(tableOf(rendering(books.slice(1))).size.rows).toBe(100_000);
    expect(() => tableOf(rendering(books))).toThrow(/more than 100000 rows. Narrow it by first/);
  });

  it('is refused where each of its rows repeats a long text', () => {
    const books = Array.from({ length: 20_000 }, () => ({ ...book, title: 'x'.repeat(3_000) }));

    expect(() => tableOf(rendering(books))).toThrow(/8000000 characters/);
  });
});

const evil = '<script>alert(1)</script><img src=x onerror=alert(1)>"\'';

describe('a page', () => {
  it.each([null, 'table'])('is short however much the answer holds, in the view %s', async (view) => {
    const shown = async (books: object[]) => {
      const asked = rendering(books);
      return text('html', { ...asked, options: { ...asked.options, view } });
    };
    const many = Array.from({ length: 1_000 }, (_, at) => ({
      ...book,
      id: `b${at}`,
      title: 'x'.repeat(7_000),
    }));

    expect((await shown(many)).length).toBeLessThan(400_000);
    expect((await shown([{ ...book, title: '&'.repeat(5_000_000) }])).length).toBeLessThan(50_000);
  });

  it('has no markup of the data in its own', async () => {
    for (const view of [null, 'table']) {
      const bad = rendering([{ ...book, title: evil, url: 'javascript:alert(1)', tags: [evil] }]);
      const page = await text('html', { ...bad, options: { ...bad.options, view } });
      const { document } = parseHTML(page);

      expect(document.querySelectorAll('script, img')).toHaveLength(0);
      expect(document.querySelectorAll('a[href^="javascript"]')).toHaveLength(0);
      expect(document.body.textContent).toContain('<script>alert(1)</script>');
    }
  });

  it('says where the data is from, and marks samples', async () => {
    const page = await text('html', rendering([book], [{ ...source, state: 'SAMPLE', licence: null }]));

    const { document } = parseHTML(page);
    expect(document.querySelector('.mark')?.textContent).toBe('Contains example data, not real figures.');
    expect(document.querySelector('footer')?.textContent).toMatch(
      /library: SAMPLE.*2026-01-02.*not stated.*The library/,
    );
    expect(document.querySelector('li > a')?.getAttribute('href')).toBe('https://example.org/1');
  });
});

describe('a feed', () => {
  it('has an entry for each item, with an id that stays when the rest changes', async () => {
    const ids = async (books: object[]) =>
      JSON.parse(await text('jsonfeed', rendering(books))).items.map(({ id }: { id: string }) => id);

    const [first] = await ids([book]);
    expect(
      await ids([
        { ...book, id: 'b0' },
        { ...book, title: 'Other', date: '2026-02-02' },
      ]),
    ).toContain(first);
    expect(first).toMatch(/^https:\/\/graph\.example\.org\/q\/books#/);
  });

  it('is the same in both forms', async () => {
    const books = [
      book,
      { ...book, id: 'b2', title: `${evil}\u0000`, url: 'javascript:alert(1)', date: null },
    ];
    const [atom, json] = [
      await text('atom', rendering(books)),
      JSON.parse(await text('jsonfeed', rendering(books))),
    ];

    for (const part of ['<script', '\u0000', 'javascript:']) expect(atom).not.toContain(part);
    expect(atom.match(/<updated>[^<]*/g)).toEqual([
      '<updated>2026-01-01T00:00:00.000Z',
      '<updated>2026-01-01T00:00:00.000Z',
      '<updated>1970-01-01T00:00:00.000Z',
    ]);
    expect(json.items[0]).toMatchObject({
      title: 'One',
      url: book.url,
      date_modified: '2026-01-01T00:00:00.000Z',
    });
    expect(json.items[1]).not.toHaveProperty('url');
    expect(json._rights).toContain('library, LIVE (fetched now)');
  });
});

describe('every format', () => {
  it.each(formats.map((one) => [one.ending, one] as const))(
    '%s says why there is no answer',
    async (_, one) => {
      const problem = new Problem('BAD_USER_INPUT', `There is no place ${evil}.`, {});

      const refused = await one.refuse(problem, { query, lang: 'en', theme: 'auto' });

      if (one.ending === 'png') return expect(String(refused)).toContain('PNG');
      const shown = one.ending === 'xlsx' ? JSON.stringify(read(refused).Sheets) : String(refused);
      expect(shown).toContain('There is no place');
      if (/html|atom|svg/.test(one.contentType)) expect(shown).not.toContain('<script>');
    },
  );

  it('names the sources and their licences', async () => {
    for (const { ending, fits } of formats) {
      if (!fits(query) || ending === 'csv') continue;
      const body = await written(ending, rendering([book]));
      const shown = ending === 'xlsx' ? JSON.stringify(read(body).Sheets) : body.toString();
      expect([ending, shown]).toEqual([ending, expect.stringMatching(/library[\s\S]*CC0-1\.0/)]);
    }
  });
});

describe('what was written of an answer', () => {
  it('is written once for as long as the answer is kept, and once more for each address', async () => {
    let count = 0;
    const counting: Format = { ...format('json'), write: () => `${++count}` };
    const written = new WrittenAnswers();
    const kept = {};
    const write = (of: object | null, address: string) =>
      written.write(of, address, counting, rendering([book])).then(String);

    expect([await write(kept, '/a'), await write(kept, '/a'), await write(kept, '/b')]).toEqual([
      '1',
      '1',
      '2',
    ]);
    expect([await write({}, '/a'), await write(null, '/a'), await write(null, '/a')]).toEqual([
      '3',
      '4',
      '5',
    ]);
  });
});
