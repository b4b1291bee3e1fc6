import Negotiator from 'negotiator';
import type { Encoding } from './body.ts';
import { remembered } from './remembered.ts';

/** How a client takes a body: by Brotli if it can, else by gzip, else as it is. */
export const encodingOf = remembered((header): Encoding | 'identity' => {
  const accepted = new Negotiator({ headers: { 'accept-encoding': header } });
  if (accepted.encodings(['br']).length > 0) return 'br';
  return accepted.encodings(['gzip']).length > 0 ? 'gzip' : 'identity';
});
