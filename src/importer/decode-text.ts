import { mistake } from './import-error.ts';

/** Ten times the largest report as text: a larger file is a picture or an archive with a wrong file name. */
export const maxFileBytes = 20 * 1024 * 1024;

/** Decodes a UTF-8 text file, keeping its byte order mark and line breaks. Throws an ImportError for any other file. */
export function decodeText(file: string, bytes: Uint8Array): string {
  const lineOf = (offset: number) => bytes.subarray(0, offset).filter((byte) => byte === 10).length + 1;
  const nul = bytes.indexOf(0);
  if (nul >= 0) {
    throw mistake(
      file,
      lineOf(nul),
      'is a binary file or UTF-16; save it as UTF-8 text, or import it as a PDF',
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw mistake(
      file,
      lineOf(firstInvalid(bytes)),
      'is not UTF-8, perhaps Latin-1; convert it with `iconv -f ISO-8859-1 -t UTF-8`',
    );
  }
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
