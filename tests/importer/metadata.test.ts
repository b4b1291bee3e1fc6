import { describe, expect, it } from 'vitest';
import { doubtsOf, interpreted } from './interpreted.ts';

const article = { kind: 'ARTICLE' };
const body = '\nEtt stycke om skog.\n';
const rowOf = async (name: string, text: string | Uint8Array, manifest: object = article) => {
  const found = await interpreted(name, text, { ...manifest });
  return { found, row: new Map(Object.entries(found.original.document.rows[0]?.fields ?? {})) };
};

describe('metadata', () => {
  it.each([
    ['YAML', '---\ntitle: Skogen\ndate: 2031-02-03\n---\n'],
    ['YAML closed by dots', '---\ntitle: Skogen\ndate: 2031-02-03\n...\n'],
    ['YAML after blank lines', '\n\n---\ntitle: Skogen\ndate: 2031-02-03\n---\n'],
    ['YAML after a byte order mark', '\ufeff---\ntitle: Skogen\ndate: 2031-02-03\n---\n'],
    ['YAML with CRLF', '---\r\ntitle: Skogen\r\ndate: 2031-02-03\r\n---\r\n'],
    ['YAML that says so', '---yaml\ntitle: Skogen\ndate: 2031-02-03\n---\n'],
    ['TOML', '+++\ntitle = "Skogen"\ndate = 2031-02-03\n+++\n'],
    ['TOML with a time', '+++\ntitle = "Skogen"\ndate = 2031-02-03T10:00:00Z\n+++\n'],
    ['TOML between dashes', '---toml\ntitle = "Skogen"\ndate = 2031-02-03\n---\n'],
    ['JSON', '{\n  "title": "Skogen",\n  "date": "2031-02-03"\n}\n'],
    ['JSON between semicolons', ';;;\n{"title": "Skogen", "date": "2031-02-03"}\n;;;\n'],
  ])('is read as %s, in Markdown, text and HTML', async (_, front) => {
    for (const name of ['a.md', 'a.txt', 'a.html']) {
      const text = name === 'a.html' ? `${front}<p>Ett stycke om skog.</p>` : `${front}${body}`;
      const { found, row } = await rowOf(name, text);

      expect(Object.fromEntries(row)).toMatchObject({
        title: 'Skogen',
        publishedOn: '2031-02-03',
        draft: false,
      });
      expect(found.original.document.texts[0]?.body).not.toContain('title');
      expect(found.account.metadata).toBeGreaterThan(10);
    }
  });

  it.each([
    '---\ndraft: true\n---\n',
    '---\nDraft: True\n---\n',
    '---\ndraft: "yes"\n---\n',
    '---\ndraft: 1\n---\n',
    '---\npublished: false\n---\n',
    '---\nstatus: draft\n---\n',
    '---\nstatus: utkast\n---\n',
    '---\nvisibility: private\n---\n',
    '---\ndraft: true\n...\n',
    '\n---\ndraft: true\n---\n',
    '+++\ndraft = true\n+++\n',
    '{"draft": true}\n',
    '{\n"published": false\n}\n',
  ])('marks a draft by %j, which no compass may be', async (front) => {
    for (const name of ['a.md', 'a.txt']) {
      expect((await rowOf(name, `${front}${body}`)).row.get('draft')).toBe(true);
      await expect(interpreted(name, `${front}\n1. Vad?\n\nC\n\nInget.\n`)).rejects.toThrow(
        /is marked as a draft/,
      );
    }
  });

  it.each([
    [
      'not closed, as YAML',
      '---\ntitle: Skogen\ndraft: true\n\nText\n',
      /:1 begins metadata with --- and does not end it/,
    ],
    [
      'not closed, as TOML',
      '+++\ndraft = true\n\nText\n',
      /:1 begins metadata with \+\+\+ and does not end it/,
    ],
    ['not closed, as JSON', '{\n"draft": true\n\nText\n', /:1 begins with JSON that is broken/],
    ['broken YAML', '---\ntitle: "Skogen\n---\nText\n', /not valid YAML/],
    ['broken TOML', '+++\ntitle = \n+++\nText\n', /:2 the front matter is not valid TOML/],
    ['broken JSON', '{\n"title": Skogen\n}\nText\n', /JSON that is broken/],
    ['without marks', 'Title: Skogen\nDraft: true\n\nText\n', /:1 begins with metadata without marks/],
    ['a title block of pandoc', '% Skogen\n% Ingen\n\nText\n', /title block of pandoc/],
    ['a comment', '<!--\ndraft: true\n-->\n\nText\n', /metadata in a comment/],
    ['a list', '---\n- draft\n- true\n---\nText\n', /not a list of fields/],
    ['a flag that is neither', '---\ndraft: kanske\n---\nText\n', /:2 draft: must be true or false/],
    ['a title that is a list', '---\ntitle: [a, b]\n---\nText\n', /:2 title: must be one text/],
    [
      'an author without a name',
      '---\nauthor: { id: 7 }\n---\nText\n',
      /:2 author: must be a name or a list of names/,
    ],
    [
      'aliases in aliases',
      `---\na: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
        .split('')
        .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[index]}`).join(',')}]`)
        .join('\n')}\n---\nText\n`,
      /too many aliases/,
    ],
  ])('is refused when it is %s', async (_, text, message) => {
    await expect(interpreted('a.md', text, article)).rejects.toThrow(message);
  });

  it.each([
    ['an empty author', 'author: ""', []],
    ['no author', 'author:', []],
    [
      'a list of authors',
      'author: [Mattias Axell, Olle Lundin]',
      ['Person:mattias-axell', 'Person:olle-lundin'],
    ],
    ['authors with fields', 'authors:\n  - name: Olle Lundin', ['Person:olle-lundin']],
  ])('with %s gives the authors that it names', async (_, field, authors) => {
    const { found, row } = await rowOf('a.md', `---\n${field}\n---\n${body}`);

    expect(row.get('authors')).toEqual(authors);
    expect(doubtsOf(found)).toEqual([]);
  });

  it('with a number as title gives it as text', async () => {
    expect((await rowOf('a.md', `---\ntitle: 2030\n---\n${body}`)).row.get('title')).toBe('2030');
  });

  it.each(['---\n\nEtt stycke.\n', '---\nEtt stycke.\n---\n\nMer.\n', '***\n\nEtt stycke.\n'])(
    'is not what a rule begins: %j',
    async (text) => {
      expect((await rowOf('a.md', text)).found.account.metadata).toBe(0);
    },
  );
});

