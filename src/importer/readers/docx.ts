import { entryOf } from '../../text/entry-of.ts';
import { oneLine } from '../../text/white-space.ts';
import { type Block, block } from '../block.ts';
import { mistake } from '../import-error.ts';
import type { Note, ReadDocument } from '../read-document.ts';
import { UnpackError, unpackWithin } from '../unpack.ts';
import { readHtml } from './html.ts';
import { listed, surplus, wordsOf } from './other-pdf-reader.ts';

/** A report of a hundred pages has 5 MB of XML; pictures are the rest. */
const maxUnpacked = 60 * 1024 ** 2;
const maxXml = 10 * 1024 ** 2;

/** Titles and footnotes, which the library leaves to its user. */
const styles = ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p.lead:fresh"];

/**
 * Reads a Word document as HTML, whose lines the report shows. What Word prints around the text is furniture, and comments
 * and deleted text are left out. The words are compared with those in the file.
 */
export async function readDocx(file: string, bytes: Uint8Array): Promise<ReadDocument> {
  const files = await unpacked(file, bytes);
  const body = files.get('word/document.xml');
  if (!body) throw mistake(file, 1, 'is not a Word document (.docx); save it again as one');
  const xml = partsOf(files);
  if (xml.reduce((sum, { text }) => sum + text.length, 0) > maxXml)
    throw mistake(file, 1, 'has more than 10 MB of text; divide the document');
  const html = await htmlOf(file, bytes);
  const read = readHtml(html);
  const others = xml.flatMap(leftOutIn);
  const shown = read.blocks
    .flatMap(({ text, dropped }) => [text, ...dropped.map((one) => one.text)])
    .join('\n');
  if (!/[\p{L}\p{N}]/u.test(shown))
    throw mistake(file, 1, 'has no text, perhaps only pictures; run OCR on it, and import the text');
  const end = withBlocks(read, others);
  const doubts = [...read.doubts, ...unreadWords(shown, xml)];
  if (/<w:vanish\s*\/>/.test(body.toString('utf8')))
    doubts.push({ line: 1, message: 'the Word document has hidden text, which is read; check it' });
  return { ...end, isWholeFile: false, doubts };
}

async function unpacked(file: string, bytes: Uint8Array): Promise<Map<string, Buffer>> {
  try {
    return await unpackWithin(bytes, maxUnpacked);
  } catch (error) {
    if (!(error instanceof UnpackError)) throw error;
    throw mistake(
      file,
      1,
      error.why === 'broken'
        ? 'is broken or not a Word document (.docx); open it, and save it again'
        : 'unpacks to more than 60 MB; remove pictures, or save its text as a file of its own',
    );
  }
}

async function htmlOf(file: string, bytes: Uint8Array): Promise<string> {
  // Imported here because most imports have no Word document.
  const { default: mammoth } = await import('mammoth');
  const convertImage = mammoth.images.imgElement(async () => ({ src: '' }));
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes) },
      { styleMap: styles, includeEmbeddedStyleMap: false, externalFileAccess: false, convertImage },
    );
    return value
      .replace(/<ol>(?=<li id="(?:foot|end)note-)/g, '<ol class="footnotes">')
      .replace(/<\/(?:p|h[1-6]|li|ul|ol|tr|table)>(?!$)/g, '$&\n');
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw mistake(file, 1, 'is broken or not a Word document (.docx); open it, and save it again');
  }
}

/** A part of the file with text: the body, the notes, a header, a footer or the comments. */
interface Part {
  name: string;
  text: string;
}

const withText = /^word\/(?:document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml$/;

function partsOf(files: ReadonlyMap<string, Buffer>): Part[] {
  return [...files]
    .filter(([name]) => withText.test(name))
    .map(([name, bytes]) => ({ name: name.replace(/^word\/|\d*\.xml$/g, ''), text: bytes.toString('utf8') }));
}

interface LeftOutText {
  as: 'furniture' | 'left out';
  reason: string;
  text: string;
}

/** What is in the file, and not part of its text. */
function leftOutIn({ name, text }: Part): LeftOutText[] {
  if (name === 'header' || name === 'footer')
    return filled({ as: 'furniture', reason: `the ${name} of the pages`, text: textOf(text).join(' ') });
  if (name === 'comments')
    return textOf(text).flatMap((one) => filled({ as: 'left out', reason: 'a comment in Word', text: one }));
  const deleted = [...text.matchAll(/<w:(del|moveFrom)\b[^>]*[^/]>([\s\S]*?)<\/w:\1>/g)];
  return deleted.flatMap(([, , inside = '']) =>
    filled({
      as: 'left out',
      reason: 'deleted in Word',
      text: textOf(inside.replaceAll('w:delText', 'w:t')).join(' '),
    }),
  );
}

const filled = (one: LeftOutText): LeftOutText[] => (one.text === '' ? [] : [one]);

const token = /<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>|<\/w:p>|<w:(?:tab|br|cr)\b[^>]*>/g;

/** The paragraphs of a part. */
function textOf(xml: string): string[] {
  const paragraphs: string[] = [''];
  for (const [found, text] of xml.matchAll(token)) {
    if (found === '</w:p>') paragraphs.push('');
    else paragraphs.push(`${paragraphs.pop() ?? ''}${text === undefined ? ' ' : decoded(text)}`);
  }
  return paragraphs.map(oneLine).filter((one) => one !== '');
}

const references: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decoded(text: string): string {
  return text.replace(
    /&(?:#(x?)([0-9a-f]+)|(\w+));/gi,
    (whole, hex: string, number: string, name: string) => {
      if (name !== undefined) return entryOf(references, name) ?? whole;
      const code = Number.parseInt(number, hex === '' ? 10 : 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/** The document with what is left out in lines of their own at its end. */
function withBlocks(read: ReadDocument, others: readonly LeftOutText[]): ReadDocument {
  let text = read.text;
  const blocks: Block[] = [...read.blocks];
  let line = text.split('\n').length;
  for (const { as, reason, text: words } of others) {
    const start = text.length;
    text += `\n${words}`;
    line += 1;
    const place = { from: start, to: text.length, lineFrom: line, lineTo: line };
    const runs = [{ from: start + 1, to: text.length, text: words }];
    blocks.push(block(place, 'FURNITURE', runs, { leftOut: { as, reason } }));
  }
  return { ...read, text, blocks, pages: [[1, line]] };
}

/** Doubts words of the text that the library has not read, such as those in a drawing. */
function unreadWords(shown: string, parts: readonly Part[]): Note[] {
  const isText = ({ name }: Part) => name === 'document' || name === 'footnotes' || name === 'endnotes';
  const inFile = parts.filter(isText).flatMap(({ text }) => textOf(withoutDoubles(text)));
  const words = (text: string) => wordsOf(text).map(({ word }) => word);
  const unread = surplus(words(inFile.join('\n')), words(shown));
  if (unread.length === 0) return [];
  return [
    {
      line: 1,
      message: `the Word document has words that are not read: ${listed(unread)}; look for them in drawings and boxes, and move them into the text`,
    },
  ];
}

/** Word writes a drawing twice, for programs of two ages, and text that was moved at both places. */
function withoutDoubles(xml: string): string {
  return xml
    .replace(/<w:moveFrom\b[^>]*[^/]>[\s\S]*?<\/w:moveFrom>/g, '')
    .replace(/<mc:Choice\b[\s\S]*?<\/mc:Choice>(?=\s*<mc:Fallback)/g, '');
}
