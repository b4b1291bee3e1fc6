import type { DataSource } from 'typeorm';
import { applyRecords } from '../content/apply-content.ts';
import type { Difference } from '../content/merge-imports.ts';
import type { Problem } from '../content/pack/content-error.ts';
import type { Change, Original } from '../content/table-changes.ts';
import type { ContentRecords } from '../database/content-types.ts';
import { SourceDocument } from '../database/tables.ts';
import type { Account } from './account.ts';
import { collectOriginals } from './collect-originals.ts';
import { disagreementWarnings } from './disagreements.ts';
import { ImportError } from './import-error.ts';
import { Interpreter, type OriginalFile } from './interpret.ts';
import { knownKeysOf } from './known-keys.ts';
import { ManifestFinder } from './manifest-finder.ts';
import type { Warning } from './warning.ts';

export interface ImportOptions {
  /** The content pack that the originals are merged with. */
  pack: ContentRecords;
  /** Folders with manifests for originals that have none beside them. */
  manifests: readonly string[];
  /** Whether to write the changes; otherwise they are only reported. */
  apply: boolean;
  /** Called with a line about each step and its progress. */
  onProgress?: (message: string) => void;
}

/** The changes that an import has made, or would make with `apply`. */
export interface ImportReport {
  originals: Original[];
  changes: Change[];
  warnings: Warning[];
  /** What was taken for granted, for an editor to confirm. */
  confirmations: Warning[];
  /** Where each character of each document went, by its slug. */
  accounts: Map<string, Account>;
}

const progressEvery = 500;

/** Originals that have been read, and what their readers tell. */
export interface ReadOriginals
  extends Pick<ImportReport, 'originals' | 'warnings' | 'confirmations' | 'accounts'> {
  files: OriginalFile[];
}

/** Reads originals with their manifests, without a database. A mistake in one refuses them all. */
export async function readOriginals(
  paths: readonly string[],
  { pack, manifests, onProgress = () => {} }: Omit<ImportOptions, 'apply'>,
): Promise<ReadOriginals> {
  const manifestFinder = await ManifestFinder.open(knownKeysOf(pack), manifests);
  const { originals: files, warnings } = await collectOriginals(paths, manifestFinder);
  const interpreter = new Interpreter(pack);
  const originals: Original[] = [];
  const confirmations: Warning[] = [];
  const accounts = new Map<string, Account>();
  const problems: Problem[] = [];
  for (const [index, file] of files.entries()) {
    try {
      const read = await interpreter.interpret(file);
      originals.push(read.original);
      warnings.push(...read.warnings);
      confirmations.push(...read.confirmations);
      accounts.set(file.manifest.slug, read.account);
    } catch (error) {
      if (!(error instanceof ImportError)) throw error;
      problems.push(...error.problems);
    }
    if ((index + 1) % progressEvery === 0) onProgress(`read ${index + 1} of ${files.length} documents`);
  }
  if (problems.length > 0) throw new ImportError(problems);
  return { files, originals, warnings, confirmations, accounts };
}

/** Compares originals that have been read with the database, and with `apply` writes all changes in one transaction. */
export async function storeOriginals(
  dataSource: DataSource,
  { files, originals, warnings, confirmations, accounts }: ReadOriginals,
  { pack, apply, onProgress = () => {} }: Omit<ImportOptions, 'manifests'>,
): Promise<ImportReport> {
  await checkDocumentTypes(dataSource, pack, files);
  if (originals.length === 0) return { originals, changes: [], warnings, confirmations, accounts };
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
  const pathOf = new Map(files.map(({ manifest, path }) => [manifest.slug, path]));
  const disagreements = disagreementWarnings(pack, originals, differences, pathOf);
  return { originals, changes, warnings: [...warnings, ...disagreements], confirmations, accounts };
}

/** A slug stands for one document, so its document type cannot differ from that of the pack or of an earlier import. */
async function checkDocumentTypes(
  dataSource: DataSource,
  pack: ContentRecords,
  files: readonly OriginalFile[],
): Promise<void> {
  const types = new Map<string, string>();
  for (const { key, kind } of await dataSource.manager.find(SourceDocument, {
    select: { key: true, kind: true },
  }))
    types.set(key, kind);
  for (const document of pack.document) types.set(document.key, document.constructor.name.toUpperCase());
  for (const { key } of pack.questionnaire) types.set(key, 'QUESTIONNAIRE');
  const problems = files.flatMap(({ path, manifest: { slug, kind } }): Problem[] => {
    const other = types.get(slug);
    if (other === undefined || other === kind) return [];
    return [
      {
        file: path,
        line: 1,
        field: '',
        message: `is of kind ${kind}, and the content has "${slug}" of kind ${other}; change slug or kind in its manifest`,
      },
    ];
  });
  if (problems.length > 0) throw new ImportError(problems);
}
