import { type CatalogueRecord, Dataset } from '../../entities/dataset.ts';
import { entity } from '../../entities/node.ts';
import { isMaskedAddress, withoutMasks } from '../../text/address-contacts.ts';
import { parsedUrl } from '../../text/web-address.ts';
import { groupsOf, type Proof } from '../across/groups.ts';
import type { MergeRule } from '../across/merge.ts';

/**
 * What proves two records to be the same dataset, the strongest first: an equal URI; an equal UUID; one record that
 * names the other; an equal identifier of one publisher. Never a title, nor an identifier across publishers.
 */
function proofsAt(dataset: Dataset, level: number): readonly Proof[] {
  let found = read.get(dataset);
  if (!found) {
    found = [];
    read.set(dataset, found);
  }
  found[level] ??= LEVELS[level]?.(dataset) ?? [];
  return found[level];
}

/** A dataset is asked for its proofs more than once, and never changes. */
const read = new WeakMap<Dataset, (readonly Proof[])[]>();

const ownUris = ({ uri, records }: Dataset): string[] => [
  uri,
  ...records.map(({ datasetUri }) => datasetUri),
];

const LEVELS: readonly ((dataset: Dataset) => Proof[])[] = [
  (dataset) =>
    proofs(
      'uri',
      [...new Set([...ownUris(dataset), ...dataset.identifiers])].flatMap((id) => {
        const address = addressOfOneThing(id);
        return address ? [normalised(address)] : [];
      }),
    ),
  (dataset) =>
    proofs(
      'uuid',
      [...ownUris(dataset), ...dataset.identifiers].flatMap((id) => uuidOf(id) ?? []),
    ),
  (dataset) => {
    const { records, landingPages, derivedFrom = [] } = dataset;
    const pages = records.flatMap(({ url }) => url ?? []);
    const named = [...landingPages, ...derivedFrom].filter((one) => addressOfOneThing(one) !== null);
    return [
      ...proofs('ref', [...ownUris(dataset), ...pages].map(normalisedUri)),
      ...proofs('ref', named.map(normalisedUri)).map((proof) => ({ ...proof, isPointer: true })),
    ];
  },
  ({ identifiers, publisher }) => {
    const number = publisher?.organisationNumber;
    const plain = number
      ? identifiers.filter((id) => !isAddress(id) && !isMaskedAddress(id) && uuidOf(id) === null)
      : [];
    return proofs(
      'id',
      plain.map((id) => `${number} ${id.trim()}`),
    );
  },
];

const proofs = (kind: string, values: readonly string[]): Proof[] =>
  [...new Set(values)].map((value) => ({ text: `${kind} ${value}` }));

