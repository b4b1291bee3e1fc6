/**
 * How likely a word of a text means a word of a label. Swedish writes compounds as one word: the last part says what a
 * thing is, the first part which type of it. Two words of the text may each be a part of a label's word: “elektriker
 * inom industri” for “industrielektriker”.
 */
const similarities = {
  same: { degree: 1, part: 'whole' },
  /** The words differ in at most two final letters. */
  derived: { degree: 0.7, part: 'whole' },
  /** The text's word ends with the label's: a “lastbilsmekaniker” is a “mekaniker”. */
  narrower: { degree: 0.6, part: 'whole' },
  /** The label's word ends with the text's: a “mekaniker” may be a “flygmekaniker”. */
  last: { degree: 0.45, part: 'last' },
  /** The label's word begins with the text's. */
  first: { degree: 0.4, part: 'first' },
  /** Both begin alike and end differently: “lastbilschaufför”, “lastbilsförare”. */
  sameFirst: { degree: 0.35, part: 'first' },
} as const;
export type Similarity = (typeof similarities)[keyof typeof similarities];
/** Shorter parts of compounds are equal by chance. */
const minPartLength = 4;
const minFirstLength = 5;
const minSharedLength = 6;

interface PartMatch {
  weight: number;
  /** The word of the text. */
  word: string;
}

/** How words of a text match one word of a label: one word as a whole, or two words as its first and its last part. */
export class WordMatch {
  private readonly byPart: Partial<Record<Similarity['part'], PartMatch>> = {};

  /** Adds a word of the text; the one with the largest weight counts for each part. */
  add(part: Similarity['part'], weight: number, word: string): void {
    if (weight > (this.byPart[part]?.weight ?? 0)) this.byPart[part] = { weight, word };
  }
  private get partsWeight(): number {
    return (this.byPart.first?.weight ?? 0) + (this.byPart.last?.weight ?? 0);
  }
  get weight(): number {
    return Math.max(this.byPart.whole?.weight ?? 0, this.partsWeight);
  }
  /** The words of the text that give the weight. */
  get words(): string[] {
    const { whole, first, last } = this.byPart;
    const used = this.partsWeight > (whole?.weight ?? 0) ? [first, last] : [whole];
    return used.flatMap((match) => match?.word ?? []);
  }
}

/** An index of stems that finds those similar to the stem of a word. */
export class StemIndex {
  private readonly stems = new Set<string>();
  /** The stems by each of their last parts. */
  private readonly byEnd = new Map<string, string[]>();
  /** The stems by their first letters. */
  private readonly byStart = new Map<string, string[]>();

  constructor(stems: Iterable<string> = []) {
    for (const stem of stems) this.add(stem);
  }

  add(stem: string): void {
    if (this.stems.has(stem)) return;
    this.stems.add(stem);
    for (let at = 1; stem.length - at >= minPartLength; at++) push(this.byEnd, stem.slice(at), stem);
    if (stem.length >= minFirstLength) push(this.byStart, stem.slice(0, minFirstLength), stem);
  }

  /** The stems of the index that are similar to a stem; of several similarities the closest counts. */
  similarTo(stem: string): Map<string, Similarity> {
    const found = new Map<string, Similarity>();
    const note = (indexed: string, similarity: Similarity) => {
      if (similarity.degree > (found.get(indexed)?.degree ?? 0)) found.set(indexed, similarity);
    };
    if (this.stems.has(stem)) note(stem, similarities.same);
    for (let at = 1; stem.length - at >= minPartLength; at++) {
      if (this.stems.has(stem.slice(at))) note(stem.slice(at), similarities.narrower);
    }
    if (stem.length >= minPartLength) {
      for (const indexed of this.byEnd.get(stem) ?? []) note(indexed, similarities.last);
    }
    for (const indexed of this.byStart.get(stem.slice(0, minFirstLength)) ?? []) {
      const shared = sharedStart(stem, indexed);
      if (Math.max(stem.length, indexed.length) - shared <= 2) note(indexed, similarities.derived);
      else if (shared === stem.length) note(indexed, similarities.first);
      else if (shared >= minSharedLength) note(indexed, similarities.sameFirst);
    }
    return found;
  }
}

function push(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** How many letters two words have in common at the beginning. */
function sharedStart(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
}
