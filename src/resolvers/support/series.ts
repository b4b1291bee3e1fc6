import { entity } from '../../entities/node.ts';
import { type Category, type Cube, Point, Series } from '../../entities/statistics.ts';
import { DimensionRole } from '../../entities/statistics-vocabulary.ts';
import { periodOf } from '../../sources/cube/period.ts';
import { badInput } from './input.ts';

/** Lines of a cube: one for each combination of categories, their points in the order of time. */
export function seriesOf(cube: Cube, by: readonly string[]): Series[] {
  const codes = cube.dimensions.map(({ code }) => code);
  const wanted = by.map((name) => {
    const at = codes.findIndex((code) => code.toLowerCase() === name.toLowerCase());
    if (at < 0)
      throw badInput(
        'by',
        `The cube has no dimension ${JSON.stringify(name)}. It has: ${codes.join(', ')}.`,
        codes,
      );
    return at;
  });
  const mixed = cube.dimensions.find(
    ({ role, size }, at) => role !== DimensionRole.TIME && size > 1 && !wanted.includes(at),
  );
  // A point would have several numbers, and none of them may be added up here.
  if (mixed) {
    throw badInput(
      'by',
      `${mixed.code} has ${mixed.size} categories: name it in by, or select one of them.`,
      [...by, mixed.code],
    );
  }
  const lines = new Map<string, { keys: Category[]; points: { point: Point; order: string }[] }>();
  for (let cell = 0; cell < cube.size; cell++) {
    const places = cube.content.placesOf(cell);
    const key = wanted.map((at) => places[at] ?? 0).join(' ');
    const line = lines.get(key) ?? {
      keys: wanted.flatMap((at) => cube.dimensions[at]?.categoryList[places[at] ?? 0] ?? []),
      points: [],
    };
    lines.set(key, line);
    line.points.push(pointOf(cube, cell, places));
  }
  return [...lines.values()].map(({ keys, points }) =>
    entity(Series, {
      label: keys.map(({ ownLabel }) => ownLabel).join(', '),
      keys,
      points: points
        .sort((one, other) => (one.order < other.order ? -1 : one.order > other.order ? 1 : 0))
        .map(({ point }) => point),
    }),
  );
}

function pointOf(cube: Cube, cell: number, places: readonly number[]): { point: Point; order: string } {
  const at = cube.dimensions.findIndex(({ role }) => role === DimensionRole.TIME);
  const category = cube.dimensions[at]?.categoryList[places[at] ?? 0];
  const period = periodOf(category?.code ?? '', category?.ownLabel ?? null);
  const point = entity(Point, {
    period: category?.code ?? '',
    periodStart: period.start,
    periodEnd: period.end,
    value: cube.content.valueAt(cell),
    status: cube.content.statusAt(cell),
    statusKinds: cube.content.meaningAt(cell).kinds,
  });
  // Periods without days stay in the agency's order.
  return { point, order: period.start ?? '' };
}
