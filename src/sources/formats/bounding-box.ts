import { BoundingBox } from '../../entities/dataset.ts';
import { entity } from '../../entities/node.ts';

const POSITION = /(-?\d+(?:\.\d+)?)[\s,]+(-?\d+(?:\.\d+)?)/g;
/** Reference systems in which longitude comes first: the default of WKT, and WGS 84 by OGC. */
const OTHER_SYSTEM = /^\s*<(?!https?:\/\/www\.opengis\.net\/def\/crs\/OGC\/[\d.]+\/CRS84>)[^>]*>/i;

/** The box around a geometry in WKT or GeoJSON; null for another system of reference, or what is no geometry. */
export function boundingBoxOf(geometry: string): BoundingBox | null {
  if (OTHER_SYSTEM.test(geometry)) return null;
  const text = geometry.replace(/^\s*<[^>]*>/, '');
  const isShape = /^\s*(?:(?:MULTI)?POLYGON|ENVELOPE)\b/i.test(text) || /"coordinates"/.test(text);
  if (!isShape) return null;
  const envelope = /^\s*ENVELOPE\s*\(([^)]*)\)/i.exec(text)?.[1]?.split(',').map(Number);
  // ENVELOPE(west, east, north, south)
  const positions = envelope
    ? [
        [envelope[0], envelope[3]],
        [envelope[1], envelope[2]],
      ]
    : [...text.matchAll(POSITION)].map(([, x, y]) => [Number(x), Number(y)]);
  const xs = positions.map(([x]) => x ?? Number.NaN);
  const ys = positions.map(([, y]) => y ?? Number.NaN);
  const box = {
    west: Math.min(...xs),
    south: Math.min(...ys),
    east: Math.max(...xs),
    north: Math.max(...ys),
  };
  const isOnEarth = box.west >= -180 && box.east <= 180 && box.south >= -90 && box.north <= 90;
  return positions.length > 1 && isOnEarth ? entity(BoundingBox, box) : null;
}
