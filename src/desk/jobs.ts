import { join } from 'node:path';
import type { Change } from '../content/table-changes.ts';
import type { Database } from '../database/database.ts';
import { readOriginals, storeOriginals } from '../importer/import.ts';
import { describeImport, importAsJson } from '../importer/report.ts';
import type { Sources } from '../sources/open-sources.ts';
import type { DeskJob } from './desk-job.ts';
import { forgetAd } from './forget-ad.ts';
import { forgetDocument } from './forget-document.ts';
import { forgetPerson } from './forget-person.ts';
import { packForJob } from './pack-for-job.ts';
import { storedIn } from './show.ts';
import type { Trace } from './traces.ts';

/** What a job has done: for a person, and for a program. */
export interface JobResult {
  text: string;
  data: object;
}

export interface JobTools {
  database: Pick<Database, 'dataSource' | 'kind'>;
  /** They know the caches. Where nothing of them is to be deleted, they need not be open. */
  sources: Sources | null;
  /** The folders of content files, in order. */
  folders: readonly string[];
}

/** Does one job, and reports its steps. */
export async function runJob(
  job: DeskJob,
  { database, sources, folders }: JobTools,
  onProgress: (message: string) => void,
): Promise<JobResult> {
  switch (job.do) {
    case 'import': {
      const { pack, warnings } = await packForJob(database.dataSource, folders, job.apply);
      const manifests = folders.map((folder) => join(folder, 'imports'));
      const read = await readOriginals(job.paths, { pack, manifests, onProgress });
      const report = await storeOriginals(database.dataSource, read, { pack, apply: job.apply, onProgress });
      const data: object = JSON.parse(importAsJson(report, job.apply));
      return {
        text: [...warnings, describeImport(report, job.apply)].join('\n'),
        data: { ...data, ...warned(warnings) },
      };
    }
    case 'forget document': {
      onProgress(`looking for ${job.slug}`);
      const { pack, warnings } = await packForJob(database.dataSource, folders, job.apply);
      const done = await forgetDocument(database, { ...job, pack });
      const still = done.stillIn
        ? [
            `The content file ${done.stillIn} still tells of it in the editors' own words: unpublish it, or change the file.`,
          ]
        : [];
      const lines = [
        ...warnings,
        ...removals(done.changes),
        ...done.exports.map((path) => `- export ${path}`),
        ...still,
      ];
      return {
        text: [...lines, ending(job.apply)].join('\n'),
        data: { applied: job.apply, ...done, ...warned(warnings) },
      };
    }
    case 'forget person': {
      if (!sources) throw new TypeError('the sources are not open');
      onProgress('looking through all texts');
      const { pack, warnings } = await packForJob(database.dataSource, folders, job.apply);
      const done = await forgetPerson(database, {
        ...job,
        pack,
        folders: [...folders, ...job.exports],
        sources,
      });
      const lines = [
        ...warnings,
        ...done.documents.map((key) => `- the name in ${key}`),
        ...traceLines(done.before, done.after),
        ...done.files.map((line) => `An editor has to change ${line}`),
      ];
      return {
        text: [...lines, ending(job.apply)].join('\n'),
        data: { applied: job.apply, ...done, ...warned(warnings) },
      };
    }
    case 'forget ad': {
      if (!sources) throw new TypeError('the sources are not open');
      const done = await forgetAd(database, sources, job);
      const lines = traceLines(done.before, done.after);
      return {
        text: [
          ...lines,
          ending(job.apply),
          'While its source publishes the ad, it can be fetched again.',
        ].join('\n'),
        data: { applied: job.apply, ...done },
      };
    }
    case 'show': {
      const stored = await storedIn(database.dataSource, job.slug);
      const lines = [
        ...stored.documents.map(
          ({ slug, kind, title, bytes, access, blocks }) =>
            `${slug}  ${kind}  ${access}  ${blocks} blocks, ${bytes} bytes  ${title}`,
        ),
        `${stored.ads.stored} job ads and ${stored.ads.events} events of ads`,
        ...stored.answers.map(
          ({ source, rows, bytes, oldest }) =>
            `answers of ${source}: ${rows}, ${bytes} bytes, the oldest of ${oldest}`,
        ),
      ];
      return { text: lines.join('\n'), data: stored };
    }
  }
}

const warned = (warnings: readonly string[]) => (warnings.length > 0 ? { warnings } : {});

function removals(changes: readonly Change[]): string[] {
  const counts = new Map<string, number>();
  for (const { type, kind } of changes) {
    const line = `${kind === 'removed' ? '-' : '~'} ${type}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return [...counts].map(([line, count]) => `${line}: ${count}`);
}

function traceLines(before: readonly Trace[], after: readonly Trace[] | null): string[] {
  const found = before.map(({ table, rows }) => `found in ${table}: ${rows} rows`);
  if (after === null) return found.length > 0 ? found : ['Nothing is stored of it.'];
  const left = after.map(
    ({ table, rows }) => `still in ${table}: ${rows} rows: change the content files that they come from`,
  );
  return [...found, ...(left.length > 0 ? left : ['Nothing of it is left in the database.'])];
}

const ending = (apply: boolean): string =>
  apply
    ? 'Forgotten. Backups, and exports in other folders, still hold it: delete or redo them.'
    : 'Nothing has been deleted; add --apply to do so.';
