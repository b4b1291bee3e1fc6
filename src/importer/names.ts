import type { ContentRecords } from '../database/content-types.ts';
import type { BlockMention } from '../database/imported.ts';
import type { Ref } from '../entities/commentary.ts';
import { withoutDiacritics } from '../text/fold.ts';
import { escapeRegExp } from '../text/pattern.ts';

/** Finds in a text the persons, organisations, parties, laws and sources that the content knows by name. */
export class Names {
  private readonly targets = new Map<string, Ref>();
  private readonly pattern: RegExp | null;
  private readonly plain: (text: string) => string;

  constructor(pack: ContentRecords, own: Readonly<Record<string, Ref>>, scanned: boolean) {
    this.plain = scanned ? withoutDiacritics : (text) => text;
    const add = (name: string | null | undefined, target: Ref) => {
      const key = name ? this.plain(name) : '';
      if (key.length > 1 && !this.targets.has(key)) this.targets.set(key, target);
    };
    for (const [name, target] of Object.entries(own)) add(name, target);
    for (const { key, name, nameVariants } of pack.person) {
      for (const one of [name, ...nameVariants]) add(one, `Person:${key}`);
    }
    // A party goes before the organisation that it is too.
    for (const { key, name } of pack.party) {
      for (const one of Object.values(name)) add(one, `Party:${key}`);
    }
    for (const { key, name, aliases } of pack.organisation) {
      for (const one of [...Object.values(name), ...aliases]) add(one, `Organisation:${key}`);
    }
    for (const { key, title } of pack.legalAct) {
      for (const one of Object.values(title)) add(one, `LegalAct:${key}`);
    }
    // The longest name first, so that a branch is not taken for its party.
    const names = [...this.targets.keys()].sort((a, b) => b.length - a.length);
    this.pattern =
      names.length === 0
        ? null
        : new RegExp(
            `(?<![\\p{L}\\p{N}@./_-])(?:${names.map(escapeRegExp).join('|')})(?=(?:s|:s|\\d)?(?![\\p{L}\\p{N}_@]))`,
            'gu',
          );
  }

  /** What the text names, each time it does. */
  in(text: string): BlockMention[] {
    if (this.pattern === null) return [];
    const found: BlockMention[] = [];
    const plain = this.plain(text);
    // Marks taken off may shorten a text; names are then given as compared.
    const printed = plain.length === text.length ? text : plain;
    for (const match of plain.matchAll(this.pattern)) {
      const target = this.targets.get(match[0]);
      const asPrinted = printed.slice(match.index, match.index + match[0].length);
      if (target !== undefined) found.push({ asPrinted, target });
    }
    return found;
  }

  /** What a whole text is the name of; null when it is none. */
  of(text: string): Ref | null {
    return this.targets.get(this.plain(text)) ?? null;
  }
}
