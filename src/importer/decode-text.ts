import { mistake } from './import-error.ts';

/** Ten times the largest report as text: a larger file is a picture or an archive with a wrong file name. */
export const maxFileBytes = 20 * 1024 * 1024;

/** The encodings that are read; the names are those of the web. */
export const encodings = ['utf-8', 'windows-1252', 'iso-8859-1'] as const;
export type Encoding = (typeof encodings)[number];

const zip = 'PK\u0003\u0004';
const declaration =
  /<meta\b[^>]{0,200}?charset\s*=\s*["']?\s*([a-z0-9_-]+)|<\?xml\b[^>]{0,200}?encoding\s*=\s*["']([a-z0-9_-]+)/i;

/**
 * Decodes a text file, keeping its byte order mark and line breaks. It is UTF-8, or else in the encoding that the manifest
 * or the head of an HTML page declares. Throws an ImportError for any other file.
 */
export function decodeText(
  file: string,
  bytes: Uint8Array,
  declared: Encoding | undefined,
): { text: string; isUtf8: boolean } {
  const lineOf = (offset: number) => bytes.subarray(0, offset).filter((byte) => byte === 10).length + 1;
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  if (head.startsWith(zip))
    throw mistake(
      file,
      1,
      'is a zip archive or an Office document; save its text as a Word document (.docx), a web page (.html), PDF or UTF-8 text',
    );
  const nul = bytes.indexOf(0);
  if (nul >= 0) {
    throw mistake(
      file,
      lineOf(nul),
      'is a binary file or UTF-16; save it as UTF-8 text, or import it as a PDF',
    );
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), isUtf8: true };
  } catch {
    const encoding = declared ?? encodingNamed(declaration.exec(head)?.slice(1).find(Boolean) ?? '');
    if (encoding !== undefined && encoding !== 'utf-8') return { text: windowsText(bytes), isUtf8: false };
    throw mistake(file, lineOf(firstInvalid(bytes)), notUtf8(bytes));
  }
}

/** The characters of Windows-1252 that are control characters in Latin-1. Browsers read them for both names. */
const windowsCharacters = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Own code, because `TextDecoder` of Node.js 20 and 22 reads Windows-1252 as Latin-1. */
function windowsText(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (letter) => windowsCharacters[letter.charCodeAt(0) - 0x80] ?? letter);
}

function encodingNamed(name: string): Encoding | undefined {
  const lower = name
    .toLowerCase()
    .replace(/^(?:cp1252|x-cp1252)$/, 'windows-1252')
    .replace(/^latin1$/, 'iso-8859-1');
  return encodings.find((one) => one === lower);
}

function notUtf8(bytes: Uint8Array): string {
  // Quotation marks and dashes of Windows-1252 are control characters in Latin-1.
  const isWindows = bytes.some((byte) => byte >= 0x80 && byte <= 0x9f);
  const [name, encoding, charset] = isWindows
    ? ['but probably Windows-1252', 'windows-1252', 'WINDOWS-1252']
    : ['perhaps Latin-1', 'iso-8859-1', 'ISO-8859-1'];
  const joined = isWindows ? `is not UTF-8 ${name}` : `is not UTF-8, ${name}`;
  return `${joined}; convert it with \`iconv -f ${charset} -t UTF-8\`, or give \`encoding: ${encoding}\` in the manifest`;
}

/** The offset of the first byte that is not valid UTF-8, by binary search. */
function firstInvalid(bytes: Uint8Array): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isValid(bytes.subarray(0, middle + 1))) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether the first bytes of a file are UTF-8; a character may be cut off at the end. */
function isValid(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
