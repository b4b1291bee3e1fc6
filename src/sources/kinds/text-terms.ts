import { DataState, type Provenance } from '../../entities/provenance.ts';
import { SourceKind } from '../../entities/source.ts';
import type { Call } from '../../upstream/call.ts';
import type { SourceError } from '../../upstream/errors.ts';
import { defineKind } from './kind.ts';

/** A term that a text asks for. */
export interface FoundTerm {
  type: 'occupation' | 'competency' | 'trait' | 'place';
  /** The dictionary's word for it; no concept id. */
  label: string;
  /** As it stands in the text. */
  term: string;
  /** 0 to 1: how surely it is asked for. */
  prediction: number;
}

/** The terms of one text; each label once, the surest first. */
export interface TextTerms {
  terms: FoundTerm[];
  provenance: Provenance;
}

/** What a source that reads texts answers. */
export interface TextTermsOperations {
  /** Name of the dictionary that its terms stand in, for concepts made of them: `jobad-enrichments`. */
  scheme: string;
  /** The terms of each text, in the order of the texts; null for one that the source passed over, an error for one it refused. */
  terms(texts: readonly string[], call: Call): Promise<(TextTerms | SourceError | null)[]>;
}

export const textTerms = defineKind<TextTermsOperations>({
  publicKind: SourceKind.TAXONOMY,
  examples: {
    terms: (source, call) => source.terms(['Vi söker en sjuksköterska'], call),
  },
});

/** A term with the dictionary that it stands in, and the origin of the answer that it comes from. */
export interface MergedTerm extends FoundTerm {
  scheme: string;
  provenance: Provenance;
}

/** The terms of one text as all sources read them. */
export interface MergedTerms {
  terms: MergedTerm[];
  /** Of the source that is asked first. */
  provenance: Provenance;
}

/**
 * What several sources read out of one text: each label once, as the source that is surest of it has it. Samples are
 * left out beside real terms, since they are made up.
 */
export function mergedTerms(read: readonly (TextTerms & { scheme: string })[]): MergedTerms | null {
  const real = read.filter(({ provenance }) => provenance.state !== DataState.SAMPLE);
  const used = real.length > 0 ? real : read;
  const [first] = used;
  if (!first) return null;
  const known = used.length === 1 ? ofOne.get(first.terms) : undefined;
  if (known?.provenance === first.provenance) return known;
  const surest = new Map<string, MergedTerm>();
  for (const { terms, scheme, provenance } of used) {
    for (const term of terms) {
      const key = `${term.type} ${term.label}`;
      const before = surest.get(key);
      if (!before || term.prediction > before.prediction) surest.set(key, { ...term, scheme, provenance });
    }
  }
  const terms = [...surest.values()].sort((one, other) => other.prediction - one.prediction);
  const found = { terms, provenance: first.provenance };
  if (used.length === 1) ofOne.set(first.terms, found);
  return found;
}

/** The terms of an answer stay the same for as long as it is in memory. */
const ofOne = new WeakMap<readonly FoundTerm[], MergedTerms>();
