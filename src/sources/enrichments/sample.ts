import { z } from 'zod';
import type { SampleRequest } from '../../upstream/sample.ts';

const asked = z.object({
  documents_input: z.array(z.object({ doc_id: z.string(), doc_headline: z.string() })),
});

/** One made-up term of each kind for each document, in the wire format. */
export function samples({ body }: SampleRequest): object | null {
  const documents = asked.safeParse(body).data?.documents_input ?? [];
  const term = (what: string) => [
    { concept_label: `Exempel: ${what}`, term: `exempel: ${what}`, prediction: 0.9 },
    { concept_label: `Exempel: ${what}`, term: `exempel: ${what}`, prediction: 0.6 },
  ];
  return documents.map(({ doc_id, doc_headline }) => ({
    doc_id,
    doc_headline,
    enriched_candidates: {
      occupations: term('yrke'),
      competencies: term('kompetens'),
      traits: term('egenskap'),
      geos: term('ort'),
    },
  }));
}
