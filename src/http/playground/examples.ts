import { choiceSelections } from '../saved-queries/choices.ts';
import { endingsOf } from '../saved-queries/formats.ts';
import type { SavedQuery } from '../saved-queries/query.ts';
import { readDocuments } from '../saved-queries/read.ts';

/** The documents of the saved queries for developers, by their order. */
export function examples(): string[] {
  return readDocuments()
    .filter(({ notes }) => notes.for.includes('developer'))
    .map(({ notes, document }) => `# ${notes.description.en}\n${document}`);
}

/** What the playground shows of the saved queries, subscriptions too, and how it asks for the lists of its forms. */
export function examplesJson(saved: readonly SavedQuery[]): string {
  return JSON.stringify({
    examples: saved.map((query) => ({
      name: query.name,
      title: query.title,
      description: query.description,
      for: query.audience,
      view: query.view,
      variables: query.notes,
      columns: query.headings,
      document: query.document,
      formats: query.isQuery ? endingsOf(query) : [],
    })),
    lists: choiceSelections,
  });
}
