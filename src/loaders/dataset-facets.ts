import { DatasetFacet, DatasetFacets, FacetValue } from '../entities/dataset-facets.ts';
import { entity } from '../entities/node.ts';
import { formatName, licenceId, organisationNumberIn, themeCode } from '../sources/formats/dcat.ts';
import type { CountedValue, DatasetCounts, FacetName } from '../sources/kinds/catalogue.ts';
import { fold } from '../text/fold.ts';
import { termOrAddress } from '../text/web-address.ts';

/** What one catalogue has counted. */
export interface CatalogueCounts extends DatasetCounts {
  sourceId: string;
  /** ISO code of the country that it is of; null for an international one. */
  country: string | null;
  /** Organisation number of the one that publishes everything in it. */
  publisherNumber: string | null;
}

/** The counts of several catalogues as one. */
export function mergedFacets(counted: readonly CatalogueCounts[]): DatasetFacets {
  const facetOf = (name: FacetName) => mergedFacet(name, counted);
  return entity(DatasetFacets, {
    publishers: facetOf('publisher'),
    formats: facetOf('format'),
    licences: facetOf('licence'),
    themes: facetOf('theme'),
    countries: facetOf('country'),
    provenance: counted.map(({ provenance }) => provenance),
  });
}

function mergedFacet(name: FacetName, counted: readonly CatalogueCounts[]): DatasetFacet {
  const found = new Map<string, FacetValue>();
  const countedBy: string[] = [];
  for (const one of counted) {
    const values = valuesOf(name, one);
    if (!values) continue;
    countedBy.push(one.sourceId);
    for (const value of values) {
      const { key, ...facts } = readers[name](value, one.sourceId);
      const shown = termOrAddress(facts.value);
      if (shown === null) continue;
      const known = found.get(key);
      if (known) known.count += value.count;
      else found.set(key, entity(FacetValue, { ...facts, value: shown, count: value.count }));
      if (known) known.name ??= facts.name;
    }
  }
  const all = [...found.values()].sort(
    (one, other) => other.count - one.count || (one.value < other.value ? -1 : 1),
  );
  return entity(DatasetFacet, { all, countedBy, size: all.length });
}

/** What a catalogue has counted, or what is known of all that it holds; null where neither is. */
function valuesOf(
  name: FacetName,
  { facets, total, country, publisherNumber }: CatalogueCounts,
): readonly CountedValue[] | null {
  const ofAll = name === 'publisher' ? publisherNumber : name === 'country' ? country : null;
  if (ofAll !== null && total !== null) return total > 0 ? [{ value: ofAll, name: null, count: total }] : [];
  return facets[name] ?? null;
}

type Read = Omit<FacetValue, 'count'> & { key: string };

const plain = (value: string): Read => ({
  key: value,
  value,
  name: null,
  organisationNumber: null,
  publisherKey: null,
});

/** How a value of each facet is read, so that the same value of two catalogues is one. */
const readers: Readonly<Record<FacetName, (counted: CountedValue, sourceId: string) => Read>> = {
  publisher({ value, name }, sourceId) {
    const organisationNumber = organisationNumberIn(value);
    const isUri = /^https?:/i.test(value);
    const shown = organisationNumber ?? (isUri ? value : (name ?? value));
    return {
      key: organisationNumber ?? (isUri ? value : fold(shown)),
      value: shown,
      name: name ?? (isUri || organisationNumber ? null : value),
      organisationNumber,
      publisherKey: isUri ? { sourceId, uri: value } : null,
    };
  },
  format: ({ value }) => plain(formatName(value)),
  licence: ({ value }) => plain(licenceId(value)),
  theme: ({ value }) => plain(/^[a-z]{4}$/i.test(value) ? value.toUpperCase() : themeCode(value)),
  country: ({ value }) => plain(value.toUpperCase()),
};
