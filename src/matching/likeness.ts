/**
 * How surely a word of a text means a word that is looked for. Swedish writes words together: the last part of a
 * compound tells what it is, the first part which kind. Two words of the text may each be a part: “elektriker inom
 * industri”.
 */
const likeness = {
  same: { degree: 1, part: 'whole' },
  derived: { degree: 0.7, part: 'whole' },
  /** The known word ends the text's: “lastbilsmekaniker” is a “mekaniker”. */
  isKindOf: { degree: 0.6, part: 'whole' },
  /** The text's word ends the known one: “mekaniker” may be a “flygmekaniker”. */
  last: { degree: 0.45, part: 'last' },
  first: { degree: 0.4, part: 'first' },
  /** Both begin alike and go on differently: “lastbilschaufför”, “lastbilsförare”. */
  sameFirst: { degree: 0.35, part: 'first' },
} as const;
export type Likeness = (typeof likeness)[keyof typeof likeness];
/** Shorter parts of compounds are alike by chance. */
const shortestPart = 4;
const shortestFirst = 5;
const shortestShared = 6;

/** What a word of a text adds to a known word. */
interface Met {
  weight: number;
  said: string;
}

/** How a known word is met: as a whole, or by words that are each a part of it. */
export class Meeting {
  private readonly by: Partial<Record<Likeness['part'], Met>> = {};

  add(part: Likeness['part'], weight: number, said: string): void {
    if (weight > (this.by[part]?.weight ?? 0)) this.by[part] = { weight, said };
  }
  private get parts(): number {
    return (this.by.first?.weight ?? 0) + (this.by.last?.weight ?? 0);
  }
  get weight(): number {
    return Math.max(this.by.whole?.weight ?? 0, this.parts);
  }
  /** The words of the text that did it. */
  get said(): string[] {
    const { whole, first, last } = this.by;
    const those = this.parts > (whole?.weight ?? 0) ? [first, last] : [whole];
    return those.flatMap((one) => one?.said ?? []);
  }
}

/** Stems that words of a text are compared with. */
export class StemIndex {
  private readonly known = new Set<string>();
  /** By each of their ends, and by how they begin. */
  private readonly byEnd = new Map<string, string[]>();
  private readonly byStart = new Map<string, string[]>();

  constructor(stems: Iterable<string> = []) {
    for (const stem of stems) this.add(stem);
  }

  add(stem: string): void {
    if (this.known.has(stem)) return;
    this.known.add(stem);
    for (let at = 1; stem.length - at >= shortestPart; at++) push(this.byEnd, stem.slice(at), stem);
    if (stem.length >= shortestFirst) push(this.byStart, stem.slice(0, shortestFirst), stem);
  }

  /** The known stems that a word of a text is like, and how. */
  alike(stem: string): Map<string, Likeness> {
    const found = new Map<string, Likeness>();
    const note = (known: string, how: Likeness) => {
      if (how.degree > (found.get(known)?.degree ?? 0)) found.set(known, how);
    };
    if (this.known.has(stem)) note(stem, likeness.same);
    for (let at = 1; stem.length - at >= shortestPart; at++) {
      if (this.known.has(stem.slice(at))) note(stem.slice(at), likeness.isKindOf);
    }
    if (stem.length >= shortestPart) {
      for (const known of this.byEnd.get(stem) ?? []) note(known, likeness.last);
    }
    for (const known of this.byStart.get(stem.slice(0, shortestFirst)) ?? []) {
      const shared = sharedStart(stem, known);
      if (Math.max(stem.length, known.length) - shared <= 2) note(known, likeness.derived);
      else if (shared === stem.length) note(known, likeness.first);
      else if (shared >= shortestShared) note(known, likeness.sameFirst);
    }
    return found;
  }
}

function push(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function sharedStart(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
}
