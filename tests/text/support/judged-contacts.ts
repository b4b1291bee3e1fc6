import { readFileSync } from 'node:fs';
import { z } from 'zod';

const fragment = z.object({
  id: z.string(),
  text: z.string(),
  secrets: z
    .array(z.object({ text: z.string(), type: z.enum(['name', 'phone', 'email', 'other']) }))
    .default([]),
  keep: z.array(z.string()).default([]),
});
const corpus = z.object({
  realistic: z.array(fragment),
  nasty: z.array(fragment),
  harmless: z.array(fragment),
});
export type Fragment = z.output<typeof fragment>;
export type Secret = Fragment['secrets'][number];
export type Corpus = z.output<typeof corpus>;

export function readCorpus(file: string | URL): Corpus {
  return corpus.parse(JSON.parse(readFileSync(file, 'utf8')));
}

const parts = (text: string, pattern: RegExp): string[] => text.match(pattern) ?? [];

/** Whether a secret, or a part of it that identifies the person, is left. */
export function isLeft({ text, type }: Secret, { keep }: Fragment, output: string): boolean {
  const rest = keep.reduce((left, kept) => left.replaceAll(kept, ' '), output);
  if (rest.includes(text)) return true;
  if (type === 'name') {
    const words = new Set(parts(rest, /[\p{L}\p{M}]+/gu));
    return parts(text, /\p{Lu}[\p{L}\p{M}]+/gu).some((word) => words.has(word));
  }
  if (type === 'email') return parts(text, /^[^@\s]{4,}(?=@)/gu).some((local) => rest.includes(local));
  return parts(text, /\d{5,}/g).some((digits) => rest.includes(digits));
}

export interface Rate {
  hits: number;
  of: number;
  missed: string[];
}

const rate = (): Rate => ({ hits: 0, of: 0, missed: [] });

function count(into: Rate, isHit: boolean, what: string): void {
  into.of++;
  if (isHit) into.hits++;
  else into.missed.push(what);
}

/** How much of a corpus a masker finds: addresses and numbers apart from names, and how much else it leaves. */
export function measure(fragments: readonly Fragment[], mask: (text: string) => string) {
  const found = { contacts: rate(), names: rate(), kept: rate() };
  for (const one of fragments) {
    const output = mask(one.text);
    for (const secret of one.secrets) {
      const what = `${one.id} ${JSON.stringify(secret.text)} in ${JSON.stringify(output)}`;
      count(secret.type === 'name' ? found.names : found.contacts, !isLeft(secret, one, output), what);
    }
    for (const kept of one.keep)
      count(found.kept, output.includes(kept), `${one.id} lost ${kept} in ${JSON.stringify(output)}`);
  }
  return found;
}

export function untouched(fragments: readonly Fragment[], mask: (text: string) => string): Rate {
  const found = rate();
  for (const { id, text } of fragments) {
    const output = mask(text);
    count(found, output === text, `${id} became ${JSON.stringify(output)}`);
  }
  return found;
}

export const share = ({ hits, of }: Rate): number => (of === 0 ? 1 : hits / of);
