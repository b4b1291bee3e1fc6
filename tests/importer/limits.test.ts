import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { dataDirectory, runProgram } from '../support/program.ts';
import { docxOf, p, t } from './docx.ts';
import { folder } from './support.ts';

/** A PDF of half a megabyte whose only page unpacks to 400 MB. */
function pdfBomb(): Buffer {
  const page = deflateSync(Buffer.alloc(400_000_000, '(a) Tj '), { level: 9 });
  const objects = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from('<< /Type /Pages /Kids [3 0 R] /Count 1 >>'),
    Buffer.from(
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    ),
    Buffer.concat([
      Buffer.from(`<< /Length ${page.length} /Filter /FlateDecode >>\nstream\n`),
      page,
      Buffer.from('\nendstream'),
    ]),
    Buffer.from('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'),
  ];
  const parts = objects.flatMap((body, index) => [
    Buffer.from(`${index + 1} 0 obj\n`),
    body,
    Buffer.from('\nendobj\n'),
  ]);
  const trailer = Buffer.from('trailer\n<< /Size 6 /Root 1 0 R >>\n%%EOF\n');
  return Buffer.concat([Buffer.from('%PDF-1.4\n'), ...parts, trailer]);
}

const aliases = `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghij']
  .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[index]}`).join(',')}]\n`)
  .join('')}`;

const hostile: Record<string, { content: string | Buffer; message: RegExp }> = {
  'bomb.pdf': { content: pdfBomb(), message: /takes more than \d+ (?:MB of memory|seconds) to read/ },
  'elements.html': { content: '<div>'.repeat(60_000), message: /nested too deeply/ },
  'quotes.md': { content: `${'> '.repeat(60_000)}a`, message: /nested too deeply|takes more than/ },
  // A parser that follows the standard makes millions of elements of these.
  'fonts.html': {
    content: Array.from({ length: 3000 }, (_, at) => `<font size=${at}><p>x`).join(''),
    message: /takes more than|nested too deeply/,
  },
  'word.txt': { content: 'a'.repeat(150_000), message: /has a word of 150000 characters/ },
  'breaks.txt': { content: `a${'\n'.repeat(19_000_000)}`, message: /the limit is/ },
  'zip.txt': {
    content: Buffer.concat([Buffer.from('PK\u0003\u0004'), deflateSync(Buffer.alloc(1_000_000, '\n'))]),
    message: /is a zip archive or an Office document/,
  },
  'deep.docx': {
    content: await docxOf('<w:sdt><w:sdtContent>'.repeat(60_000)),
    message: /nested too deeply|takes more than|is broken/,
  },
  'nested.docx': {
    content: await docxOf(
      `${'<w:sdt><w:sdtContent>'.repeat(20_000)}${p(t('a'))}${'</w:sdtContent></w:sdt>'.repeat(20_000)}`,
    ),
    message: /nested too deeply|takes more than/,
  },
  'unpacks.docx': {
    content: await docxOf(p(t('a')), { media: ' '.repeat(70_000_000) }),
    message: /unpacks to more than/,
  },
  'aliases.md': { content: `---\n${aliases}---\n\nText`, message: /repeats itself by too many aliases/ },
};

describe('hostile files', () => {
  it('are each refused with one sentence and no stack', async () => {
    const path = folder();
    for (const [name, { content }] of Object.entries(hostile)) {
      writeFileSync(join(path, name), content);
      const slug = name.replace('.', '-');
      writeFileSync(
        join(path, `${name}.import.yaml`),
        `slug: ${slug}\nkind: ARTICLE\nlanguage: sv\naccess: FULL\n`,
      );
    }

    const { code, error } = await runProgram(['import', path], { DATA_DIR: dataDirectory() }).ended;

    const [head, ...lines] = error.trim().split('\n');
    expect(code).toBe(1);
    expect(head).toMatch(/^Nothing was imported, there are mistakes \(11\):$/);
    expect(lines).toHaveLength(11);
    for (const [name, { message }] of Object.entries(hostile))
      expect(lines.find((line) => line.includes(`/${name}:1`))).toMatch(message);
  });
});
