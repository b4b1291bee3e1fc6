import outline from '@svg-maps/sweden';

/** Coordinates are rounded to such parts, which nobody sees, so that the outline is short. */
const parts = 2;

const [, , width = 1, height = 1] = outline.viewBox.split(' ').map(Number);
export const outlineSize = { width, height } as const;

/** The outline of each county by the name that it has there, in absolute coordinates. */
export const outlines: ReadonlyMap<string, string> = new Map(
  outline.locations.map(({ id, path }) => [id, shortened(path)]),
);

/** The paths are of relative points only. Neighbours share their points, so that rounding opens no gap between them. */
function shortened(path: string): string {
  let [x, y] = [0, 0];
  let last = '';
  const rings = path.split('z').map((ring) => {
    const numbers = ring.match(/-?[\d.]+/g)?.map(Number) ?? [];
    let start: readonly [number, number] = [x, y];
    let short = '';
    for (let at = 0; at + 1 < numbers.length; at += 2) {
      x += numbers[at] ?? 0;
      y += numbers[at + 1] ?? 0;
      const point = `${Math.round(x * parts) / parts} ${Math.round(y * parts) / parts}`;
      if (at === 0) {
        start = [x, y];
        short += `M${point}`;
      } else if (point !== last) short += `L${point}`;
      last = point;
    }
    // A closed ring ends where it began, and the next is relative to that.
    [x, y] = start;
    return short === '' ? '' : `${short}z`;
  });
  return rings.join('');
}
