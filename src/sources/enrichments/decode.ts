import { z } from 'zod';
import { listOf, orNull } from '../../upstream/decode.ts';
import { requiredText } from '../formats/fields.ts';
import type { FoundTerm } from '../kinds/text-terms.ts';

const candidate = z.object({
  concept_label: requiredText,
  term: requiredText,
  prediction: z.number().min(0).max(1),
});
const candidates = orNull(listOf(candidate));

const termTypes = {
  occupations: 'occupation',
  competencies: 'competency',
  traits: 'trait',
  geos: 'place',
} as const;

const document = z
  .object({
    doc_id: z.coerce.string(),
    enriched_candidates: z.object({
      occupations: candidates,
      competencies: candidates,
      traits: candidates,
      geos: candidates,
    }),
  })
  .transform(({ doc_id, enriched_candidates: found }) => {
    const terms = Object.entries(termTypes).flatMap(([field, type]) => {
      const list = Object.entries(found).find(([name]) => name === field)?.[1] ?? [];
      return mostCertain(type, list);
    });
    return { id: doc_id, terms: terms.sort((a, b) => b.prediction - a.prediction) };
  });

/** A term is listed for each of its occurrences in the text; the one with the highest prediction is used. */
function mostCertain(type: FoundTerm['type'], found: readonly z.output<typeof candidate>[]): FoundTerm[] {
  const byLabel = new Map<string, FoundTerm>();
  for (const { concept_label: label, term, prediction } of found) {
    const before = byLabel.get(label);
    if (!before || before.prediction < prediction) byLabel.set(label, { type, label, term, prediction });
  }
  return [...byLabel.values()];
}

/** The answer of `/enrichtextdocuments`: a list, one for each document. */
export const documentList = listOf(document);
export type TermsOfDocument = z.output<typeof document>;
