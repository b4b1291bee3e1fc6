/** Whether a word becomes the other by one letter more, less or another. Most words differ at once, so few are read whole. */
export function isOneLetterOff(one: string, other: string): boolean {
  if (one.length > other.length) return isOneLetterOff(other, one);
  if (other.length - one.length > 1) return false;
  const start = firstDifference(one, other);
  if (start === other.length) return false;
  // What comes after the letter in question is the same.
  const from = one.length === other.length ? start + 1 : start;
  for (let at = one.length - 1, of = other.length - 1; at >= from; at--, of--) {
    if (one.charCodeAt(at) !== other.charCodeAt(of)) return false;
  }
  return true;
}

/** Whether two neighbouring letters of a word have changed places in the other. */
export function isSwapped(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  const at = firstDifference(one, other);
  if (at >= one.length - 1 || one[at] !== other[at + 1] || one[at + 1] !== other[at]) return false;
  for (let rest = at + 2; rest < one.length; rest++) {
    if (one.charCodeAt(rest) !== other.charCodeAt(rest)) return false;
  }
  return true;
}

function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one.charCodeAt(at) === other.charCodeAt(at)) at++;
  return at;
}
