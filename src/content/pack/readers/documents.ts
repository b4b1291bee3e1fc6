import { z } from 'zod';
import {
  Article,
  Demand,
  type Document,
  FactBox,
  Mention,
  Quote,
  Report,
  Responsibility,
  Section,
  Statement,
} from '../../../entities/document.ts';
import { Language } from '../../../entities/language.ts';
import { Membership } from '../../../entities/person.ts';
import { Access, Basis } from '../../../entities/vocabulary.ts';
import { type DeclaredKey, keyOf } from '../declared-keys.ts';
import type { ContentFields } from '../fields.ts';
import { both, count, day, lines, slug, text, texts } from '../fields.ts';
import { packReader } from '../pack-reader.ts';
import type { RecordWriter } from '../record-writer.ts';

/** Articles and posts. */
export const articles = packReader({
  name: 'articles',
  declares: (value) => declared(value, 'Article'),
  schema: (fields) =>
    z.strictObject({
      ...shared(fields),
      obstacles: fields.refs('Obstacle'),
      measures: fields.refs('Measure'),
      actions: texts,
      viewCount: count.optional(),
      commentCount: count.optional(),
      responsibilities: z
        .array(
          z.strictObject({
            actor: text,
            organisation: fields.ref('Organisation').optional(),
            text: both,
            lines: lines.optional(),
          }),
        )
        .default([]),
    }),
  build(file, into) {
    into.add(into.records.document, Article, {
      ...documentFields(file, into),
      obstacleKeys: file.obstacles,
      measureKeys: file.measures,
      actions: file.actions,
      viewCount: file.viewCount ?? null,
      commentCount: file.commentCount ?? null,
    });
    addParts(file, into);
    for (const [index, responsibility] of file.responsibilities.entries()) {
      into.add(into.records.responsibility, Responsibility, {
        ...part(file, into, index, responsibility.lines),
        actor: responsibility.actor,
        organisationKey: responsibility.organisation ?? null,
        text: responsibility.text,
      });
    }
  },
});

/** Reports. */
export const reports = packReader({
  name: 'reports',
  declares: (value) => declared(value, 'Report'),
  schema: (fields) =>
    z.strictObject({
      ...shared(fields),
      interviewQuestions: texts,
      missingParts: texts,
      factBoxes: z
        .array(
          z.strictObject({
            title: text.optional(),
            text,
            organisation: fields.ref('Organisation').optional(),
            facts: z
              .array(
                z.strictObject({
                  property: text,
                  value: z.union([z.number(), text], 'must be a number or text'),
                  unit: text.optional(),
                }),
              )
              .default([]),
            lines: lines.optional(),
          }),
        )
        .default([]),
      quotes: z
        .array(z.strictObject({ text, speaker: fields.ref('Person').optional(), lines: lines.optional() }))
        .default([]),
    }),
  build(file, into) {
    into.add(into.records.document, Report, {
      ...documentFields(file, into),
      interviewQuestions: file.interviewQuestions,
      missingParts: file.missingParts,
    });
    addParts(file, into);
    for (const [index, box] of file.factBoxes.entries()) {
      into.add(into.records.factBox, FactBox, {
        ...part(file, into, index, box.lines),
        title: box.title ?? null,
        text: box.text,
        organisationKey: box.organisation ?? null,
        facts: box.facts.map(({ property, value, unit }) =>
          unit === undefined ? { property, value } : { property, value, unit },
        ),
      });
    }
    for (const [index, quote] of file.quotes.entries()) {
      into.add(into.records.quote, Quote, {
        ...part(file, into, index, quote.lines),
        text: quote.text,
        speakerKey: quote.speaker ?? null,
        kind: null,
      });
    }
  },
});

