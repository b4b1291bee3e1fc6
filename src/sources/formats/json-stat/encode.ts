import {
  type CubeCells,
  type CubeDimension,
  type CubeFacts,
  type CubeUnit,
  type JsonStat,
  type JsonStatCube,
  statusAt,
} from './cube.ts';

type Plain = Record<string, unknown>;

/** JSON-stat 2.0 of what was decoded. Decoding it again gives the same. */
export function encodeJsonStat(data: JsonStat): Plain {
  if (data.class === 'dataset') return encodeDataset(data.dataset);
  if (data.class === 'dimension')
    return withoutNull({ version: '2.0', class: 'dimension', ...encodeDimension(data.dimension) });
  const { label, href, items } = data;
  return withoutNull({
    version: '2.0',
    class: 'collection',
    label,
    href,
    link: {
      item: items.map(({ dataset, dimension, ...item }) =>
        withoutNull({
          ...(dataset && encodeDataset(dataset)),
          ...(dimension && encodeDimension(dimension)),
          ...item,
        }),
      ),
    },
  });
}

/** A dataset with its values as a list, which keeps their order in every reader. */
export function encodeDataset(cube: JsonStatCube): Plain {
  const { cells } = cube;
  return { ...encodeFacts(cube), value: cells ? valuesOf(cells) : [], ...(cells && statusField(cells)) };
}

/** All of a dataset but its cells, for a writer that streams those. */
export function encodeFacts(facts: CubeFacts): Plain {
  const { label, source, updated, href, notes, dimensions, roles, link, extension } = facts;
  const role = Object.fromEntries(Object.entries(roles).filter(([, ids]) => ids.length > 0));
  return withoutNull({
    version: '2.0',
    class: 'dataset',
    label,
    source,
    updated,
    href,
    note: notes.length > 0 ? notes : null,
    role: Object.keys(role).length > 0 ? role : null,
    id: dimensions.map(({ id }) => id),
    size: dimensions.map(({ codes }) => codes.length),
    dimension: Object.fromEntries(dimensions.map((one) => [one.id, encodeDimension(one)])),
    link,
    extension: orNothing(extension),
  });
}

/** Statuses by cell; only cells that have one. */
function statusField(cells: CubeCells): { status?: Record<string, string> } {
  if (!cells.statuses) return {};
  const status: Record<string, string> = {};
  for (let cell = 0; cell < cells.statuses.length; cell++) {
    const symbol = statusAt(cells, cell);
    if (symbol !== null) status[cell] = symbol;
  }
  return { status };
}

function valuesOf({ values, texts }: CubeCells): (number | string | null)[] {
  const plain = Array.from(values, (value): number | string | null => (Number.isNaN(value) ? null : value));
  for (const [cell, text] of texts) plain[cell] = text;
  return plain;
}

function encodeDimension(dimension: CubeDimension): Plain {
  const { label, codes, labels, units, notes, categoryNotes, children, coordinates } = dimension;
  return withoutNull({
    label,
    note: notes.length > 0 ? notes : null,
    category: withoutNull({
      // A list keeps the order, which the keys of an object do not.
      index: codes,
      label: byCode(labels),
      unit: byCode(units, encodeUnit),
      note: byCode(categoryNotes),
      child: byCode(children),
      coordinates: byCode(coordinates),
    }),
    href: dimension.href,
    link: dimension.link,
    extension: orNothing(dimension.extension),
  });
}

const encodeUnit = (unit: CubeUnit): Plain => withoutNull({ ...unit });

function byCode<T>(map: ReadonlyMap<string, T>, write: (one: T) => unknown = (one) => one): Plain | null {
  if (map.size === 0) return null;
  return Object.fromEntries([...map].map(([code, one]) => [code, write(one)]));
}

function orNothing(fields: Readonly<Record<string, unknown>>): Plain | null {
  return Object.keys(fields).length > 0 ? fields : null;
}

function withoutNull(fields: Plain): Plain {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
