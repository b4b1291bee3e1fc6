/**
 * An object of the answer. As in an object without a prototype, names such as `constructor` are found in it only where a
 * client has asked for them. V8 keeps an object without a prototype as a hash table, and this one not.
 */
export const Row: new () => Record<string, unknown> = (() => {
  function Empty() {}
  Empty.prototype = Object.create(null);
  return Empty as never;
})();
export type Row = Record<string, unknown>;