/** Statements that an organisation adopted. */
export const statements = packReader({
  name: 'statements',
  declares: (value) => declared(value, 'Statement'),
  schema: (fields) =>
    z.strictObject({
      ...shared(fields),
      adoptedBy: fields.ref('Organisation'),
      adoptedOn: day.optional(),
      basis: z.enum(Basis),
      panel: z
        .array(
          z.strictObject({
            person: fields.ref('Person'),
            role: both.nullable(),
            organisation: fields.ref('Organisation').optional(),
            lines: lines.optional(),
          }),
        )
        .default([]),
      demands: z.array(
        z.strictObject({
          number: z.int().min(1, 'must be at least 1'),
          summary: both,
          topics: fields.refs('Topic'),
          lines: lines.optional(),
        }),
      ),
    }),
  build(file, into) {
    into.add(into.records.document, Statement, {
      ...documentFields(file, into),
      adoptedByKey: file.adoptedBy,
      adoptedOn: file.adoptedOn ?? null,
      basis: file.basis,
    });
    addParts(file, into);
    for (const [index, seat] of file.panel.entries()) {
      into.add(into.records.membership, Membership, {
        key: `${file.slug}/panel/${index + 1}`,
        personKey: seat.person,
        role: seat.role,
        organisationKey: seat.organisation ?? null,
        documentKey: file.slug,
        from: null,
        to: null,
        asOf: null,
        origin: into.origin({ of: file.slug }, file.origin, { lines: seat.lines }),
      });
    }
    const numbers = new Set<number>();
    for (const [index, demand] of file.demands.entries()) {
      if (numbers.has(demand.number)) {
        into.problem(
          ['demands', index, 'number'],
          `${demand.number} is used twice; number the demands 1, 2, 3 …`,
        );
      }
      numbers.add(demand.number);
      into.add(into.records.demand, Demand, {
        ...part(file, into, demand.number - 1, demand.lines),
        number: demand.number,
        summary: demand.summary,
        topicKeys: demand.topics,
      });
    }
  },
});

function declared(value: unknown, type: string): DeclaredKey[] {
  return [...keyOf(value, 'Document'), ...keyOf(value, type)];
}

function shared({ ref, refs, typedRef, origin }: ContentFields) {
  return {
    slug,
    title: text,
    language: z.enum(Language),
    publishedOn: day.optional(),
    authors: z.array(typedRef(['Person', 'Organisation'])).default([]),
    publisher: ref('Organisation').optional(),
    access: z.enum(Access),
    draft: z.boolean().default(false),
    summary: both,
    topics: refs('Topic'),
    origin: origin.optional(),
    /** For editors: notes on dates, rights and faults of the original. */
    notes: texts,
    sections: z
      .array(
        z.strictObject({
          number: text.optional(),
          heading: text.optional(),
          level: z.int().min(1, 'must be at least 1').default(1),
          lines: lines.optional(),
        }),
      )
      .default([]),
    mentions: z
      .array(
        z.strictObject({
          label: text,
          count: z.int().min(1, 'must be at least 1'),
          target: typedRef(['Organisation', 'Person', 'Party', 'Source', 'LegalAct']).optional(),
        }),
      )
      .default([]),
  };
}

type Shared = z.output<z.ZodObject<ReturnType<typeof shared>>>;

function documentFields(file: Shared, into: RecordWriter): Partial<Document> {
  return {
    key: file.slug,
    title: file.title,
    language: file.language,
    publishedOn: file.publishedOn ?? null,
    authors: file.authors,
    publisherKey: file.publisher ?? null,
    access: file.access,
    draft: file.draft,
    summary: file.summary,
    topicKeys: file.topics,
    origin: into.origin({ of: file.slug }, file.origin),
  };
}

/** The fields that sections, fact boxes, demands and other parts share. */
function part(file: Shared, into: RecordWriter, index: number, at: [number, number] | undefined) {
  return {
    key: `${file.slug}/${index + 1}`,
    documentKey: file.slug,
    origin: into.origin({ of: file.slug }, file.origin, { lines: at }),
  };
}

function addParts(file: Shared, into: RecordWriter): void {
  for (const [index, section] of file.sections.entries()) {
    into.add(into.records.section, Section, {
      ...part(file, into, index, section.lines),
      number: section.number ?? null,
      heading: section.heading ?? null,
      level: section.level,
    });
  }
  const labels = new Set<string>();
  for (const [index, mention] of file.mentions.entries()) {
    if (labels.has(mention.label)) {
      into.problem(['mentions', index, 'label'], `"${mention.label}" is given twice; add the counts up`);
    }
    labels.add(mention.label);
    into.add(into.records.mention, Mention, {
      ...part(file, into, index, undefined),
      label: mention.label,
      count: mention.count,
      target: mention.target ?? null,
    });
  }
}
