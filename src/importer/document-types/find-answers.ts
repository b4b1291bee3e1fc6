import type { Draft } from '../draft.ts';
import type { AnswerRules } from '../manifest.ts';
import { type AskedQuestion, readAnswers } from './answers.ts';
import type { PartyNames } from './party-names.ts';
import { findQuestions } from './question-finder.ts';

/** The questions of a document with their answers, however it arranges them. */
export function findAnswers(draft: Draft, rules: AnswerRules, parties: PartyNames): AskedQuestion[] {
  return findQuestions(draft, rules).map((part) => readAnswers(draft, rules, parties, part));
}
