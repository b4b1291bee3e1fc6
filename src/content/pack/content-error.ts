/** One mistake in a content file, with what to do about it. */
export interface Problem {
  file: string;
  line: number;
  /** Path of the field within the file, such as `questions[3].topics[0]`; empty for the whole file. */
  field: string;
  message: string;
  /** Where it is in a spreadsheet: `Answers!E12`. */
  place?: string;
}

/** A mistake as one line: where it is, and what to do. */
export function problemLine({ file, line, field, message, place }: Problem): string {
  if (place !== undefined) return `${file} ${place}: ${message}`;
  return `${file}:${line} ${field === '' ? '' : `${field}: `}${message}`;
}

/** The content pack is refused. The message lists every mistake in it. */
export class ContentError extends Error {
  override readonly name = 'ContentError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const lines = problems.map((problem) => `  ${problemLine(problem)}`);
    super(`Nothing was loaded, the content has mistakes (${problems.length}):\n${lines.join('\n')}`);
    this.problems = problems;
  }
}
