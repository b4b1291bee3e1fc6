import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

const namespaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"';
const base = 'http://schemas.openxmlformats.org';
const styles = ['Title', 'heading 1', 'heading 2', 'heading 3'];

/** A paragraph of Word, with the number of its style in `styles`. */
export const p = (inside: string, style: number | null = null): string =>
  `<w:p>${style === null ? '' : `<w:pPr><w:pStyle w:val="S${style}"/></w:pPr>`}${inside}</w:p>`;
/** A piece of text, in Word a run. */
export const t = (text: string, properties = ''): string =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;

/** A Word document with the given body; other parts by their names without folder and ending. */
export async function docxOf(body: string, parts: Record<string, string> = {}): Promise<Buffer> {
  const zip = new ZipFile();
  const add = (name: string, xml: string) =>
    zip.addBuffer(Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${xml}`), name);
  const types = Object.keys(parts).map(
    (name) =>
      `<Override PartName="/word/${name}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${name.replace(/\d/, '')}+xml"/>`,
  );
  add(
    '[Content_Types].xml',
    `<Types xmlns="${base}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>${types.join('')}</Types>`,
  );
  add(
    '_rels/.rels',
    `<Relationships xmlns="${base}/package/2006/relationships"><Relationship Id="r1" Type="${base}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
  );
  const relations = ['styles', ...Object.keys(parts)].map(
    (name, index) =>
      `<Relationship Id="r${index + 1}" Type="${base}/officeDocument/2006/relationships/${name.replace(/\d/, '')}" Target="${name}.xml"/>`,
  );
  add(
    'word/_rels/document.xml.rels',
    `<Relationships xmlns="${base}/package/2006/relationships">${relations.join('')}</Relationships>`,
  );
  add(
    'word/styles.xml',
    `<w:styles ${namespaces}>${styles.map((name, index) => `<w:style w:type="paragraph" w:styleId="S${index}"><w:name w:val="${name}"/></w:style>`).join('')}</w:styles>`,
  );
  add('word/document.xml', `<w:document ${namespaces}><w:body>${body}</w:body></w:document>`);
  const roots: Record<string, string> = { header1: 'hdr', footer1: 'ftr' };
  for (const [name, inside] of Object.entries(parts)) {
    const root = roots[name] ?? name;
    add(`word/${name}.xml`, `<w:${root} ${namespaces}>${inside}</w:${root}>`);
  }
  zip.end();
  return buffer(zip.outputStream);
}
