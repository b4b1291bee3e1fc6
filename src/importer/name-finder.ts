import type { ContentRecords } from '../database/content-types.ts';
import type { BlockMention } from '../database/imported.ts';
import type { Ref } from '../entities/commentary.ts';
import { withoutDiacritics } from '../text/fold.ts';
import { escapeRegExp } from '../text/pattern.ts';

/** Finds in a text the persons, organisations, parties, laws and sources whose names the content has. */
export class NameFinder {
  private readonly targets = new Map<string, Ref>();
  private readonly pattern: RegExp | null;
  private readonly comparable: (text: string) => string;

  constructor(pack: ContentRecords, documentNames: Readonly<Record<string, Ref>>, scanned: boolean) {
    this.comparable = scanned ? withoutDiacritics : (text) => text;
    const add = (name: string | null | undefined, target: Ref) => {
      const key = name ? this.comparable(name) : '';
      if (key.length > 1 && !this.targets.has(key)) this.targets.set(key, target);
    };
    for (const [name, target] of Object.entries(documentNames)) add(name, target);
    for (const { key, name, nameVariants } of pack.person) {
      for (const one of [name, ...nameVariants]) add(one, `Person:${key}`);
    }
    // Before organisations, because a party is also an organisation.
    for (const { key, name } of pack.party) {
      for (const one of Object.values(name)) add(one, `Party:${key}`);
    }
    for (const { key, name, aliases } of pack.organisation) {
      for (const one of [...Object.values(name), ...aliases]) add(one, `Organisation:${key}`);
    }
    for (const { key, title } of pack.legalAct) {
      for (const one of Object.values(title)) add(one, `LegalAct:${key}`);
    }
    // The longest name first, so that the name of a party branch is not read as the name of the party.
    const names = [...this.targets.keys()].sort((a, b) => b.length - a.length);
    this.pattern =
      names.length === 0
        ? null
        : new RegExp(
            `(?<![\\p{L}\\p{N}@./_-])(?:${names.map(escapeRegExp).join('|')})(?=(?:s|:s|\\d)?(?![\\p{L}\\p{N}_@]))`,
            'gu',
          );
  }

  /** Every mention in a text, in order. */
  mentionsIn(text: string): BlockMention[] {
    if (this.pattern === null) return [];
    const found: BlockMention[] = [];
    const compared = this.comparable(text);
    // Removing diacritics may shorten a text. Offsets then no longer fit, and names are given as compared.
    const printed = compared.length === text.length ? text : compared;
    for (const match of compared.matchAll(this.pattern)) {
      const target = this.targets.get(match[0]);
      const asPrinted = printed.slice(match.index, match.index + match[0].length);
      if (target !== undefined) found.push({ asPrinted, target });
    }
    return found;
  }

  /** The entity whose name is the whole text; null where there is none. */
  entityNamed(text: string): Ref | null {
    return this.targets.get(this.comparable(text)) ?? null;
  }
}
