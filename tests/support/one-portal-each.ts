import { ckan } from '../../src/sources/ckan/index.ts';
import { opendatasoft } from '../../src/sources/opendatasoft/index.ts';
import type { AnySource } from '../../src/sources/registry.ts';

const portals = [ckan, opendatasoft];

/** The sources with one portal of each software: the others are the same code with other data. */
export function onePortalEach(sources: readonly AnySource[]): AnySource[] {
  const left = new Set(portals.flatMap((list) => list.slice(1).map(({ id }) => id)));
  return sources.filter(({ id }) => !left.has(id));
}
