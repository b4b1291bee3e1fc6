interface SelectionFacts {
  /** Argument of the field. */
  argument?: string;
  dimension?: string;
  value?: string;
  validValues?: readonly string[];
}

/** A selection that the table cannot answer; the message names the dimension, the value and what would work. */
export class SelectionError extends Error {
  override readonly name = 'SelectionError';
  constructor(
    message: string,
    private readonly facts: SelectionFacts,
  ) {
    super(message);
  }

  /** graphql-js copies this into the client's `errors[].extensions`. */
  get extensions() {
    return { code: 'BAD_USER_INPUT', argument: 'select', ...this.facts };
  }
}

/** A selection of more cells than one answer may hold. */
export class TooManyCellsError extends Error {
  override readonly name = 'TooManyCellsError';
  constructor(
    readonly cells: number,
    readonly limit: number,
    readonly largestDimension: string,
    largestSize: number,
    /** Where a file of the same selection is; null where it is too large for that too. */
    private readonly file: string | null,
  ) {
    const way = file ? `Fetch the file ${file}, or narrow` : 'Narrow';
    super(
      `The selection has ${cells} cells; the limit is ${limit}. ${way} ${largestDimension}, of which ${largestSize} categories are selected.`,
    );
  }

  get extensions() {
    const { cells, limit, largestDimension, file } = this;
    return { code: 'TOO_MANY_CELLS', cells, limit, largestDimension, ...(file && { file }) };
  }
}