describe('Windows-1252', () => {
  const bytes = Buffer.concat([
    Buffer.from('Skogen \u00e4r bra, s\u00e4ger ', 'latin1'),
    Buffer.from([0x93]),
    Buffer.from('alla', 'latin1'),
    Buffer.from([0x94]),
  ]);

  it('is named, with what to do', async () => {
    await expect(interpreted('a.txt', bytes, article)).rejects.toThrow(
      /a\.txt:1 is not UTF-8 but probably Windows-1252; convert it with `iconv -f WINDOWS-1252 -t UTF-8`, or give `encoding: windows-1252` in the manifest/,
    );
  });

  it('is read where the manifest declares it, and the file is kept as it is', async () => {
    const { original } = await interpreted('a.txt', bytes, { ...article, encoding: 'windows-1252' });

    expect(original.blocks[0]?.displayText).toBe('Skogen är bra, säger “alla”');
    expect(Buffer.from(original.document.original ?? '', 'base64').equals(bytes)).toBe(true);
  });

  it.each([
    '<meta charset="windows-1252">',
    '<meta http-equiv=Content-Type content="text/html; charset=windows-1252">',
  ])('is read where the page declares it: %s', async (meta) => {
    const page = Buffer.concat([
      Buffer.from(`<html><head>${meta}</head><body><p>`),
      bytes,
      Buffer.from('</p></body></html>'),
    ]);
    const { original } = await interpreted('a.html', page, article);

    expect(original.blocks.at(-1)?.displayText).toBe('Skogen är bra, säger “alla”');
  });
});
