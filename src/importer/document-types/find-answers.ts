import type { Draft } from '../draft.ts';
import type { AnswerRules } from '../manifest.ts';
import { tableAnswers } from './answer-tables.ts';
import { type AskedQuestion, readAnswers } from './answers.ts';
import type { PartyNames } from './party-names.ts';
import { partySections } from './party-sections.ts';
import { findQuestions } from './question-finder.ts';

/** The questions of a document with their answers: in tables, or in a section for each party or for each question. */
export function findAnswers(draft: Draft, rules: AnswerRules, parties: PartyNames): AskedQuestion[] {
  const inTables = tableAnswers(draft, rules, parties);
  if (inTables) return inTables;
  const parts = partySections(draft, parties) ?? findQuestions(draft, rules);
  return parts.map((part) => readAnswers(draft, rules, parties, part));
}
