import { z } from 'zod';
import { Commentary, type Ref } from '../../../entities/commentary.ts';
import { Language } from '../../../entities/language.ts';
import { Position } from '../../../entities/position.ts';
import { Question } from '../../../entities/question.ts';
import { Participation, Questionnaire } from '../../../entities/questionnaire.ts';
import {
  Basis,
  ParticipationStatus,
  PositionStatus,
  QuestionKind,
  Stance,
} from '../../../entities/vocabulary.ts';
import { keyOf, keysOf } from '../declared-keys.ts';
import type { ContentFields } from '../fields.ts';
import { day, lines, localised, slug, text } from '../fields.ts';
import { packReader } from '../pack-reader.ts';
import type { RecordWriter } from '../record-writer.ts';

/** Questions put to parties before an election, with a cell for every question and party. */
export const questionnaires = packReader({
  name: 'questionnaires',
  declares: (value) => [
    ...keyOf(value, 'Questionnaire'),
    ...keyOf(value, 'Document'),
    ...keyOf(value, 'Questionnaire').flatMap(({ key }) =>
      keysOf(value, 'questions', 'Question', 'number', `${key}/`),
    ),
  ],
  schema: questionnaireSchema,
  build(file, into) {
    const origin = (at?: [number, number]) => into.origin({ of: file.slug }, file.origin, { lines: at });
    into.add(into.records.questionnaire, Questionnaire, {
      key: file.slug,
      title: file.title,
      summary: file.summary ?? null,
      series: file.series ?? null,
      electionKey: file.election ?? null,
      electionBasis: file.electionBasis,
      electionNote: file.electionNote ?? null,
      publishedOn: file.publishedOn ?? null,
      publisherKey: file.publisher,
      origin: origin(),
    });
    for (const participant of file.participants) {
      into.add(into.records.participation, Participation, {
        key: `${file.slug}/${code(participant.party)}`,
        questionnaireKey: file.slug,
        partyKey: participant.party,
        status: participant.status,
        note: participant.note ?? null,
        origin: origin(participant.lines),
      });
    }
    for (const question of file.questions) addQuestion(file, question, into, origin(question.lines));
    for (const [index, commentary] of file.commentaries.entries()) {
      const about: Ref =
        commentary.question === undefined
          ? `Questionnaire:${file.slug}`
          : `Question:${file.slug}/${commentary.question}`;
      if (
        commentary.question !== undefined &&
        !file.questions.some((one) => one.number === commentary.question)
      ) {
        into.problem(
          ['commentaries', index, 'question'],
          `there is no question ${commentary.question}; correct the number`,
        );
      }
      into.add(into.records.commentary, Commentary, {
        key: `${file.slug}/commentary/${index + 1}`,
        about,
        summary: commentary.summary ?? null,
        announcedOnly: commentary.announcedOnly,
        partyKeys: commentary.parties,
        authors: commentary.authors,
        origin: origin(commentary.lines),
      });
    }
    checkCells(file, into);
  },
});

type File = z.output<ReturnType<typeof questionnaireSchema>>;
type Asked = File['questions'][number];

function questionnaireSchema({ ref, refs, typedRef, origin }: ContentFields) {
  const position = z
    .strictObject({
      party: ref('Party'),
      status: z.enum(PositionStatus),
      stance: z.enum(Stance).optional(),
      summary: localised.optional(),
      rationale: text.optional(),
      editorNote: text.optional(),
      topics: refs('Topic'),
      spokespersons: refs('Person'),
      lines: lines.optional(),
    })
    .refine(
      ({ stance = Stance.NONE, status }) => stance === Stance.NONE || status === PositionStatus.ANSWERED,
      { path: ['stance'], message: 'must be NONE where there is no answer' },
    );
  return z.strictObject({
    slug,
    title: localised,
    summary: localised.optional(),
    series: slug.optional(),
    election: ref('Election').optional(),
    electionBasis: z.enum(Basis),
    /** Why the questionnaire belongs to this election, in English. */
    electionNote: text.optional(),
    publisher: ref('Organisation'),
    publishedOn: day.optional(),
    language: z.enum(Language),
    origin: origin.optional(),
    participants: z.array(
      z.strictObject({
        party: ref('Party'),
        status: z.enum(ParticipationStatus),
        note: localised.optional(),
        lines: lines.optional(),
      }),
    ),
    /** Why parties are left out of some questions. The note is added to each such cell. */
    notShownNote: text.optional(),
    questions: z.array(
      z.strictObject({
        number: z.int().min(1, 'must be at least 1'),
        /** The question of an earlier questionnaire of the series that this one asks again, `valkompass-2022/3`. */
        earlier: ref('Question').optional(),
        shortTitle: localised,
        text: localised,
        kind: z.enum(QuestionKind),
        proposition: localised.optional(),
        topics: refs('Topic'),
        lines: lines.optional(),
        positions: z.array(position).default([]),
        notShown: refs('Party'),
      }),
    ),
    commentaries: z
      .array(
        z
          .strictObject({
            /** Number of the question; absent for a comment on the whole questionnaire. */
            question: z.int().optional(),
            authors: z.array(typedRef(['Person', 'Organisation'])),
            parties: refs('Party'),
            summary: localised.optional(),
            announcedOnly: z.boolean().default(false),
            lines: lines.optional(),
          })
          .refine((one) => one.announcedOnly || one.summary !== undefined, {
            path: ['summary'],
            message: 'is missing; sum it up, or set announcedOnly: true where the text is not there',
          }),
      )
      .default([]),
  });
}

