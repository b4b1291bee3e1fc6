import type { LocalisedText } from '../../entities/language.ts';
import { Language } from '../../entities/language.ts';
import type { Position } from '../../entities/position.ts';
import type { Question } from '../../entities/question.ts';
import type { Questionnaire } from '../../entities/questionnaire.ts';
import { MissingKind, PositionStatus, Stance } from '../../entities/vocabulary.ts';

/** What editors have not written of one position, each kind once. */
export function missingIn(position: Position, languages: ReadonlySet<string>): MissingKind[] {
  const { status, stance, rationale, summary, editorNote } = position;
  const isAnswer = status === PositionStatus.ANSWERED || status === PositionStatus.NO_POSITION;
  const missing: MissingKind[] = [];
  if (stance === Stance.NOT_ASSESSED) missing.push(MissingKind.STANCE);
  else if (stance !== Stance.NONE && rationale === null) missing.push(MissingKind.RATIONALE);
  if (isAnswer && summary === null && editorNote === null) missing.push(MissingKind.SUMMARY);
  if (lacksLanguage(summary, languages)) missing.push(MissingKind.TRANSLATION);
  return missing;
}

/** How much is missing in a questionnaire, by kind. */
export function missingOf(
  questionnaire: Questionnaire,
  questions: readonly Question[],
  positions: readonly Position[],
): Map<MissingKind, number> {
  const languages = languagesOf(questionnaire, questions, positions);
  const own = [
    ...[questionnaire.title, questionnaire.summary],
    ...questions.flatMap(({ text, shortTitle, proposition }) => [text, shortTitle, proposition]),
  ].filter((text) => lacksLanguage(text, languages));
  const kinds = [
    ...own.map(() => MissingKind.TRANSLATION),
    ...positions.flatMap((position) => missingIn(position, languages)),
  ];
  const counts = new Map<MissingKind, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

/** The languages that every text of a questionnaire should have: English, and those that any of its texts has. */
export function languagesOf(
  { title, summary }: Questionnaire,
  questions: readonly Question[],
  positions: readonly Position[],
): ReadonlySet<string> {
  const texts = [
    ...[title, summary],
    ...questions.flatMap((question) => [question.text, question.shortTitle, question.proposition]),
    ...positions.map((position) => position.summary),
  ];
  return new Set([Language.EN, ...texts.flatMap((text) => Object.keys(text ?? {}))]);
}

function lacksLanguage(text: LocalisedText | null, languages: ReadonlySet<string>): boolean {
  if (text === null) return false;
  const has = new Set(Object.keys(text));
  return [...languages].some((language) => !has.has(language));
}
