import { KnownKeys } from '../content/pack/known-keys.ts';
import type { ContentRecords } from '../database/content-types.ts';

/** The keys that a manifest may name: those of the content pack. */
export function knownKeysOf(pack: ContentRecords): KnownKeys {
  const known = new KnownKeys();
  const types = {
    Organisation: pack.organisation,
    Person: pack.person,
    Party: pack.party,
    Election: pack.election,
    Topic: pack.topic,
    LegalAct: pack.legalAct,
  };
  for (const [type, rows] of Object.entries(types)) {
    for (const { key } of rows) known.add({ type, key, file: '', line: 1 });
  }
  return known;
}
