/** A version of the taxonomy cannot be loaded. The message says why, and that nothing was changed. */
export class TaxonomyError extends Error {
  override readonly name = 'TaxonomyError';
}
