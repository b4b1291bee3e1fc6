/** A step of the way to a value of the answer. Errors are told apart by the object, so a value has one. */
export class Path {
  constructor(
    readonly prev: Path | undefined,
    readonly key: string | number,
    readonly typename: string | undefined,
  ) {}
}
