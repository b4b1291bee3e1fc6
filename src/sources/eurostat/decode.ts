import { z } from 'zod';
import { Language } from '../../entities/language.ts';
import type { Provenance } from '../../entities/provenance.ts';
import { DimensionRole, PeriodKind } from '../../entities/statistics-vocabulary.ts';
import { isFrozen } from '../cube/frozen.ts';
import { periodOf } from '../cube/period.ts';
import { periodsBetween } from '../cube/period-codes.ts';
import type { TableCard, TableDimension, TableFacts } from '../cube/table.ts';
import type { CubeDimension, JsonStatCube } from '../formats/json-stat/cube.ts';
import { instantInUtc } from '../formats/partial-date.ts';

const refusal = z.object({ error: z.array(z.object({ label: z.string() })).min(1) });

/** Why Eurostat refused a request, in its own words. */
export function reasonIn(body: string): string | null {
  try {
    return refusal.safeParse(JSON.parse(body)).data?.error[0]?.label ?? null;
  } catch {
    return null;
  }
}

/** What a row of the table of contents says. */
interface Entry extends TableCard {
  level: number;
}

/** `dd.mm.yyyy`. */
function dayOf(text: string | undefined): Date | null {
  const [, day, month, year] = /^(\d{2})\.(\d{2})\.(\d{4})$/.exec(text?.trim() ?? '') ?? [];
  return day && month && year ? instantInUtc(`${year}-${month}-${day}`) : null;
}

const unquoted = (text: string): string => text.replace(/^"|"$/g, '');

/**
 * The table of contents: tab-separated, titles indented by four blanks for each folder. A dataset stands in several
 * folders, whose titles are its subjects.
 */
export const contents = z.string().transform((text, context): TableCard[] => {
  const found = new Map<string, Entry & { keywords: string[] }>();
  const folders: string[] = [];
  for (const line of text.split(/\r?\n/).slice(1)) {
    const cells = line.split('\t').map(unquoted);
    const [rawTitle = '', rawCode = '', type = ''] = cells;
    const code = rawCode.trim();
    const level = Math.floor((rawTitle.length - rawTitle.trimStart().length) / 4);
    const title = rawTitle.trim();
    folders.length = Math.min(folders.length, level);
    folders[level] = title;
    if ((type.trim() !== 'dataset' && type.trim() !== 'table') || code === '' || title === '') continue;
    const keywords = folders.slice(0, level);
    const before = found.get(code);
    if (before) {
      before.keywords.push(...keywords);
      continue;
    }
    const [, , , updated, , start = '', end = ''] = cells;
    const lastPeriod = end.trim() || null;
    const { kind } = periodOf(lastPeriod ?? '');
    found.set(code, {
      level,
      tableId: code,
      title,
      language: Language.EN,
      keywords,
      frequency: kind === PeriodKind.OTHER ? null : kind,
      updatedAt: dayOf(updated),
      firstPeriod: start.trim() || null,
      lastPeriod,
      discontinued: isFrozen({ lastPeriod }),
    });
  }
  if (found.size === 0) {
    context.addIssue({ code: 'custom', message: 'lists no dataset' });
    return z.NEVER;
  }
  return [...found.values()];
});

const annotations = z
  .array(
    z.object({
      type: z.string(),
      title: z.string().optional(),
      date: z.string().optional(),
      href: z.string().optional(),
    }),
  )
  .catch([]);

/** A dataset from an answer with all its categories, of which the newest period is the only one. */
export function tableOf(cube: JsonStatCube, tableId: string, provenance: Provenance): TableFacts {
  const noted = annotations.parse(cube.extension['annotation']);
  const of = (type: string) => noted.find((one) => one.type === type);
  const oldest = of('OBS_PERIOD_OVERALL_OLDEST')?.title ?? null;
  const latest = of('OBS_PERIOD_OVERALL_LATEST')?.title ?? null;
  const metric = cube.dimensions.find(({ id }) => id.startsWith('indic'))?.id ?? 'unit';
  const dimensions = cube.dimensions.map((one) =>
    one.id === 'time' ? timeOf(one, oldest, latest) : dimensionOf(one, metric),
  );
  const last = dimensions.find(({ role }) => role === DimensionRole.TIME)?.codes.at(-1) ?? latest;
  const { kind } = periodOf(last ?? '');
  const explained = of('ESMS_HTML')?.href;
  const next = of('DISSEMINATION_TIMESTAMP_PLANNED')?.date;
  return {
    tableId,
    title: cube.label ?? tableId,
    language: Language.EN,
    keywords: [],
    frequency: kind === PeriodKind.OTHER ? null : kind,
    updatedAt: instantInUtc(cube.updated),
    firstPeriod: oldest,
    lastPeriod: last,
    discontinued: isFrozen({ lastPeriod: last }),
    dimensions,
    notes: explained ? [{ text: `Explanatory text: ${explained}`, mandatory: false }] : [],
    webUrl: `https://ec.europa.eu/eurostat/databrowser/view/${encodeURIComponent(tableId)}/default/table?lang=en`,
    nextRelease: next ? nextAfter(next, cube.updated) : null,
    provenance,
  };
}

/** The planned time of a release that has been made is no next one. */
function nextAfter(planned: string, updated: string | null): Date | null {
  const time = instantInUtc(planned.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  const last = instantInUtc(updated);
  return time === null || (last !== null && time <= last) ? null : time;
}

function dimensionOf({ id, label, codes, labels }: CubeDimension, metric: string): TableDimension {
  const isUnit = id === 'unit';
  return {
    code: id,
    label: label ?? id,
    role:
      id === 'geo' ? DimensionRole.GEO : id === metric ? DimensionRole.METRIC : DimensionRole.CLASSIFICATION,
    // Nothing is summed: left out, a dimension would come whole. One category needs no choice.
    required: codes.length > 1,
    codes,
    labels,
    units: new Map(
      isUnit ? codes.map((code) => [code, { label: labels.get(code) ?? code, decimals: null }]) : [],
    ),
    codelists: [],
  };
}

/** The periods between the oldest and the latest: an answer with all of them would be too large to ask for. */
function timeOf(
  { id, label, codes, labels }: CubeDimension,
  oldest: string | null,
  latest: string | null,
): TableDimension {
  const last = codes.at(-1) ?? latest;
  const all = oldest && last ? periodsBetween(oldest, last) : [];
  return {
    code: id,
    label: label ?? id,
    role: DimensionRole.TIME,
    required: true,
    codes: all.length > 0 ? all : codes,
    labels,
    units: new Map(),
    codelists: [],
  };
}
