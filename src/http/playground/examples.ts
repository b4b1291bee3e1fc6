import { readDocuments } from '../saved-queries/read.ts';

/** The saved queries for developers, by their order. The playground opens with the first. */
export function examples(): string[] {
  return readDocuments()
    .filter(({ notes }) => notes.for.includes('developer'))
    .map(({ notes, document }) => `# ${notes.description.en}\n${document}`);
}
