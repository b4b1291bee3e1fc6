import type { ImportedType } from '../../database/imported.ts';
import type { Ref } from '../../entities/commentary.ts';
import { type Draft, spanOf } from '../draft.ts';

/** Adds the document itself, and its whole text. */
export function addDocument(draft: Draft, type: ImportedType, fields: Record<string, unknown>): void {
  const { manifest, slug } = draft;
  const { metadata } = draft.read;
  const ref = draft.addRow(type, slug, null, {
    title: draft.title,
    language: manifest.language,
    publishedOn: manifest.publishedOn ?? metadata.publishedOn ?? null,
    authors: manifest.authors ?? authorsOf(draft),
    access: manifest.access,
    draft: manifest.draft ?? metadata.draft ?? false,
    summary: null,
    publisherKey: manifest.publisher ?? null,
    topicKeys: manifest.topics,
    ...fields,
  });
  const span = spanOf(draft.content);
  const body = draft.join(draft.content);
  if (span && body !== '') draft.attachText(ref, body, span);
}

/** The author by front matter or the head of the page, or by a last short line that begins with the name of a person. */
function authorsOf(draft: Draft): Ref[] {
  const { authors = [] } = draft.read.metadata;
  if (authors.length > 0) return authors.flatMap((author) => namedAuthor(draft, author));
  const signed = draft.content.findLast(
    (block) => block.role === 'PARAGRAPH' && draft.shown(block).length < 120,
  );
  const [first] = signed ? draft.names.mentionsIn(draft.shown(signed)) : [];
  const isSigned =
    first?.target.startsWith('Person:') && signed && draft.shown(signed).startsWith(first.asPrinted);
  return first && isSigned ? [first.target] : [];
}

function namedAuthor(draft: Draft, author: string): Ref[] {
  const shown = draft.show(author).text;
  const found = draft.names.entityNamed(shown);
  if (found) return [found];
  draft.warn(
    1,
    `the author "${shown}" is not among the persons of the content; add the person there, or name the author in the manifest, under authors`,
  );
  return [];
}
