import { z } from 'zod';
import type { ContentRecords } from '../database/content-types.ts';
import { collectOriginals } from '../importer/collect-originals.ts';
import { Interpreter } from '../importer/interpret.ts';
import { knownKeysOf } from '../importer/known-keys.ts';
import { ManifestFinder } from '../importer/manifest-finder.ts';
import type { Warning } from '../importer/warning.ts';
import { DeskError } from './desk-error.ts';
import type { NewQuestionnaire } from './questionnaire-draft.ts';

const texts = z.record(z.string(), z.string());
const questionRow = z.object({ key: z.string(), number: z.int(), text: texts, kind: z.string() });
const positionRow = z.object({
  key: z.string(),
  questionKey: z.string(),
  partyKey: z.string(),
  status: z.string(),
  stance: z.string(),
  editorNote: z.string().nullable(),
});
const headRow = z.object({
  title: texts,
  electionKey: z.string().nullable(),
  publishedOn: z.string().nullable(),
  publisherKey: z.string().nullable(),
});
const participationRow = z.object({ partyKey: z.string() });
const commentaryRow = z.object({ key: z.string(), about: z.string(), authors: z.array(z.string()) });

/** What the importer reads from the original of a questionnaire. Nothing is stored. */
export async function questionnaireFromDocument(
  path: string,
  { pack, manifests }: { pack: ContentRecords; manifests: readonly string[] },
): Promise<{ questionnaire: Omit<NewQuestionnaire, 'languages' | 'labels'>; warnings: Warning[] }> {
  const finder = await ManifestFinder.open(knownKeysOf(pack), manifests);
  const { originals, warnings } = await collectOriginals([path], finder);
  const [file] = originals;
  if (!file || originals.length > 1)
    throw new DeskError(`Give one document: ${path} holds ${originals.length}.`);
  const { original, warnings: found } = await new Interpreter(pack).interpret(file);
  const { document } = original;
  if (document.kind !== 'QUESTIONNAIRE')
    throw new DeskError(`${path} is of kind ${document.kind}. Give a document of kind QUESTIONNAIRE.`);
  const rowsOf = <S extends z.ZodType>(type: string, schema: S) =>
    document.rows.filter((row) => row.type === type).map(({ fields }) => schema.parse(fields));
  const bodies = new Map<string, string>(document.texts.map(({ ref, body }) => [ref, body]));
  const [head] = rowsOf('Questionnaire', headRow);
  const parties = rowsOf('Participation', participationRow).map(({ partyKey }) => partyKey);
  const code = (key: string) => key.slice(key.indexOf('/') + 1);
  const questions = rowsOf('Question', questionRow);
  const numberOf = new Map(questions.map(({ key, number }) => [key, number]));
  return {
    questionnaire: {
      slug: document.key,
      country: parties[0]?.split('/')[0] ?? 'SE',
      language: document.language,
      title: head?.title[document.language] ?? document.title,
      publisher: head?.publisherKey ?? '',
      publishedOn: head?.publishedOn ?? '',
      url: file.manifest.url ?? '',
      election: head?.electionKey ?? '',
      questions: questions.map(({ key, number, text, kind }) => ({
        number,
        text: bodies.get(`Question:${key}`) ?? text[document.language] ?? '',
        kind,
      })),
      parties: parties.map((key) => ({ code: code(key), name: '' })),
      cells: rowsOf('Position', positionRow).map((position) => ({
        question: numberOf.get(position.questionKey) ?? 0,
        party: code(position.partyKey),
        status: position.status,
        stance: position.stance === 'NONE' ? '' : position.stance,
        note: position.editorNote ?? '',
        original: bodies.get(`Position:${position.key}`) ?? '',
      })),
      commentaries: rowsOf('Commentary', commentaryRow).map(({ key, about, authors }) => ({
        question: /^Question:.*\/(\d+)$/.exec(about)?.[1] ?? '',
        authors: authors.join(', '),
        original: bodies.get(`Commentary:${key}`) ?? '',
      })),
    },
    warnings: [...warnings, ...found],
  };
}
