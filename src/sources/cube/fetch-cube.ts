import { DimensionRole } from '../../entities/statistics-vocabulary.ts';
import { entryOf } from '../../text/entry-of.ts';
import type { Call } from '../../upstream/call.ts';
import type { CubeFacts, CubeUnit, JsonStatCube } from '../formats/json-stat/cube.ts';
import { encodeFacts } from '../formats/json-stat/encode.ts';
import type { StatisticsOperations } from '../kinds/statistics.ts';
import { type FetchedCells, fetchCells, largestDimension } from './blocks.ts';
import { periodOf } from './period.ts';
import { type PlaceScheme, placeName, placeSince } from './place-codes.ts';
import { type DimensionChoice, nearestCodes, resolveSelection, type Selection } from './selection.ts';
import { SelectionError, TooManyCellsError } from './selection-error.ts';
import type { AskedDimension, Codelist, TableDimension, TableFacts, TableNote, TableUnit } from './table.ts';

/** A selected dimension with what is said of its categories. */
export interface CubeAxis extends AskedDimension {
  label: string;
  required: boolean;
  labels: ReadonlyMap<string, string>;
  units: ReadonlyMap<string, TableUnit>;
  codelists: TableDimension['codelists'];
}

/** The numbers of a selection with all that belongs to them. */
export interface SelectedCube extends FetchedCells {
  table: TableFacts;
  axes: readonly CubeAxis[];
  selection: Selection;
  cubeNotes: readonly TableNote[];
}

interface Wanted {
  source: StatisticsOperations;
  table: TableFacts;
  choices: readonly DimensionChoice[] | null | undefined;
  /** Cells of one answer at most. */
  maxCells: number;
  /** The address of the file of the same selection; null where a file cannot hold it either. */
  fileOf?(cells: number): string | null;
}

/** Resolves a selection, counts its cells, and fetches them. Nothing is asked for a selection that is refused. */
export async function fetchCube(
  { source, table, choices, maxCells, fileOf }: Wanted,
  call: Call,
): Promise<SelectedCube> {
  const codelists = await codelistsOf(source, table, choices ?? [], call);
  const selection = resolveSelection(table, choices, codelists);
  if (selection.size > maxCells) {
    const largest = largestDimension(selection.dimensions);
    throw new TooManyCellsError(
      selection.size,
      maxCells,
      largest?.code ?? '',
      largest?.codes.length ?? 0,
      fileOf?.(selection.size) ?? null,
    );
  }
  const query = { tableId: table.tableId, dimensions: selection.dimensions };
  const fetched = await fetchCells(
    query,
    { maxCells: source.maxCells(), ask: (part, asking) => source.cells(part, asking) },
    call,
  );
  const axes = selection.dimensions.map((asked) =>
    axisOf(asked, table, codelists, fetched.units.get(asked.code)),
  );
  const cubeNotes = [
    ...notesOf(table, fetched.notes),
    ...boundaryNotes(axes, source.placeScheme),
    ...occupationNotes(axes),
  ];
  return { ...fetched, table, axes, selection, cubeNotes };
}

/** Whether a dimension has the codes of SSYK 2012, which are joined with occupations. */
export const hasJoinedOccupations = (code: string): boolean => /^(yrke|ssyk)\w*2012$/i.test(code);

/** Says which occupations are not joined, since the same codes of another version mean other groups. */
function occupationNotes(axes: readonly CubeAxis[]): TableNote[] {
  return axes.flatMap(({ code, label }): TableNote[] => {
    if (!/^(yrke|ssyk)/i.test(code) || hasJoinedOccupations(code)) return [];
    const text = `The codes of ${label} (${code}) are not known to be those of SSYK 2012. In SSYK 96 and in later versions the same codes mean other groups, so its numbers are not joined with occupations.`;
    return [{ text, mandatory: true }];
  });
}

/** Says which numbers are not joined with a place, since its code then meant another area. */
function boundaryNotes(axes: readonly CubeAxis[], scheme: PlaceScheme | null): TableNote[] {
  const places = axes.find(({ role }) => role === DimensionRole.GEO);
  const time = axes.find(({ role }) => role === DimensionRole.TIME);
  if (!places || !time) return [];
  const ends = time.codes.flatMap((code) => periodOf(code, time.labels.get(code)).end ?? []);
  const earliest = ends.sort()[0];
  if (earliest === undefined) return [];
  return places.codes.flatMap((code): TableNote[] => {
    const name = placeName(scheme, code);
    const since = name && 'scb' in name ? entryOf(placeSince, name.scb) : undefined;
    if (since === undefined || earliest >= since) return [];
    const year = since.slice(0, 4);
    const text = `${places.labels.get(code) ?? code} (${code}) has its present boundaries since ${year}. Earlier numbers are of another area unless the agency has recalculated them, and are not joined with the place.`;
    return [{ text, mandatory: true }];
  });
}

