import { createHash } from 'node:crypto';

/** A weak validator of whatever an answer is written from. */
export const weakTag = (content: unknown): string =>
  `W/"${createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22)}"`;
