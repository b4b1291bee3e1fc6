/** One mistake in a content file, and what to do about it. */
export interface Problem {
  file: string;
  line: number;
  /** Path of the field within the file, `questions[3].topics[0]`; empty where the whole file is meant. */
  field: string;
  message: string;
}

/** Says that a content pack was refused, and names every mistake that was found. */
export class ContentError extends Error {
  override readonly name = 'ContentError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const lines = problems.map(
      ({ file, line, field, message }) => `  ${file}:${line} ${field === '' ? '' : `${field}: `}${message}`,
    );
    super(`Nothing was loaded, the content has mistakes (${problems.length}):\n${lines.join('\n')}`);
    this.problems = problems;
  }
}
