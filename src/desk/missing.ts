import { missingOf } from '../content/snapshot/missing.ts';
import type { ContentRecords } from '../database/content-types.ts';

/** How much is still to be written in one questionnaire, by kind. */
export function missingIn(records: ContentRecords, slug: string): Record<string, number> {
  const questionnaire = records.questionnaire.find(({ key }) => key === slug);
  if (!questionnaire) return {};
  const questions = records.question.filter(({ questionnaireKey }) => questionnaireKey === slug);
  const keys = new Set(questions.map(({ key }) => key));
  const positions = records.position.filter(({ questionKey }) => keys.has(questionKey));
  return Object.fromEntries(missingOf(questionnaire, questions, positions));
}
