import type { Format } from '../format.ts';
import { rasterise } from '../png/rasterise.ts';
import { drawn, refused, svg } from './svg.ts';

/** Pixels for each of the drawing, as on most screens. */
export const zoom = 2;

/** The same picture as SVG, for where that cannot be used. */
export const png: Format = {
  ending: 'png',
  contentType: 'image/png',
  isForReaders: true,
  fits: svg.fits,
  write: (rendering) => rasterise(drawn(rendering), zoom),
  refuse: (problem, asked) => rasterise(refused(problem, asked), zoom, { isRefusal: true }),
};
