/** A year cannot be loaded. The message says why, what to do, and that nothing was changed. */
export class YearLoadError extends Error {
  override readonly name = 'YearLoadError';

  constructor(message: string, options: ErrorOptions = {}) {
    super(`${message} Nothing was changed.`, options);
  }
}