/** The lists that a selection names, each from the agency; an unknown one is refused with those of the dimension. */
async function codelistsOf(
  source: StatisticsOperations,
  table: TableFacts,
  choices: readonly DimensionChoice[],
  call: Call,
): Promise<Map<string, Codelist>> {
  const found = new Map<string, Codelist>();
  for (const { dimension, codelist: id, values } of choices) {
    if (!id || found.has(id)) continue;
    const known =
      table.dimensions.find(({ code }) => code.toLowerCase() === dimension.toLowerCase())?.codelists ?? [];
    const listed = known.map((one) => one.id);
    const list = listed.includes(id) ? await source.codelist?.(id, table.language, call) : null;
    if (list) {
      found.set(id, list);
      continue;
    }
    // API 1 of PxWeb does not list them; it takes codes that are written out.
    const isWrittenOut = values?.every((value) => !/[*?()]/.test(value)) ?? false;
    if (listed.length === 0 && isWrittenOut && values && /^(agg|vs)_/.test(id)) {
      found.set(id, { id, label: id, codes: [...new Set(values)], labels: new Map() });
      continue;
    }
    const near = nearestCodes(id, listed);
    const choice = near.length > 0 ? `It has: ${near.join(', ')}.` : 'It has none.';
    throw new SelectionError(`${dimension} has no codelist ${JSON.stringify(id)}. ${choice}`, {
      dimension,
      value: id,
      validValues: near,
    });
  }
  return found;
}

function axisOf(
  asked: AskedDimension,
  { dimensions }: TableFacts,
  codelists: ReadonlyMap<string, Codelist>,
  fetchedUnits: ReadonlyMap<string, CubeUnit> | undefined,
): CubeAxis {
  const described = dimensions.find(({ code }) => code === asked.code);
  const list = asked.codelist === null ? undefined : codelists.get(asked.codelist);
  const units = new Map(
    [...(fetchedUnits ?? [])].map(([code, { base, label, decimals }]): [string, TableUnit] => [
      code,
      { label: base ?? label, decimals },
    ]),
  );
  // Those of the table are in the client's language.
  for (const [code, unit] of described?.units ?? []) units.set(code, unit);
  return {
    ...asked,
    label: described?.label ?? asked.code,
    required: described?.required ?? true,
    labels: list?.labels ?? described?.labels ?? new Map(),
    units,
    codelists: described?.codelists ?? [],
  };
}

/** The table's notes, the mandatory first, and what came with the numbers only. */
function notesOf({ notes }: TableFacts, fetched: readonly string[]): TableNote[] {
  // Where the table has notes, those in the answer are the same ones, in the language of the request.
  const added = fetched.filter((text) => notes.length === 0 || text.startsWith('Fetched between'));
  const all = [...notes, ...added.map((text) => ({ text: text.trim(), mandatory: true }))];
  return all.sort((one, other) => Number(other.mandatory) - Number(one.mandatory));
}

/** All of a cube but its cells, as JSON-stat has it. */
export function factsOf({ table, axes, cubeNotes, provenance }: SelectedCube): CubeFacts {
  const of = (role: DimensionRole) => axes.filter((axis) => axis.role === role).map(({ code }) => code);
  return {
    label: table.title,
    source: provenance.attribution,
    updated: table.updatedAt?.toISOString() ?? null,
    href: provenance.url,
    notes: cubeNotes.map(({ text }) => text),
    roles: { time: of(DimensionRole.TIME), geo: of(DimensionRole.GEO), metric: of(DimensionRole.METRIC) },
    link: null,
    extension: {
      px: { tableid: table.tableId },
      provenance: { state: provenance.state, licence: provenance.licence },
    },
    dimensions: axes.map(({ code, label, codes, labels, units }) => ({
      id: code,
      label,
      codes,
      labels: new Map(codes.map((one) => [one, labels.get(one) ?? one])),
      units: new Map(
        codes.flatMap((one): [string, CubeUnit][] => {
          const unit = units.get(one);
          if (!unit) return [];
          const { label: base, decimals } = unit;
          return [[one, { base, decimals, label: null, symbol: null, position: null, multiplier: null }]];
        }),
      ),
      notes: [],
      categoryNotes: new Map(),
      children: new Map(),
      coordinates: new Map(),
      href: null,
      link: null,
      extension: {},
    })),
  };
}

export const jsonStatOf = (cube: SelectedCube): JsonStatCube => ({
  ...factsOf(cube),
  cells: cube.blocks.whole(),
});

/** The beginning of a JSON-stat file, up to its values, for a writer that streams those. */
export const jsonStatHead = (cube: SelectedCube): Record<string, unknown> => encodeFacts(factsOf(cube));
