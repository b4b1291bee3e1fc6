import { hash } from 'node:crypto';

/**
 * What earlier pages have given, by source: short marks of the proofs by which the same item is recognised in another
 * source, written one after the other.
 */
export type Shown = Readonly<Record<string, string>>;

const LETTERS = 5;
/** Marks of all sources together. Copies that lie further apart may come twice; more marks would not fit a cursor. */
const MAX_MARKS = 600;

const mark = (proof: string): string => hash('sha256', proof, 'base64url').slice(0, LETTERS);

/**
 * Tells whether another source has given an item on an earlier page, by its proofs, or the same source has, by those
 * of its own.
 */
export function shownBefore(
  shown: Shown,
): ((sourceId: string, proofs: readonly string[], ownProofs?: readonly string[]) => boolean) | null {
  if (Object.keys(shown).length === 0) return null;
  const marks = Object.entries(shown).map(([id, text]) => ({
    id,
    all: new Set(text.match(new RegExp(`.{${LETTERS}}`, 'g'))),
  }));
  return (sourceId, proofs, ownProofs = []) =>
    proofs.some((proof) => marks.some(({ id, all }) => id !== sourceId && all.has(mark(proof)))) ||
    ownProofs.some((proof) => marks.some(({ id, all }) => id === sourceId && all.has(mark(proof))));
}

/** The same with the items of one more page; the oldest marks are left out when there are too many. */
export function shownSince(
  shown: Shown,
  given: readonly { sourceIds: readonly string[]; proofs: () => readonly string[] }[],
): Shown {
  const all: Record<string, string> = { ...shown };
  for (const { sourceIds, proofs } of given) {
    const marks = proofs().map(mark).join('');
    for (const id of sourceIds) all[id] = `${all[id] ?? ''}${marks}`;
  }
  const share = LETTERS * Math.floor(MAX_MARKS / Math.max(1, Object.keys(all).length));
  return Object.fromEntries(Object.entries(all).map(([id, marks]) => [id, marks.slice(-share)]));
}
