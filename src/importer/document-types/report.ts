import type { Draft } from '../draft.ts';
import { addDocument } from './document-row.ts';
import { addBoxes } from './fact-boxes.ts';
import { addQuotes } from './quotes.ts';
import { addSections } from './sections.ts';

/** Reads a report: sections, fact boxes, quotes, interview questions. */
export function readReport(draft: Draft): void {
  const { manifest } = draft;
  const questions = manifest.interviewQuestions ? draft.within(manifest.interviewQuestions) : [];
  if (manifest.interviewQuestions && questions.length === 0)
    draft.at(manifest.interviewQuestions[0], 'an interview question');
  addDocument(draft, 'Report', {
    interviewQuestions: (manifest.access === 'FULL' ? questions : []).map((block) => draft.shown(block)),
    missingParts: manifest.missingParts,
  });
  addSections(draft);
  addBoxes(draft);
  addQuotes(draft);
}
