import type { ContentRecords } from '../database/content-types.ts';
import { Article, type Document, Report } from '../entities/document.ts';
import type { LocalisedText } from '../entities/language.ts';

/** The texts that search finds a document by before its original is imported; `access` does not limit them. */
export function documentBodies(records: ContentRecords, document: Document): (LocalisedText | null)[] {
  const ofDocument = ({ documentKey }: { documentKey: string }) => documentKey === document.key;
  const printed = (lines: (string | null)[]): LocalisedText => ({
    [document.language]: lines.filter((line) => line !== null).join('\n'),
  });
  return [
    document.summary,
    printed(records.section.filter(ofDocument).map(({ heading }) => heading)),
    printed(records.factBox.filter(ofDocument).flatMap(({ title, text }) => [title, text])),
    ...records.demand.filter(ofDocument).map(({ summary }) => summary),
    ...records.responsibility.filter(ofDocument).map(({ text }) => text),
    document instanceof Article ? printed(document.actions) : null,
    document instanceof Report ? printed(document.interviewQuestions) : null,
  ];
}
