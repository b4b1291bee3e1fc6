/** One line of a page, with its distance from the lower left corner in points. */
export interface PdfLine {
  x: number;
  y: number;
  text: string;
  /** Quarter turns of the line to the left. */
  turn?: 0 | 1 | 2 | 3;
  /** In points. */
  size?: number;
}

interface PdfOptions {
  /** Adds an encryption dictionary whose keys match no password. */
  encrypted?: boolean;
  /** The turn of all pages, in degrees to the right. */
  rotate?: number;
}

const matrices = ['1 0 0 1', '0 1 -1 0', '-1 0 0 -1', '0 -1 1 0'];

/** Lines below each other, as a paragraph is set. */
export function pdfColumn(texts: readonly string[], x = 60, top = 700): PdfLine[] {
  return texts.map((text, index) => ({ x, y: top - index * 14, text }));
}

/** The smallest PDF of these pages, in Helvetica. */
export function pdfOf(pages: PdfLine[][], { encrypted = false, rotate = 0 }: PdfOptions = {}): Buffer {
  const objects: string[] = [];
  const add = (body: string) => objects.push(body);
  add('<< /Type /Catalog /Pages 2 0 R >>');
  const kids = pages.map((_, index) => `${4 + index * 2} 0 R`).join(' ');
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  for (const [index, lines] of pages.entries()) {
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${rotate % 180 === 0 ? '595 842' : '842 595'}] /Rotate ${rotate} /Contents ${5 + index * 2} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
    );
    const drawn = lines
      .map(
        ({ x, y, text, turn = 0, size = 11 }) =>
          `BT /F1 ${size} Tf ${matrices[turn]} ${x} ${y} Tm (${text.replace(/[\\()]/g, '\\$&')}) Tj ET`,
      )
      .join('\n');
    add(`<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`);
  }
  let file = '%PDF-1.4\n';
  const places: number[] = [];
  for (const [index, body] of objects.entries()) {
    places.push(file.length);
    file += `${index + 1} 0 obj\n${body}\nendobj\n`;
  }
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  file += places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const id = '00112233445566778899aabbccddeeff';
  const encryption = encrypted
    ? ` /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> >> /ID [<${id}> <${id}>]`
    : '';
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${encryption} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