function addQuestion(file: File, question: Asked, into: RecordWriter, origin: Question['origin']): void {
  const key = `${file.slug}/${question.number}`;
  into.add(into.records.question, Question, {
    key,
    questionnaireKey: file.slug,
    number: question.number,
    earlierKey: question.earlier ?? null,
    text: question.text,
    shortTitle: question.shortTitle,
    kind: question.kind,
    proposition: question.proposition ?? null,
    topicKeys: question.topics,
    origin,
  });
  for (const cell of question.positions) {
    const replied = cell.status !== PositionStatus.NO_RESPONSE && cell.status !== PositionStatus.NOT_SHOWN;
    into.add(into.records.position, Position, {
      key: `${key}/${code(cell.party)}`,
      questionKey: key,
      partyKey: cell.party,
      status: cell.status,
      stance: cell.stance ?? Stance.NONE,
      rationale: cell.rationale ?? null,
      summary: cell.summary ?? null,
      editorNote: cell.editorNote ?? null,
      language: replied ? file.language : null,
      spokespersonKeys: cell.spokespersons,
      topicKeys: cell.topics,
      origin: into.origin({ of: file.slug }, file.origin, { lines: cell.lines ?? question.lines }),
    });
  }
  for (const party of question.notShown) {
    into.add(into.records.position, Position, {
      key: `${key}/${code(party)}`,
      questionKey: key,
      partyKey: party,
      status: PositionStatus.NOT_SHOWN,
      stance: Stance.NONE,
      rationale: null,
      summary: null,
      editorNote: file.notShownNote ?? null,
      language: null,
      spokespersonKeys: [],
      topicKeys: [],
      origin,
    });
  }
}

/** Checks that there is one cell for every question and participant, and no other. */
function checkCells(file: File, into: RecordWriter): void {
  const asked = new Set(file.participants.map((participant) => participant.party));
  if (asked.size < file.participants.length)
    into.problem(['participants'], 'names a party twice; keep one of them');
  const numbers = new Set<number>();
  for (const [index, question] of file.questions.entries()) {
    const path = ['questions', index];
    if (numbers.has(question.number))
      into.problem([...path, 'number'], `${question.number} is used twice; number the questions 1, 2, 3 …`);
    numbers.add(question.number);
    if ((question.kind === QuestionKind.PROPOSITION) !== (question.proposition !== undefined)) {
      into.problem(
        [...path, 'proposition'],
        'belongs to questions of kind PROPOSITION, and to all of them; add or remove it',
      );
    }
    const cells = new Set<string>();
    const named = [
      ...question.positions.map((cell, at) => ({
        party: cell.party,
        path: [...path, 'positions', at, 'party'],
      })),
      ...question.notShown.map((party, at) => ({ party, path: [...path, 'notShown', at] })),
    ];
    for (const cell of named) {
      if (!asked.has(cell.party))
        into.problem(
          cell.path,
          `${cell.party} is not among the participants; add it there or remove the cell`,
        );
      if (cells.has(cell.party))
        into.problem(cell.path, `${cell.party} has two cells for this question; keep one`);
      cells.add(cell.party);
    }
    for (const party of asked) {
      if (!cells.has(party))
        into.problem(path, `has no cell for ${party}; add one to positions, or the party to notShown`);
    }
    for (const [at, cell] of question.positions.entries()) {
      const { stance = Stance.NONE } = cell;
      const isProposition = question.kind === QuestionKind.PROPOSITION;
      if (stance !== Stance.NONE && !isProposition) {
        into.problem(
          [...path, 'positions', at, 'stance'],
          'must be NONE: only a PROPOSITION can be supported or opposed',
        );
      }
      // A forgotten stance would look like an answer without one.
      if (stance === Stance.NONE && isProposition && cell.status === PositionStatus.ANSWERED) {
        into.problem(
          [...path, 'positions', at, 'stance'],
          `is ${cell.stance === undefined ? 'missing' : 'NONE'}, and there is an answer; give SUPPORTS, CONDITIONAL, OPPOSES or REDIRECTS, or NOT_ASSESSED until an editor has read it`,
        );
      }
    }
  }
}

/** `KD` of `SE/KD`. */
function code(party: string): string {
  return party.slice(party.indexOf('/') + 1);
}
