import type { Problem } from '../content/pack/content-error.ts';

/** Nothing was imported. The message lists every mistake that must be corrected first, with file, line and advice. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], done = 'imported') {
    const lines = problems.map(
      ({ file, line, field, message }) => `  ${file}:${line} ${field === '' ? '' : `${field}: `}${message}`,
    );
    super(`Nothing was ${done}, there are mistakes (${problems.length}):\n${lines.join('\n')}`);
    this.problems = problems;
  }
}

/** An error for one mistake in one line of a file. */
export function mistake(file: string, line: number, message: string, done?: string): ImportError {
  return new ImportError([{ file, line, field: '', message }], done);
}
