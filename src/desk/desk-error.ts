/** A command of the editor's desk cannot do what it was asked. The message says what to do. */
export class DeskError extends Error {
  override readonly name = 'DeskError';
}
