/** Builds the conditions of an SQL statement together with the parameters that they refer to. */
export class WhereClause {
  private readonly conditions: string[] = [];

  /** Several clauses of one statement share one list of parameters. */
  constructor(readonly values: unknown[] = []) {}

  /** Adds a condition; a `?` in it becomes the parameter. */
  and(condition: string, value?: unknown): this {
    if (value === undefined) this.conditions.push(condition);
    else this.conditions.push(condition.replace('?', () => this.parameter(value)));
    return this;
  }

  /** Adds a parameter and returns its placeholder, `$3`. */
  parameter(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  toString(): string {
    return this.conditions.join(' AND ') || 'TRUE';
  }
}
