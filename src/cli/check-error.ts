/** `sources check` found an operation that fails. */
export class CheckError extends Error {
  override readonly name = 'CheckError';
}
