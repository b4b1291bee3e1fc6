import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Account } from '../../src/importer/account.ts';
import { ImportError } from '../../src/importer/import-error.ts';
import { describeImport, importAsJson } from '../../src/importer/report.ts';
import { runs } from '../support/runs.ts';
import { interpreted } from './interpreted.ts';
import { pdfOf } from './pdf.ts';

/** The account adds up, in whole and in its parts. */
function expectSum(account: Account): void {
  const { characters, shown, metadata, furniture, furnitureOf, leftOut } = account;
  const sumOf = (items: readonly { characters: number }[]) =>
    items.reduce((sum, one) => sum + one.characters, 0);
  expect(shown + metadata + furniture + leftOut).toBe(characters);
  expect(furnitureOf.page + furnitureOf.markup + furnitureOf.whiteSpace).toBe(furniture);
  expect(sumOf(account.pageItems)).toBe(furnitureOf.page);
  expect(sumOf(account.leftOutItems)).toBe(leftOut);
}

const compass = (mark: string, party: (name: string) => string) =>
  `${mark}1. Hur mycket skog?\n\n${party('C')}\n\nMycket skog.\n\n${party('L')}\n\nLite skog.\n`;
const htmlCompass =
  '<!doctype html><html><head><title>Skog</title></head><body><nav>Hem Kontakt</nav><main><h1>Skog</h1><h2>1. Hur mycket skog?</h2><h3>C</h3><p>Mycket &amp; tät skog.</p><h3>L</h3><p>Lite <del>mycket</del> skog.</p></main><footer>Sidfot</footer></body></html>';
