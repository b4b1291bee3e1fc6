import { mistake } from './import-error.ts';

/** Larger files are pictures or archives under a wrong name; the largest report of text is a tenth of it. */
export const largestFile = 20 * 1024 * 1024;

/** The text of a file, byte order mark and line breaks included; refuses what is no UTF-8 text. */
export function decodeText(file: string, bytes: Uint8Array): string {
  const lineOf = (offset: number) => bytes.subarray(0, offset).filter((byte) => byte === 10).length + 1;
  const nul = bytes.indexOf(0);
  if (nul >= 0) {
    throw mistake(
      file,
      lineOf(nul),
      'is no text but binary, or UTF-16; import a PDF, or save the text as UTF-8',
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

/** The first byte that UTF-8 does not allow where it stands, found by halving. */
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

/** Whether a beginning of a file is UTF-8; a letter cut off at its end does no harm. */
function isValid(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
