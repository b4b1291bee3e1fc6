import { z } from 'zod';
import { contentFields, country, day, lines, slug, text, texts, url } from '../content/pack/fields.ts';
import type { KnownKeys } from '../content/pack/known-keys.ts';
import { Language } from '../entities/language.ts';
import { Access, Basis, PointKind, PositionStatus, QuestionKind, QuoteKind } from '../entities/vocabulary.ts';

const line = z.int().min(1, 'must be at least 1');

/** One line, or the first and the last of several. */
const span = z
  .union([line, lines], 'must be a line number, or [first, last]')
  .transform((value): [number, number] => (typeof value === 'number' ? [value, value] : value));

const list = z.strictObject({
  kind: z.enum([...Object.values(PointKind), 'PANEL', 'DEMAND']),
  /** How many entries at the end are remarks and no entries of this kind. */
  remarks: z.int().min(0, 'must not be negative').default(0),
});

/** What is particular to one original, and cannot be told by the rules of its kind. */
export function manifestSchema(known: KnownKeys) {
  const { ref, typedRef } = contentFields(known);
  const person = typedRef(['Person']);
  const answers = z.strictObject({
    country: country.default('SE'),
    election: ref('Election').optional(),
    electionBasis: z.enum(Basis).default(Basis.INFERRED),
    /** Kind of each question by its number; OPEN where nothing is said. */
    kinds: z.record(z.string(), z.enum(QuestionKind)).default({}),
    /** Line of a question's heading, where the text of the question is not repeated word for word. */
    headings: z.record(z.string(), line).default({}),
    /** Whether the last paragraph of each question is the association's comment, and by whom. */
    commentary: z
      .strictObject({ by: typedRef(['Person', 'Organisation']), place: z.literal('last paragraph') })
      .optional(),
    /** Comments that the document promises and does not hold. */
    announced: z.array(z.strictObject({ by: person, line })).default([]),
    /** How an answer begins that says no to the whole questionnaire, and the note that stands for silence. */
    declined: texts,
    silent: texts,
    /** Cells whose status an editor has set. */
    overrides: z
      .array(z.strictObject({ question: line, party: text, status: z.enum(PositionStatus) }))
      .default([]),
  });
  return z.strictObject({
    slug,
    kind: z.enum(['QUESTIONNAIRE', 'ARTICLE', 'REPORT', 'STATEMENT']),
    format: z.enum(['text', 'markdown', 'html', 'pdf']).optional(),
    language: z.enum(Language),
    access: z.enum(Access),
    draft: z.boolean().optional(),
    title: text.optional(),
    url: url.optional(),
    licence: text.nullish(),
    publishedOn: day.optional(),
    publisher: ref('Organisation').optional(),
    authors: z.array(typedRef(['Person', 'Organisation'])).optional(),
    topics: z.array(ref('Topic')).default([]),
    /** Whether a machine read it from a picture: then nothing in it is mended, and search allows for misreadings. */
    scanned: z.boolean().default(false),
    /** Whether its lines are broken to a width; taken so for PDF and scanned text. */
    wrapped: z.boolean().optional(),
    /** Lines that belong to the page and not to the text, as they are printed; `*` stands for anything. */
    furniture: texts,
    /** The words after the numbers of views and comments on the page. */
    counters: z.strictObject({ views: text.optional(), comments: text.optional() }).default({}),
    titles: z.array(span).default([]),
    leads: z.array(span).default([]),
    /** Headings that nothing in the text marks; the text where the heading is the beginning of a paragraph. */
    headings: z
      .array(
        z.strictObject({
          lines: span,
          text: text.optional(),
          /** As it should read, where the original misprints it. */
          corrected: text.optional(),
          level: z.int().min(1, 'must be at least 1').default(1),
        }),
      )
      .optional(),
    captions: z.array(span).default([]),
    figures: z.array(span).default([]),
    footnotes: z.array(span).default([]),
    boxes: z
      .array(
        z.strictObject({
          lines: span,
          title: text.optional(),
          organisation: ref('Organisation').optional(),
          /** In our own words, for a document that may not be shown. */
          text: text.optional(),
          facts: z
            .array(
              z.strictObject({ property: text, value: z.union([z.number(), text]), unit: text.optional() }),
            )
            .default([]),
        }),
      )
      .default([]),
    quotes: z
      .array(
        z.strictObject({
          lines: span,
          /** Left out where the speaker is only implied, or the words are another text's. */
          speaker: ref('Person').optional(),
          kind: z.enum(QuoteKind).default(QuoteKind.SPOKEN),
        }),
      )
      .default([]),
    interviewQuestions: span.optional(),
    missingParts: texts,
    /** What the lists of the document are about, in their order. */
    lists: z.array(list).default([]),
    panel: z
      .array(z.strictObject({ line, person: ref('Person'), organisation: ref('Organisation').optional() }))
      .default([]),
    /** Roles that are printed as placeholders. */
    noRoles: texts,
    adoptedBy: ref('Organisation').optional(),
    adoptedOn: day.optional(),
    basis: z.enum(Basis).default(Basis.STATED),
    /** What names that the content does not know, or knows otherwise, stand for. */
    names: z
      .record(z.string(), typedRef(['Person', 'Organisation', 'Party', 'LegalAct', 'Source']))
      .default({}),
    /** Which files it is the manifest of, where it does not lie beside them. */
    match: z
      .strictObject({ files: texts, sha256: z.array(z.string().regex(/^[0-9a-f]{64}$/)).default([]) })
      .optional(),
    /** For editors. */
    notes: texts,
    questionnaire: answers.prefault({}),
  });
}

export type Manifest = z.output<ReturnType<typeof manifestSchema>>;
export type AnswerRules = Manifest['questionnaire'];
export type Span = [number, number];
