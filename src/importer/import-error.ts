import type { Problem } from '../content/pack/content-error.ts';

/** Says that nothing was imported, and names everything that has to be mended first. */
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

/** One mistake in one line of an original. */
export function mistake(file: string, line: number, message: string, done?: string): ImportError {
  return new ImportError([{ file, line, field: '', message }], done);
}
