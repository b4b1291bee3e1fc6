import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Language } from '../../src/entities/language.ts';
import { Access } from '../../src/entities/vocabulary.ts';
import type { Block } from '../../src/importer/block.ts';
import { toDisplayText } from '../../src/importer/display-text.ts';
import { ImportError } from '../../src/importer/import-error.ts';
import { Interpreter } from '../../src/importer/interpret.ts';
import { knownKeysOf } from '../../src/importer/known-keys.ts';
import { manifestSchema } from '../../src/importer/manifest.ts';
import { readHtml } from '../../src/importer/readers/html.ts';
import { readMarkdown } from '../../src/importer/readers/markdown.ts';
import { readText } from '../../src/importer/readers/text.ts';
import { linesOf } from '../../src/text/lines.ts';
import { runs } from '../support/runs.ts';
import { examplePack } from './support.ts';

const crumbs = fc.constantFrom(
  ...[
    '\n',
    '\n\n',
    '\r\n',
    '\r',
    ' ',
    '\t',
    '- ',
    '1. ',
    '2. ',
    ' • ',
    '# ',
    '### ',
    '> ',
    '**',
    '---\n',
    '```\n',
  ],
  ...[
    '<p>',
    '</p>',
    '<li>',
    '<ul>',
    '<h1>A</h1>',
    '<b',
    '&amp;',
    '<!--',
    '<script>x</script>',
    '[a](b)',
    '【1†a】',
  ],
  ...[
    'X\n',
    'Y\n',
    '(',
    ')',
    '"',
    '”',
    '.',
    'Åsa Exempel-Sørensen',
    'a@b.se',
    '070-123 45 67',
    '\u00a0',
    '\ufeff',
  ],
);
const anyText = fc
  .array(fc.oneof(crumbs, fc.string({ unit: 'binary', maxLength: 8 }), fc.lorem({ maxCount: 5 })), {
    maxLength: 40,
  })
  .map((parts) => parts.join('').replaceAll('\0', ''));
const manyText = anyText.filter((text) => text.replace('\ufeff', '').trim() !== '');

/** The blocks of any text are in order and cover it. */
function expectPartition(text: string, blocks: readonly Block[]): void {
  const lines = linesOf(text).length;
  let at = 0;
  let line = 1;
  for (const block of blocks) {
    expect(block.from).toBe(at);
    expect(block.to).toBeGreaterThanOrEqual(block.from);
    expect(block.lineFrom).toBeGreaterThanOrEqual(line);
    expect(block.lineTo).toBeGreaterThanOrEqual(block.lineFrom);
    expect(block.lineTo).toBeLessThanOrEqual(lines);
    at = block.to;
    line = block.lineFrom;
  }
  expect(at).toBe(text.length);
}