const documents: [string, string | Buffer, Record<string, unknown>][] = [
  ['kompass.txt', `Skog\n\n${compass('', (name) => name)}`, {}],
  ['kompass.md', `---\ntitle: Skog\n---\n\n${compass('## ', (name) => `### ${name}`)}`, {}],
  ['kompass.html', htmlCompass, {}],
  [
    'kompass.pdf',
    pdfOf([
      ['1. Hur mycket skog?', 'C', 'Mycket skog.', 'L', 'Lite skog.'].map((text, index) => ({
        x: 60,
        y: 700 - index * 30,
        text,
      })),
    ]),
    {},
  ],
  ['artikel.txt', 'Skogen\n\nEn ingress.\n\n- Ett\n- Två\n\n© Föreningen', { kind: 'ARTICLE' }],
  [
    'artikel.md',
    '+++\ntitle = "Skogen"\n+++\nEtt *stycke* med [länk](https://exempel.se "titel")[^1].\n\n[^1]: En fotnot.\n\n| Träd | Antal |\n| --- | --- |\n| Tall | 3 |\n',
    { kind: 'ARTICLE' },
  ],
  [
    'artikel.html',
    '<article><h1>Skogen</h1>Löst text<p>Ett <x-ord>ord</x-ord>.</p><p hidden>Gömt.</p><ul><li>Ett<li>Två</ul><!-- not shown --><script>var a = "<p>b</p>"</script></article>',
    { kind: 'ARTICLE' },
  ],
  ['artikel.pdf', pdfOf([[{ x: 60, y: 700, text: 'Skogen vaxer.' }]]), { kind: 'ARTICLE' }],
  [
    'rapport.txt',
    'Rapport\n\nInledning\n\nVi reste till\nen skog.\n',
    { kind: 'REPORT', wrapped: true, headings: [{ lines: 3 }] },
  ],
  [
    'rapport.md',
    '# Rapport\n\n<details><summary>Mer</summary>Ett stycke<br>till.</details>\n\n![En bild](bild.png)\n\n> Ett citat.\n',
    { kind: 'REPORT' },
  ],
  [
    'uttalande.html',
    '<p class=MsoTitle>Uttalande</p><p class=MsoNormal>Vi vill<o:p></o:p></p><p style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·</span>mer skog</p>',
    { kind: 'STATEMENT', lists: [{ kind: 'DEMAND' }] },
  ],
  [
    'uttalande.txt',
    '\ufeffUttalande\r\n\r\nVi vill\r\n\r\n • mer skog\r\n • fler träd\r\n',
    { kind: 'STATEMENT', lists: [{ kind: 'DEMAND' }] },
  ],
];

describe('the account of a document', () => {
  it.each(documents)('adds up for %s, and every character is understood', async (name, content, manifest) => {
    const { account } = await interpreted(name, content, manifest);

    expectSum(account);
    expect(account.shown).toBeGreaterThan(0);
    expect(account.leftOutItems.filter(({ reason }) => reason === 'not understood')).toEqual([]);
    if (typeof content === 'string') expect(account.characters).toBe(content.length);
  });

  it('lists what is left out, with line and reason', async () => {
    const { account } = await interpreted('kompass.html', htmlCompass.replace('<footer>', '\n<p>\n<footer>'));

    expect(account.leftOutItems).toEqual([
      { line: 1, reason: 'struck through', characters: 6, text: 'mycket' },
    ]);
    expect(account.pageItems).toEqual([
      { line: 1, reason: 'a menu', characters: 11, text: 'Hem Kontakt' },
      { line: 3, reason: 'the foot of the page', characters: 6, text: 'Sidfot' },
    ]);
    expect(account.metadata).toBeGreaterThan(0);
  });

  it.each([
    [
      'a footnote of a compass',
      'a.md',
      '## 1. Vad?\n\n### C\n\nJa.[^1]\n\n### L\n\nNej.\n\n[^1]: Inte alls.\n',
      {},
    ],
    [
      'text outside the article',
      'a.html',
      '<p>Inte alls.</p><main><h1>Skog</h1><p>Ja.</p></main>',
      { kind: 'ARTICLE' },
    ],
    [
      'text that a script replaces',
      'a.html',
      '<h1>Skog</h1><noscript>Inte alls.</noscript><p>Ja.</p>',
      { kind: 'ARTICLE' },
    ],
    ['struck text', 'a.md', '# Skog\n\nJa. ~~Inte alls.~~\n', { kind: 'ARTICLE' }],
    [
      'text before the first question',
      'a.md',
      '# Enkät\n\nHej.\n\nInte alls.\n\n## 1. Vad?\n\n### C\n\nJa.\n',
      {},
    ],
  ])('leaves nothing out without a doubt: %s', async (_, name, content, manifest) => {
    const { account, warnings } = await interpreted(name, content, manifest);

    const [item] = account.leftOutItems.filter(({ text }) => text === 'Inte alls.');
    expect(warnings.map(({ line }) => line)).toContain(item?.line);
    expect(warnings.map(({ message }) => message).join()).toContain('“Inte alls.” is left out');
  });

  it('knows references to footnotes that stand side by side', async () => {
    const text = 'Ord [^1][^1][^två]\n\n[^1]: Not.\n[^två]: Not två.\n';
    const { account } = await interpreted('a', text, { kind: 'ARTICLE', format: 'markdown' });
    expectSum(account);
    expect(account.leftOutItems.filter(({ reason }) => reason === 'not understood')).toEqual([]);
  });

  it('stands in the report for people and in the one for programs', async () => {
    const { original, account, warnings, confirmations } = await interpreted(
      'artikel.txt',
      'Skogen\n\nEtt stycke.\n\n© Vi',
      { kind: 'ARTICLE' },
    );
    const accounts = new Map([[original.document.key, account]]);
    const report = { originals: [original], changes: [], warnings, confirmations, accounts };

    expect(describeImport(report, false)).toContain(
      'account: 25 characters = 17 shown + 0 metadata + 8 furniture (4 page, 0 markup, 4 white space) + 0 left out\n    page, line 5, part of the page (4): © Vi',
    );
    expect(JSON.parse(importAsJson(report, false))).toMatchObject({
      applied: false,
      documents: [{ slug: 'provdokument', account: { characters: 25, shown: 17, furniture: 8 } }],
    });
  });

  const crumb = fc.constantFrom(
    ...[
      '\n',
      '\n\n',
      '\r\n',
      ' ',
      '- ',
      '1. ',
      '# ',
      '> ',
      '**',
      '`',
      '|',
      '| a | b |\n| - | - |\n| c | d |\n',
      '[a](b)',
      '[^1]',
      '\n[^1]: n\n',
      '~~a~~',
      '&amp;',
      '&#229;',
      '\\*',
      '![x](y)',
    ],
    ...[
      '<p>',
      '</p>',
      '<div hidden>',
      '</div>',
      '<br><br>',
      '<x-y>',
      '<table><tr><td>a<td>b',
      '<li>',
      '<nav>x</nav>',
      '<del>',
      '</del>',
      '<!-- c -->',
      '<b',
      '<script>x</script>',
      '<a title="a > b">',
      '</i>',
      '【1†a】',
      '\u2028',
    ],
    ...['C\n', 'L\n', 'Ord', 'ett', '2', '.'],
  );
  const anything = fc.array(crumb, { minLength: 1, maxLength: 30 }).map((parts) => `Ord ${parts.join('')}`);

  it.each(['text', 'markdown', 'html'])('adds up for any %s, and loses no letter', async (format) => {
    await fc.assert(
      fc.asyncProperty(anything, fc.constantFrom('ARTICLE', 'QUESTIONNAIRE'), async (text, kind) => {
        try {
          const { account, original } = await interpreted('a', text, { kind, format });
          expectSum(account);
          expect(account.leftOutItems.filter(({ reason }) => reason === 'not understood')).toEqual([]);
          // What the account calls shown is what clients may read.
          const letters = (one: string) => one.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
          const isRead = ({ role }: { role: string }) => role !== 'FURNITURE';
          const shown = original.blocks.filter(isRead).map(({ displayText }) => letters(displayText ?? ''));
          if (kind === 'ARTICLE' && !/&|【/.test(text))
            expect(shown.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(account.shown);
        } catch (error) {
          if (!(error instanceof ImportError)) throw error;
        }
      }),
      { numRuns: runs(150) },
    );
  });
});

const originals = join(import.meta.dirname, '../../../shared/documents');

describe.skipIf(!existsSync(originals))('the account of the originals', () => {
  it.each(existsSync(originals) ? readdirSync(originals) : [])('of %s adds up', async (name) => {
    const kinds: Record<string, [string, Record<string, unknown>]> = {
      '000': ['QUESTIONNAIRE', {}],
      '001': ['ARTICLE', {}],
      '002': ['ARTICLE', { format: 'markdown' }],
      '003': ['REPORT', { scanned: true }],
      '004': ['STATEMENT', { language: 'no' }],
    };
    const [kind, manifest] = kinds[name.slice(0, 3)] ?? ['ARTICLE', {}];
    const { account } = await interpreted(name, readFileSync(join(originals, name)), { kind, ...manifest });

    expectSum(account);
    expect(account.leftOutItems.filter(({ reason }) => reason === 'not understood')).toEqual([]);
  });
});
