import { createHash } from 'node:crypto';

/** What was given on the pages before, by source: the proofs of its ads, a few letters each, without anything between. */
export type Shown = Readonly<Record<string, string>>;

const LETTERS = 5;
/** Of all sources together. So far apart may be what two sources have of the same ad; more would not fit a cursor. */
const MOST = 600;

const mark = (proof: string): string =>
  createHash('sha256').update(proof).digest('base64url').slice(0, LETTERS);

/** Tells whether another source has given an ad on a page before. */
export function shownBefore(shown: Shown): (sourceId: string, proofs: readonly string[]) => boolean {
  const marks = Object.entries(shown).map(([id, text]) => ({
    id,
    all: new Set(text.match(new RegExp(`.{${LETTERS}}`, 'g'))),
  }));
  return (sourceId, proofs) =>
    proofs.some((proof) => marks.some(({ id, all }) => id !== sourceId && all.has(mark(proof))));
}

/** The same with what a page has given since; the oldest go when there are too many. */
export function shownSince(
  shown: Shown,
  given: readonly { sourceIds: readonly string[]; proofs: readonly string[] }[],
): Shown {
  const all: Record<string, string> = { ...shown };
  for (const { sourceIds, proofs } of given) {
    const marks = proofs.map(mark).join('');
    for (const id of sourceIds) all[id] = `${all[id] ?? ''}${marks}`;
  }
  const share = LETTERS * Math.floor(MOST / Math.max(1, Object.keys(all).length));
  return Object.fromEntries(Object.entries(all).map(([id, marks]) => [id, marks.slice(-share)]));
}
