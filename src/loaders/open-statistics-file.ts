import { Language } from '../entities/language.ts';
import { DataState } from '../entities/provenance.ts';
import { csvOf } from '../sources/cube/csv.ts';
import { jsonStatFile } from '../sources/cube/json-stat-file.ts';
import { SelectionError } from '../sources/cube/selection-error.ts';
import type { Sources } from '../sources/open-sources.ts';
import { languageOfTag } from '../text/language-tag.ts';
import type { Call } from '../upstream/call.ts';
import { maxFileCells, statisticsLoaders } from './statistics.ts';
import { choicesOf } from './statistics-file.ts';

/** What a client asks a file of. */
export interface FileRequest {
  agency: string;
  tableId: string;
  format: 'csv' | 'json';
  query: readonly (readonly [string, string])[];
}

/** A file of statistics, ready to be sent. */
export interface StatisticsFile {
  name: string;
  contentType: string;
  licence: string | null;
  /** Whether caches may keep the numbers: not old ones, nor samples. */
  isFresh: boolean;
  parts: Iterable<string>;
}

interface Client {
  sources: Sources;
  languages: readonly Language[];
  call: Call;
}

const contentTypes = {
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
};
/** Parameters of PxWeb that change nothing here. */
const ignored = new Set(['lang', 'outputformat', 'heading', 'stub', 'outputformatparams']);

/**
 * The file of a selection of a table; null where there is no such table. All of it is fetched before its first byte is
 * sent, so that a failure has a status of its own and no file is ever cut.
 */
export async function openStatisticsFile(
  { sources, languages, call }: Client,
  { agency, tableId, format, query }: FileRequest,
): Promise<StatisticsFile | null> {
  if (!sources.idsOf('STATISTICS').includes(agency)) return null;
  const { choices, others } = choicesOf(query);
  const unknown = [...others.keys()].find((name) => !ignored.has(name.toLowerCase()));
  if (unknown !== undefined) {
    throw new SelectionError(
      `There is no parameter ${JSON.stringify(unknown)}: select by valueCodes[…]=…, codelist[…]=… and lang=….`,
      { argument: unknown },
    );
  }
  const loaders = statisticsLoaders(sources, { maxCells: maxFileCells }, call);
  const named = languageOfTag(others.get('lang'));
  const language = loaders.statisticsLanguage(agency, [...(named ? [named] : []), ...languages, Language.SV]);
  const found = language && (await loaders.fileCube({ agency, tableId, language }, choices));
  if (!found) return null;
  const { cube } = found;
  const { state, licence } = cube.provenance;
  return {
    name: `${agency}-${tableId.replace(/[^\w-]+/g, '-')}.${format}`,
    contentType: contentTypes[format],
    licence,
    isFresh: state === DataState.LIVE || state === DataState.CACHED,
    parts: format === 'csv' ? csvOf(cube.axes, cube.blocks.inOrder()) : jsonStatFile(cube),
  };
}
