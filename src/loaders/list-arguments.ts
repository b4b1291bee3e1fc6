/** The arguments of a connection, checked. */
export interface ListArguments {
  first: number;
  after: string | null;
}
