import { isScalar, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Problem } from '../../content/pack/content-error.ts';
import { isDay } from '../../text/day.ts';
import { ImportError } from '../import-error.ts';
import type { Metadata } from '../read-document.ts';

const date = /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2})?.*)?$/;
const fields = z.object({
  title: z.string().optional(),
  author: z.string().optional(),
  date: z
    .string()
    .transform((value, context) => {
      const found = date.exec(value.trim())?.[1];
      if (found !== undefined && isDay(found)) return found;
      context.addIssue({
        code: 'custom',
        message: `"${value}" is not a day that exists; write it as YYYY-MM-DD, or remove it`,
      });
      return z.NEVER;
    })
    .optional(),
  draft: z.boolean().optional(),
  url: z.string().optional(),
});

/** The YAML between two lines `---` at the top of a file, and the offset after it; null where there is none. */
export function readFrontMatter(file: string, text: string): { metadata: Metadata; end: number } | null {
  const found = /^\ufeff?---[ \t]*\r?\n([\s\S]*?)^---[ \t]*(?:\r?\n|$)/m.exec(text);
  if (found?.index !== 0) return null;
  const source = found[1] ?? '';
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  // The YAML begins in the second line of the file.
  const lineAt = (offset: number) => lines.linePos(offset).line + 1;
  const problem = (line: number, field: string, message: string): Problem => ({ file, line, field, message });
  if (document.errors.length > 0) {
    throw new ImportError(
      document.errors.map((error) =>
        problem(lineAt(error.pos[0]), '', `the front matter is not valid YAML: ${error.message}`),
      ),
    );
  }
  const value: unknown = document.toJS() ?? {};
  const parsed = fields.safeParse(value);
  if (!parsed.success) {
    throw new ImportError(
      parsed.error.issues.map(({ path, message }) => {
        const name = String(path[0] ?? '');
        const node: unknown = document.get(name, true);
        const offset = isScalar(node) ? (node.range?.[0] ?? 0) : 0;
        return problem(lineAt(offset), name, message);
      }),
    );
  }
  const { date, ...metadata } = parsed.data;
  return { metadata: { ...metadata, publishedOn: date }, end: found[0].length };
}