describe('any text', () => {
  it.each([
    ['text', (text: string) => readText(text, { wrapped: false, breaks: new Set() })],
    ['wrapped text', (text: string) => readText(text, { wrapped: true, breaks: new Set([2, 5]) })],
    ['an HTML page', (text: string) => readHtml(text)],
  ])('read as %s is covered by its blocks, in order', (_, read) => {
    fc.assert(
      fc.property(manyText, (text) => expectPartition(text, read(text).blocks)),
      { numRuns: runs(300) },
    );
  });

  it('read as Markdown is covered by its blocks, or is refused with an ImportError', () => {
    fc.assert(
      fc.property(manyText, (text) => {
        try {
          expectPartition(text, readMarkdown('a.md', text).blocks);
        } catch (error) {
          if (!(error instanceof ImportError)) throw error;
        }
      }),
      { numRuns: runs(300) },
    );
  });

  it.each(['> ', '> > ', '>', '  \n> \n'])(
    'of Markdown in which there is nothing to read, %j, is kept whole',
    (text) => {
      expectPartition(text, readMarkdown('a.md', text).blocks);
    },
  );

  const pack = examplePack();
  const schema = manifestSchema(knownKeysOf(pack));
  const interpreter = new Interpreter(pack);
  const documentTypes = ['QUESTIONNAIRE', 'ARTICLE', 'REPORT', 'STATEMENT'] as const;
  const formats = ['text', 'markdown', 'html'] as const;

  it.each(documentTypes)(
    'imported as a %s gives entities with lines inside the file, or is refused with an ImportError',
    async (documentType) => {
      await fc.assert(
        fc.asyncProperty(
          anyText,
          fc.constantFrom(...formats),
          fc.boolean(),
          fc.nat(12),
          async (text, format, scanned, line) => {
            const manifest = schema.parse({
              slug: 'vad-som-helst',
              kind: documentType,
              format,
              language: 'sv',
              access: Access.FULL,
              publisher: 'exempel',
              scanned,
              furniture: ['X*'],
              counters: { views: 'a', comments: 'e' },
              boxes: [{ lines: [line + 1, line + 3] }],
              quotes: [{ lines: line + 2 }],
              footnotes: [line + 5],
              lists: [{ kind: 'BENEFIT' }, { kind: 'PANEL' }, { kind: 'DEMAND', remarks: 1 }],
              questionnaire: { commentary: { by: 'Organisation:exempel', place: 'last paragraph' } },
            });
            const bytes = Buffer.from(text);
            const given = { name: 'a', path: 'a', bytes, sha256: '', manifest, written: {} };
            try {
              const { original } = await interpreter.interpret(given);

              const raw = original.blocks.map(({ rawText }) => rawText).join('');
              expect(Buffer.from(raw).equals(bytes)).toBe(true);
              const lines = linesOf(text).length;
              for (const { fields } of original.document.rows) {
                const [from, to] = fields.origin.lines ?? [1, 1];
                // A box and a quote have the lines of the manifest, which may be outside the file.
                if (from <= line + 2 && line + 1 <= to) continue;
                expect(from).toBeGreaterThanOrEqual(1);
                expect(to).toBeLessThanOrEqual(lines);
              }
              const shown = original.blocks.flatMap(({ displayText }) => displayText ?? []).join('\n');
              expect(shown).not.toMatch(/a@b\.se|070-123 45 67/);
              const keys = original.document.rows.map(({ type, fields }) => `${type}:${fields.key}`);
              expect(new Set(keys).size).toBe(keys.length);
            } catch (error) {
              if (!(error instanceof ImportError)) throw error;
              expect(error.message).toMatch(/\n {2}a:\d+ /);
            }
          },
        ),
        { numRuns: runs(200) },
      );
    },
  );

  it('gives a display text in one line, without control characters, that does not change when repaired again', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string({ unit: 'binary' })), fc.boolean(), (text, scanned) => {
        const { text: shown } = toDisplayText(text, Language.SV, scanned);

        expect(shown).not.toMatch(/[\n\r\t\u200b\u00a0]/);
        expect(shown).toBe(shown.trim());
        expect(toDisplayText(shown, Language.SV, scanned).text).toBe(shown);
      }),
    );
  });
});

describe('contact details', () => {
  it.each([
    ['Skriv till asa.exempel+nytt@exempel.co.se nu.', 'Skriv till [e-post] nu.'],
    ['Ring 070-123 45 67!', 'Ring [telefon]!'],
    ['Ring +46 (0)8 123 456 78.', 'Ring [telefon].'],
    ['Tel:070-123 45 67, eller Telefon070-1234567', 'Tel:[telefon], eller Telefon[telefon]'],
    ['Ring 08/12345678 eller 0123-45 67 89.', 'Ring [telefon] eller [telefon].'],
  ])('are masked in: %s', (text, masked) => {
    expect(toDisplayText(text, Language.SV, false).text).toBe(masked);
  });

  it.each([
    'Lagen (2018:218) gäller 89 000 personer sedan 2010.',
    'Se 2016/679 och COM(2021) 206, sidorna 110–115.',
    'Mellan 2014 2015 2016 ökade det med 12,4 % till 1 000 000 kronor.',
    'Från 2031-02-03 2031-03-04 till 2031-05-06.',
    'https://exempel.se/dokument/0123456789',
  ])('are not found in figures and laws: %s', (text) => {
    expect(toDisplayText(text, Language.SV, false).text).toBe(text);
  });
});
