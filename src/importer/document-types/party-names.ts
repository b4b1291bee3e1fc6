import type { Party } from '../../entities/party.ts';
import { fold } from '../../text/fold.ts';

/** Words that may stand with the name of a party in the line above its answer. */
const besideNames = new Set(
  fold(
    'svar svaret svarar svarade svarat har säger skriver skrev tycker anser menar om från av så här lyder lämnade kommer ' +
      'följande partiet partiets parti och s ' +
      'svarer sier mener skriver fra og slik seier ' +
      'answer answers answered response responds responded reply replies replied says said from by the of party and',
  ).split(' '),
);
/** Words that tell that a short line is about a party, known or not. */
const partyLike =
  /(?:parti|partiet|partiets|partier|demokraterna|demokratene|liberalerna|kommunisterna|listan|lista|liste|alliansen|samling|samlingen|initiativ|väljarna|party|democrats|greens|liberals)$|^(?:partiet|parti|party)$/iu;
const maxWords = 6;

/** Recognises the parties of a country by code, former code, name and alias, in any order, with the usual words beside them. */
export class PartyNames {
  /** By the folded words of a name. */
  private readonly names = new Map<string, string>();
  /** By code as printed; short words are only names in this spelling. */
  private readonly codes = new Map<string, string>();
  readonly known: readonly string[];

  constructor(parties: readonly Party[], printed: Readonly<Record<string, string>>) {
    this.known = parties.map(({ code }) => code);
    for (const { code, formerCodes, name, aliases } of parties) {
      for (const one of [code, ...formerCodes]) this.addCode(one, code);
      for (const one of [...Object.values(name), ...aliases]) {
        if (one.length <= 4) this.addCode(one, code);
        else this.names.set(key(one), code);
      }
    }
    for (const [name, code] of Object.entries(printed)) {
      if (name.length <= 4) this.codes.set(name, code);
      else this.names.set(key(name), code);
    }
  }

  private addCode(printed: string, code: string): void {
    for (const one of [printed, printed.toUpperCase()]) if (!this.codes.has(one)) this.codes.set(one, code);
  }

  /** The codes of the parties that a line names, where it says nothing else; empty for any other line. */
  inHeading(line: string): string[] {
    const text = line.replace(/^\s*\d{1,2}[.)]\s+/u, '').replace(/[\s:–—-]+$/u, '');
    if (text.length > 120 || /[.!?…]/u.test(text.replace(/(?<=\p{L})\.(?=\p{L})/gu, ''))) return [];
    const words = wordsOf(text);
    const found = new Set<string>();
    // In small letters a code is one only beside the name.
    const small = new Set<string>();
    let at = 0;
    while (at < words.length) {
      const name = this.nameAt(words, at);
      const code = this.codes.get((words[at] ?? '').toUpperCase());
      if (name) {
        found.add(name.code);
        at += name.length;
      } else if (code !== undefined && words[at] === words[at]?.toLowerCase()) {
        small.add(code);
        at += 1;
      } else if (besideNames.has(fold(words[at] ?? ''))) at += 1;
      else return [];
    }
    return found.size === 0 ? [] : [...new Set([...found, ...small])];
  }

  /** The party and the length of its name where a passage begins with a name and a colon. */
  atStart(text: string): { code: string; length: number } | null {
    const colon = text.slice(0, 90).indexOf(':');
    if (colon < 1 || text.slice(colon + 1).trim() === '') return null;
    const [code, ...others] = this.inHeading(text.slice(0, colon));
    return code !== undefined && others.length === 0 ? { code, length: colon + 1 } : null;
  }

  /** The party whose name a text begins with. */
  firstIn(text: string): string | null {
    return this.nameAt(wordsOf(text.slice(0, 100)), 0)?.code ?? null;
  }

  /** Every party that a text names. */
  in(text: string): Set<string> {
    const words = wordsOf(text);
    const found = new Set<string>();
    for (let at = 0; at < words.length; at += 1) {
      const name = this.nameAt(words, at);
      if (name) found.add(name.code);
    }
    return found;
  }

  /** Whether a line looks like the name of a party, known or not. */
  isLike(line: string): boolean {
    if (/\([\p{Lu}][\p{L}]{0,4}\)$/u.test(line) || /\b(?:svarar|svarer|svar|answers|replies)$/iu.test(line))
      return true;
    if (this.inHeading(line).length > 0) return true;
    return wordsOf(line).some((word) => partyLike.test(word));
  }

  private nameAt(words: readonly string[], at: number): { code: string; length: number } | null {
    for (let length = Math.min(maxWords, words.length - at); length > 0; length -= 1) {
      const printed = words.slice(at, at + length).join(' ');
      const short = length === 1 ? this.codes.get(printed) : undefined;
      const code = short ?? this.names.get(key(printed)) ?? this.names.get(key(printed).replace(/s$/, ''));
      if (code !== undefined) return { code, length };
    }
    return null;
  }
}

function wordsOf(text: string): string[] {
  return text.replace(/[’']s\b/gu, '').match(/[\p{L}\p{N}]+(?:\.[\p{L}\p{N}]+)*/gu) ?? [];
}

function key(name: string): string {
  return fold(wordsOf(name).join(' '));
}
