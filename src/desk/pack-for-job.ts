import type { DataSource } from 'typeorm';
import { applyRecords } from '../content/apply-content.ts';
import { problemLine } from '../content/pack/content-error.ts';
import { readGoodPack } from '../content/pack/pack.ts';
import type { ContentRecords } from '../database/content-types.ts';
import { DeskError } from './desk-error.ts';

/** The content that a job works with, and what is wrong in the files that are left out. */
export interface PackForJob {
  pack: ContentRecords;
  warnings: string[];
}

/**
 * Reads the content without the files of an installation that have mistakes. To apply a job makes the stored content equal
 * to the files: where it still has what such a file held before, the job is refused, since it would delete that.
 */
export async function packForJob(
  dataSource: DataSource,
  folders: readonly string[],
  apply: boolean,
): Promise<PackForJob> {
  const { records, problems } = await readGoodPack(folders);
  if (problems.length === 0) return { pack: records, warnings: [] };
  const lines = problems.map((problem) => `  ${problemLine(problem)}`);
  if (apply && (await applyRecords(dataSource, records, { dryRun: true })).length > 0)
    throw new DeskError(
      `Nothing was changed: a content file has mistakes, and what it held before would be deleted. Correct it, or remove it, and run the command again:\n${lines.join('\n')}`,
    );
  return { pack: records, warnings: ['These content files have mistakes, and are left out:', ...lines] };
}