const UUID = /^(?:urn:uuid:|\{)?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?$/i;
const LAST_SEGMENT = /([^/#?]+)\/?$/;

/** The UUID that an identifier is, or that an address ends in. */
function uuidOf(id: string): string | null {
  const text = id.trim();
  const candidate = isAddress(text) ? (LAST_SEGMENT.exec(text)?.[1] ?? '') : text;
  return UUID.exec(candidate)?.[1]?.toLowerCase() ?? null;
}

/** How the proof begins that a record of Sveriges dataportal is named. */
const PORTAL_REF = 'ref dataportal.se/datasets/';

const isAddress = (id: string): boolean => /^https?:\/\//i.test(id.trim());

/** Some publishers give the address of their site for an identifier, or one of a person. */
function addressOfOneThing(id: string): URL | null {
  const text = id.trim();
  const address = isAddress(text) ? parsedUrl(text) : null;
  if (!address) return null;
  const { pathname, search, hash } = address;
  // What is left of an address of a person names nothing.
  return withoutMasks(pathname).replace(/\/+$/, '') !== '' || search !== '' || hash.length > 1
    ? address
    : null;
}

/** Page of a record in Sveriges dataportal, with or without a language and a name. */
const PORTAL_RECORD = /^(?:www\.)?dataportal\.se\/(?:sv\/|en\/)?datasets\/([\w-]+)/i;
/** The addresses that Opendatasoft gives one dataset. */
const OPENDATASOFT =
  /^([^/]+)\/(?:api\/v2|api\/explore\/v2\.\d|explore)\/(?:catalog\/datasets|dataset)\/([^/?]+)\/?$/;

/** The same address however it is written: scheme, case of the host, percent-encoding, fragment and last slash do not count. */
export function normalisedUri(uri: string): string {
  const text = uri.trim();
  const address = parsedUrl(text);
  return address ? normalised(address) : text;
}

function normalised(address: URL): string {
  const path = decoded(address.pathname).replace(/\/+$/, '');
  const whole = `${address.host.toLowerCase()}${path}${address.search}`;
  const record = PORTAL_RECORD.exec(whole);
  if (record) return `dataportal.se/datasets/${record[1]}`;
  const domain = OPENDATASOFT.exec(whole);
  if (domain) return `${domain[1]}/explore/dataset/${domain[2]}`;
  // Vocabularies and some catalogues tell their things apart by the fragment alone.
  return path === '' ? `${whole}${address.hash}` : whole;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path).normalize('NFC');
  } catch {
    return path;
  }
}

/** The group of each dataset, as the index of its first member. */
export function datasetGroups(datasets: readonly { sourceId: string; node: Dataset }[]): number[] {
  return groupsOf(
    datasets.map(({ sourceId, node }) => ({ sourceId, proofsAt: (level) => proofsAt(node, level) })),
    LEVELS.length,
  );
}

/** Copies of one dataset in several catalogues are one dataset with all their records. */
export const datasetMerge: MergeRule<Dataset> = {
  // Many datasets name the same landing page; only the page of a record in a portal is one dataset's.
  proofs: (dataset) =>
    LEVELS.flatMap((_, level) => proofsAt(dataset, level)).flatMap(({ text, isPointer }) =>
      isPointer && !text.startsWith(PORTAL_REF) ? [] : [text],
    ),
  ownProofs: ({ uri, records }) => [
    `uri ${normalisedUri(uri)}`,
    ...records.map(({ sourceId, nativeId }) => `record ${sourceId} ${nativeId}`),
  ],
  groups: datasetGroups,
  join,
  daysValid: null,
};

function join(preferred: Dataset, other: Dataset): Dataset {
  const translated = preferred.machineTranslated ?? [];
  const inOther = other.machineTranslated ?? [];
  // A text by a person is preferred to a translation by a machine.
  const better = translated.filter((language) => !inOther.includes(language));
  const text = (field: 'title' | 'description') => ({
    ...other[field],
    ...preferred[field],
    ...Object.fromEntries(
      better.flatMap((language) => (other[field][language] ? [[language, other[field][language]]] : [])),
    ),
  });
  const title = text('title');
  return entity(Dataset, {
    ...preferred,
    title,
    description: text('description'),
    machineTranslated: union(translated, inOther).filter(
      (language) =>
        (translated.includes(language) || !preferred.title[language]) &&
        (inOther.includes(language) || !other.title[language]),
    ),
    original: preferred.original ?? other.original ?? null,
    publisher: preferred.publisher ?? other.publisher,
    accessRights: preferred.accessRights ?? other.accessRights,
    issued: preferred.issued ?? other.issued,
    modified: preferred.modified ?? other.modified,
    accrualPeriodicity: preferred.accrualPeriodicity ?? other.accrualPeriodicity,
    ...listsOf(preferred, other),
  });
}

/** Lists are united. */
function listsOf(preferred: Dataset, other: Dataset): Partial<Dataset> {
  const distributions = preferred.distributions ?? other.distributions;
  const dataServices = preferred.dataServices ?? other.dataServices;
  return {
    ...(distributions && { distributions }),
    ...(dataServices && { dataServices }),
    identifiers: union(preferred.identifiers, other.identifiers),
    keywords: unionBy(preferred.keywords, other.keywords, ({ text, language }) =>
      `${language} ${text}`.toLocaleLowerCase('sv'),
    ),
    themes: union(preferred.themes, other.themes),
    hvdCategories: union(preferred.hvdCategories, other.hvdCategories),
    landingPages: union(preferred.landingPages, other.landingPages),
    licences: union(preferred.licences, other.licences),
    licencesAsStated: union(preferred.licencesAsStated, other.licencesAsStated),
    applicableLegislation: union(preferred.applicableLegislation, other.applicableLegislation),
    series: union(preferred.series, other.series),
    servedBy: union(preferred.servedBy ?? [], other.servedBy ?? []),
    formats: union(preferred.formats ?? [], other.formats ?? []),
    derivedFrom: union(preferred.derivedFrom ?? [], other.derivedFrom ?? []),
    spatial: union(preferred.spatial, other.spatial),
    temporal: union(preferred.temporal, other.temporal),
    records: unionBy(preferred.records, other.records, keyOfRecord),
  };
}

const keyOfRecord = ({ sourceId, nativeId }: CatalogueRecord): string => `${sourceId} ${nativeId}`;

const union = <T>(one: readonly T[], other: readonly T[]): T[] => [...new Set([...one, ...other])];

/** The first of each key, in the order given. */
function unionBy<T>(one: readonly T[], other: readonly T[], keyOf: (item: T) => string): T[] {
  const found = new Map<string, T>();
  for (const item of [...one, ...other]) if (!found.has(keyOf(item))) found.set(keyOf(item), item);
  return [...found.values()];
}
