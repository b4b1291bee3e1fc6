import { entity } from '../../entities/node.ts';
import type { Position } from '../../entities/position.ts';
import type { Question } from '../../entities/question.ts';
import { PositionChange, QuestionChange, QuestionChangeKind } from '../../entities/questionnaire-change.ts';
import { Stance } from '../../entities/vocabulary.ts';
import { foldWords } from '../../text/fold.ts';

interface Tables {
  questionsOf(questionnaireKey: string): readonly Question[];
  positionsOf(questionKey: string): readonly Position[];
}

/**
 * Two questionnaires question by question: those of the later one in its order, then those that were dropped. A question
 * is asked again when an editor says so, or when its words are the same.
 */
export function changesBetween(earlierKey: string, laterKey: string, tables: Tables): QuestionChange[] {
  const left = new Map(tables.questionsOf(earlierKey).map((question) => [question.key, question]));
  const asked = tables.questionsOf(laterKey).map((later) => {
    const named = later.earlierKey === null ? undefined : left.get(later.earlierKey);
    const earlier = named ?? [...left.values()].find((one) => isSame(one, later)) ?? null;
    if (earlier) left.delete(earlier.key);
    return change(earlier, later, tables);
  });
  return [...asked, ...[...left.values()].map((earlier) => change(earlier, null, tables))];
}

/** Whether two questions have the same words, and propose the same. */
function isSame(one: Question, other: Question): boolean {
  const words = ({ text, proposition }: Question) => Object.entries({ ...text, ...prefixed(proposition) });
  const [left, right] = [new Map(words(one)), new Map(words(other))];
  const shared = [...left.keys()].filter((language) => right.has(language));
  return (
    shared.length > 0 &&
    shared.every((language) => foldWords(left.get(language) ?? '') === foldWords(right.get(language) ?? ''))
  );
}

const prefixed = (texts: object | null): Record<string, string> =>
  Object.fromEntries(
    Object.entries(texts ?? {}).map(([language, text]) => [`proposition-${language}`, String(text)]),
  );

function change(earlier: Question | null, later: Question | null, tables: Tables): QuestionChange {
  const before = new Map(positionsByParty(earlier, tables));
  const after = new Map(positionsByParty(later, tables));
  const parties = new Set([...after.keys(), ...before.keys()]);
  return entity(QuestionChange, {
    kind: kindOf(earlier, later),
    earlier,
    later,
    positions: [...parties].map((party) =>
      positionChange(party, before.get(party) ?? null, after.get(party) ?? null),
    ),
  });
}

function kindOf(earlier: Question | null, later: Question | null): QuestionChangeKind {
  if (!earlier) return QuestionChangeKind.NEW;
  if (!later) return QuestionChangeKind.DROPPED;
  return isSame(earlier, later) ? QuestionChangeKind.SAME : QuestionChangeKind.CHANGED;
}

const positionsByParty = (question: Question | null, { positionsOf }: Tables): [string, Position][] =>
  question ? positionsOf(question.key).map((position) => [position.partyKey, position]) : [];

function positionChange(partyKey: string, earlier: Position | null, later: Position | null): PositionChange {
  const hasStances = earlier && later && isRead(earlier) && isRead(later);
  return entity(PositionChange, {
    partyKey,
    earlier,
    later,
    stanceChanged: hasStances ? earlier.stance !== later.stance : null,
    statusChanged: earlier !== null && later !== null && earlier.status !== later.status,
  });
}

/** Whether an editor has read a stance from the answer. */
const isRead = ({ stance }: Position): boolean => stance !== Stance.NONE && stance !== Stance.NOT_ASSESSED;
