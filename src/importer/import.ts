import type { DataSource } from 'typeorm';
import { applyRecords } from '../content/apply-content.ts';
import type { Difference } from '../content/merge-imports.ts';
import type { Problem } from '../content/pack/content-error.ts';
import type { Change, Original } from '../content/table-changes.ts';
import type { ContentRecords } from '../database/content-types.ts';
import { SourceDocument } from '../database/tables.ts';
import { collect } from './collect.ts';
import { doubtsOfDifferences } from './differences.ts';
import type { Doubt } from './document.ts';
import { ImportError } from './import-error.ts';
import { type Given, Interpreter } from './interpret.ts';
import { knownKeysOf } from './known.ts';
import { Manifests } from './manifests.ts';

export interface ImportOptions {
  /** The content pack that the originals are joined with. */
  pack: ContentRecords;
  /** Folders of manifests for originals that have none beside them. */
  manifests: readonly string[];
  /** Writes; else only tells what would change. */
  apply: boolean;
  /** Is told what is being done, and how far it has come. */
  onProgress?: (message: string) => void;
}

/** What an import has changed, or would change. */
export interface ImportReport {
  originals: Original[];
  changes: Change[];
  doubts: Doubt[];
}

const progressEvery = 500;

/** Imports originals: reads all of them first, and then writes all in one transaction, or none. */
export async function importOriginals(
  dataSource: DataSource,
  paths: readonly string[],
  { pack, manifests, apply, onProgress = () => {} }: ImportOptions,
): Promise<ImportReport> {
  const known = await Manifests.open(knownKeysOf(pack), manifests);
  const { originals: given, doubts } = await collect(paths, known);
  await refuseOtherKinds(dataSource, pack, given);
  const interpreter = new Interpreter(pack);
  const originals: Original[] = [];
  const problems: Problem[] = [];
  for (const [index, one] of given.entries()) {
    try {
      const read = await interpreter.interpret(one);
      originals.push(read.original);
      doubts.push(...read.doubts);
    } catch (error) {
      if (!(error instanceof ImportError)) throw error;
      problems.push(...error.problems);
    }
    if ((index + 1) % progressEvery === 0) onProgress(`read ${index + 1} of ${given.length} documents`);
  }
  if (problems.length > 0) throw new ImportError(problems);
  if (originals.length === 0) return { originals, changes: [], doubts };
  onProgress(
    `comparing ${originals.length} ${originals.length === 1 ? 'document' : 'documents'} with the database`,
  );
  const differences: Difference[] = [];
  const changes = await applyRecords(dataSource, pack, {
    originals,
    dryRun: !apply,
    onDifferences: (found) => differences.push(...found),
    onWriting: (count) => onProgress(`writing ${count} changes`),
  });
  const pathOf = new Map(given.map(({ manifest, path }) => [manifest.slug, path]));
  doubts.push(...doubtsOfDifferences(pack, originals, differences, pathOf));
  return { originals, changes, doubts };
}

/** A slug means one document: the pack's, an imported one's, or a new one's. */
async function refuseOtherKinds(
  dataSource: DataSource,
  pack: ContentRecords,
  given: readonly Given[],
): Promise<void> {
  const kinds = new Map<string, string>();
  for (const { key, kind } of await dataSource.manager.find(SourceDocument, {
    select: { key: true, kind: true },
  }))
    kinds.set(key, kind);
  for (const document of pack.document) kinds.set(document.key, document.constructor.name.toUpperCase());
  for (const { key } of pack.questionnaire) kinds.set(key, 'QUESTIONNAIRE');
  const problems = given.flatMap(({ path, manifest: { slug, kind } }): Problem[] => {
    const other = kinds.get(slug);
    if (other === undefined || other === kind) return [];
    return [
      {
        file: path,
        line: 1,
        field: '',
        message: `is a ${kind}, and "${slug}" is a ${other} of the content; give it another slug or kind in its manifest`,
      },
    ];
  });
  if (problems.length > 0) throw new ImportError(problems);
}
