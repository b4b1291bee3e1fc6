import { z } from 'zod';
import type { Language } from '../../entities/language.ts';
import type { Provenance } from '../../entities/provenance.ts';
import { DimensionRole, PeriodKind } from '../../entities/statistics-vocabulary.ts';
import { orNull } from '../../upstream/decode.ts';
import { ELIMINATED_VALUE } from '../cube/cell-blocks.ts';
import { isFrozen } from '../cube/frozen.ts';
import { periodOf } from '../cube/period.ts';
import { newestFirst } from '../cube/selection.ts';
import type { TableDimension, TableFacts, TableNote, TableUnit } from '../cube/table.ts';
import type { CubeDimension, JsonStatCube } from '../formats/json-stat/cube.ts';
import { instantInUtc } from '../formats/partial-date.ts';
import { namesPlaces, type PxWebHost } from './host.ts';

const flags = z.record(z.string(), z.unknown()).catch({});
const codelistList = z
  .array(
    z
      .object({ id: z.string(), label: z.string().catch('') })
      .nullable()
      .catch(null),
  )
  .transform((all) => all.flatMap((one) => one ?? []))
  .catch([]);

/** What PxWeb says of a dimension beside JSON-stat. Builds before 2026 spell `codeLists`. */
const dimensionExtension = z.object({
  elimination: z.boolean().catch(false),
  codelists: codelistList.optional(),
  codeLists: codelistList.optional(),
  noteMandatory: flags,
  categoryNoteMandatory: z.record(z.string(), flags).catch({}),
});

const rootExtension = z.object({
  noteMandatory: flags,
  discontinued: orNull(z.boolean()),
  px: z
    .object({ link: orNull(z.string()), nextUpdate: orNull(z.string()), 'subject-area': orNull(z.string()) })
    .catch({ link: null, nextUpdate: null, 'subject-area': null }),
});

const named = z.object({ px: z.object({ tableid: z.string() }) });

/** The id that API 2 gives the table; null where a build leaves it out. */
export function tableIdIn({ extension }: JsonStatCube): string | null {
  return named.safeParse(extension).data?.px.tableid ?? null;
}

interface Asked {
  tableId: string;
  language: Language;
  host: PxWebHost;
  provenance: Provenance;
}

/** A table from the metadata of API 2, which is a dataset without cells. */
export function tableOf(cube: JsonStatCube, { tableId, language, host, provenance }: Asked): TableFacts {
  const extension = rootExtension.parse(cube.extension);
  const dimensions = cube.dimensions
    // It cannot be asked for.
    .filter(({ codes }) => !(codes.length === 1 && codes[0] === ELIMINATED_VALUE))
    .map((one) => dimensionOf(one, roleOf(one.id, cube.roles, host)));
  const link = extension.px.link;
  return {
    tableId,
    title: cube.label?.trim() ?? tableId,
    language,
    keywords: [extension.px['subject-area'] ?? ''],
    ...periodsOf(dimensions),
    updatedAt: dateOf(cube.updated),
    discontinued: extension.discontinued === true || isFrozen(periodsOf(dimensions)),
    dimensions,
    notes: notesOf(cube, extension.noteMandatory),
    webUrl: link && /^https:/.test(link) ? link : null,
    nextRelease: dateOf(extension.px.nextUpdate),
    provenance,
  };
}

export function roleOf(
  id: string,
  roles: Readonly<Record<'time' | 'geo' | 'metric', readonly string[]>>,
  host: PxWebHost,
): DimensionRole {
  if (roles.time.includes(id)) return DimensionRole.TIME;
  if (roles.metric.includes(id) || id === 'ContentsCode' || host.metricCodes.includes(id))
    return DimensionRole.METRIC;
  // SCB never states which dimension holds places.
  if (roles.geo.includes(id) || namesPlaces(id)) return DimensionRole.GEO;
  return DimensionRole.CLASSIFICATION;
}

function dimensionOf(dimension: CubeDimension, role: DimensionRole): TableDimension {
  const { id, label, codes } = dimension;
  const extension = dimensionExtension.parse(dimension.extension);
  return {
    code: id,
    label: label ?? id,
    role,
    required: !extension.elimination,
    codes,
    labels: trimmed(dimension.labels),
    units: unitsOf(dimension),
    codelists: extension.codelists ?? extension.codeLists ?? [],
  };
}

/** SCB pads some labels with blanks. */
export const trimmed = (labels: ReadonlyMap<string, string>): Map<string, string> =>
  new Map([...labels].map(([code, label]) => [code, label.trim()]));

function unitsOf({ units }: CubeDimension): Map<string, TableUnit> {
  return new Map(
    [...units].map(([code, { base, label, decimals }]) => [code, { label: base ?? label, decimals }]),
  );
}

function notesOf(
  { notes, dimensions }: JsonStatCube,
  mandatory: Readonly<Record<string, unknown>>,
): TableNote[] {
  const ofTable = notes.map((text, at) => ({ text: text.trim(), mandatory: mandatory[at] === true }));
  const ofDimensions = dimensions.flatMap((dimension) => {
    const extension = dimensionExtension.parse(dimension.extension);
    const own = dimension.notes.map((text, at) => ({
      text: text.trim(),
      mandatory: extension.noteMandatory[at] === true,
    }));
    const ofCategories = [...dimension.categoryNotes].flatMap(([code, texts]) =>
      texts.map((text, at) => ({
        text: `${dimension.labels.get(code)?.trim() ?? code}: ${text.trim()}`,
        mandatory: extension.categoryNoteMandatory[code]?.[at] === true,
      })),
    );
    return [...own, ...ofCategories];
  });
  return distinctNotes([...ofTable, ...ofDimensions]);
}

/** One note may stand at many categories. */
function distinctNotes(notes: readonly TableNote[]): TableNote[] {
  const found = new Map<string, TableNote>();
  for (const note of notes) {
    const before = found.get(note.text);
    found.set(note.text, before?.mandatory ? before : note);
  }
  return [...found.values()].filter(({ text }) => text !== '');
}

/** First and last period, and the kind of them, from the time dimension: JSON-stat itself does not say. */
export function periodsOf(dimensions: readonly TableDimension[]): {
  frequency: PeriodKind | null;
  firstPeriod: string | null;
  lastPeriod: string | null;
} {
  const time = dimensions.find(({ role }) => role === DimensionRole.TIME);
  const ordered = time ? newestFirst(time) : [];
  const last = ordered[0];
  if (!time || last === undefined) return { frequency: null, firstPeriod: null, lastPeriod: null };
  const { kind } = periodOf(last, time.labels.get(last));
  return {
    frequency: kind === PeriodKind.OTHER ? null : kind,
    firstPeriod: ordered.at(-1) ?? null,
    lastPeriod: last,
  };
}

export function dateOf(text: string | null): Date | null {
  const date = instantInUtc(text);
  return date === null || date.getUTCFullYear() >= 9999 ? null : date;
}
