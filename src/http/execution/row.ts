/**
 * An object of the answer. It has no prototype of its own kind to look names up in, and unlike an object without any
 * prototype, engines read and write it fast.
 */
export const Row: new () => Record<string, unknown> = (() => {
  function Empty() {}
  Empty.prototype = Object.create(null);
  return Empty as never;
})();
export type Row = Record<string, unknown>;
