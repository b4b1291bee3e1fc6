/** A check found something that a person should see to. */
export class CheckError extends Error {
  override readonly name = 'CheckError';
}
