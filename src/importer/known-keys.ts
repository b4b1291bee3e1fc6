import { KnownKeys } from '../content/pack/known-keys.ts';
import { type ContentRecords, contentTypeNames } from '../database/content-types.ts';

/** The keys of the content pack, which a manifest may refer to. */
export function knownKeysOf(pack: ContentRecords): KnownKeys {
  const known = new KnownKeys();
  for (const type of contentTypeNames) {
    for (const row of pack[type]) known.add({ type: row.constructor.name, key: row.key, file: '', line: 1 });
  }
  return known;
}
