import { z } from 'zod';
import { contentFields, country, day, lines, slug, text, texts, url } from '../content/pack/fields.ts';
import type { KnownKeys } from '../content/pack/known-keys.ts';
import { Language } from '../entities/language.ts';
import { Access, Basis, PointKind, PositionStatus, QuestionKind, QuoteKind } from '../entities/vocabulary.ts';
import { encodings } from './decode-text.ts';

const line = z.int().min(1, 'must be at least 1');

/** One line, or the first and the last line of a passage. */
const span = z
  .union([line, lines], 'must be a line number, or [first, last]')
  .transform((value): [number, number] => (typeof value === 'number' ? [value, value] : value));

const list = z.strictObject({
  /** The category of its items. */
  kind: z.enum([...Object.values(PointKind), 'PANEL', 'DEMAND']),
  /** How many items at the end are remarks and not of this category. */
  remarks: z.int().min(0, 'must not be negative').default(0),
});

/** The manifest of one original: what the rules of its document type cannot find in it. */
export function manifestSchema(knownKeys: KnownKeys) {
  const { ref, typedRef } = contentFields(knownKeys);
  const person = typedRef(['Person']);
  const answers = z.strictObject({
    country: country.default('SE'),
    election: ref('Election').optional(),
    electionBasis: z.enum(Basis).default(Basis.INFERRED),
    /** The type of each question by its number; OPEN by default. */
    kinds: z.record(z.string(), z.enum(QuestionKind)).default({}),
    /** The line of a question's heading, by its number, where the heading does not repeat the question word for word. */
    headings: z.record(z.string(), line).default({}),
    /** The author of the comments, where the last paragraph under each question is a comment. */
    commentary: z
      .strictObject({ by: typedRef(['Person', 'Organisation']), place: z.literal('last paragraph') })
      .optional(),
    /** Whether the last paragraph under each question belongs to the party above it, even where it speaks about the parties. */
    withoutCommentary: z.boolean().default(false),
    /** Comments that the document announces but does not contain. */
    announced: z.array(z.strictObject({ by: person, line })).default([]),
    /** How an answer begins that declines to take part, and how a note begins that no answer came, beside the usual words. */
    declined: texts,
    silent: texts,
    /** The codes of parties by names that only the document prints. */
    parties: z.record(z.string(), text).default({}),
    /** Short lines and headings that belong to an answer, and that no party is behind. */
    notParties: texts,
    /** Answers whose status an editor has set. */
    overrides: z
      .array(z.strictObject({ question: line, party: text, status: z.enum(PositionStatus) }))
      .default([]),
  });
  return z.strictObject({
    slug,
    /** The document type. */
    kind: z.enum(['QUESTIONNAIRE', 'ARTICLE', 'REPORT', 'STATEMENT']),
    format: z.enum(['text', 'markdown', 'html', 'pdf', 'docx']).optional(),
    /** The encoding of a file that is not UTF-8. */
    encoding: z.enum(encodings).optional(),
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
    /** Whether the text comes from OCR. Such a text is not repaired, and search finds misread words too. */
    scanned: z.boolean().default(false),
    /** Whether its lines are broken to a width, so that they are joined; the default for PDF and OCR texts. */
    wrapped: z.boolean().optional(),
    /** Lines that belong to the web page and not to the text, as printed; `*` stands for any characters. */
    furniture: texts,
    /** The words printed after the numbers of views and of comments. */
    counters: z.strictObject({ views: text.optional(), comments: text.optional() }).default({}),
    titles: z.array(span).default([]),
    leads: z.array(span).default([]),
    /** Headings without markup; with `text` where the heading is the beginning of a paragraph. */
    headings: z
      .array(
        z.strictObject({
          lines: span,
          text: text.optional(),
          /** The correct heading, where the original misprints it. */
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
          /** The editors' own words, for a document whose text may not be shown. */
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
          /** Left out where the speaker is only implied, and for words of another text. */
          speaker: ref('Person').optional(),
          kind: z.enum(QuoteKind).default(QuoteKind.SPOKEN),
        }),
      )
      .default([]),
    interviewQuestions: span.optional(),
    missingParts: texts,
    /** The lists of the document, in their order. */
    lists: z.array(list).default([]),
    panel: z
      .array(z.strictObject({ line, person: ref('Person'), organisation: ref('Organisation').optional() }))
      .default([]),
    /** Placeholders that are printed instead of a role. */
    noRoles: texts,
    adoptedBy: ref('Organisation').optional(),
    adoptedOn: day.optional(),
    basis: z.enum(Basis).default(Basis.STATED),
    /** The entities behind names that the content does not have, or has for another entity. */
    names: z
      .record(z.string(), typedRef(['Person', 'Organisation', 'Party', 'LegalAct', 'Source']))
      .default({}),
    /** The files that a manifest in another folder belongs to, by name (`*` for any characters) or digest. */
    match: z
      .strictObject({ files: texts, sha256: z.array(z.string().regex(/^[0-9a-f]{64}$/)).default([]) })
      .optional(),
    /** For editors; the importer does not read it. */
    notes: texts,
    questionnaire: answers.prefault({}),
  });
}

export type Manifest = z.output<ReturnType<typeof manifestSchema>>;
export type AnswerRules = Manifest['questionnaire'];
export type Span = [number, number];
