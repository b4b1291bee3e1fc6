import type { Party } from '../../entities/party.ts';
import type { Block } from '../block.ts';
import type { Draft } from '../draft.ts';
import { mistake } from '../import-error.ts';
import type { AnswerRules } from '../manifest.ts';

/** Recognises the lines with only the name or the code of a party. */
export class PartyLines {
  private readonly codes = new Map<string, string>();
  private readonly country: string;
  private readonly draft: Draft;

  constructor(draft: Draft, { country }: AnswerRules) {
    this.draft = draft;
    this.country = country;
    for (const party of draft.pack.party.filter((one) => one.country === country)) this.add(party);
  }

  private add({ code, formerCodes, name }: Party): void {
    for (const one of [...Object.values(name), ...formerCodes, code]) this.codes.set(one.toLowerCase(), code);
  }

  /** The code of the party that the block names; null where the block has other text. */
  codeIn(block: Block): string | null {
    const shown = this.draft.shown(block).replace(/:$/, '');
    const code = this.codes.get(shown.toLowerCase());
    const isCode = /^\p{Lu}{1,4}$/u.test(shown);
    if (code !== undefined && (isCode || shown.length > 4)) return code;
    if (!isCode) return null;
    const known = this.draft.pack.party.filter((one) => one.country === this.country).map((one) => one.code);
    throw mistake(
      this.draft.path,
      block.lineFrom,
      `"${shown}" looks like the code of a party, and ${this.country} has no such party; correct it to one of ${known.join(', ')}`,
    );
  }
}
