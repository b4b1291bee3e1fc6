import type { Dataset, Distribution } from '../../entities/dataset.ts';
import { Language } from '../../entities/language.ts';
import { foldWords } from '../../text/fold.ts';
import { datasetGroups, normalisedUri } from './dataset-identity.ts';

/** The title in the publisher's own words; null where there is none. */
export function originalTitle({ title, machineTranslated = [], original }: Dataset): string | null {
  if (original?.title) return original.title;
  const written = Object.values(Language).find((one) => title[one] && !machineTranslated.includes(one));
  return (written && title[written]) ?? null;
}

/**
 * Whether two datasets may be the same though nothing proves it: one publisher and one title in the original language.
 * Members of one series and datasets of different periods are different things.
 */
export function mayBeSame(one: Dataset, other: Dataset, publisherNumber: string | undefined): boolean {
  if (one.uri === other.uri) return false;
  const [first, second] = datasetGroups(
    [one, other].map((node) => ({ sourceId: node.provenance.sourceId, node })),
  );
  if (first === second) return false;
  const titles = [originalTitle(one), originalTitle(other)].map((title) => title && foldWords(title));
  if (!titles[0] || titles[0] !== titles[1]) return false;
  if (one.series.some((series) => other.series.includes(series))) return false;
  if (one.temporal.join() !== other.temporal.join()) return false;
  const theirs = other.publisher?.organisationNumber;
  if (publisherNumber && theirs) return publisherNumber === theirs;
  const names = [one, other].map(({ publisher }) =>
    Object.values(publisher?.name ?? {}).map((name) => foldWords(name)),
  );
  return Boolean(names[0]?.some((name) => names[1]?.includes(name)));
}

/** The addresses of a dataset's files, as they are compared. */
export function addressesOf(distributions: readonly Distribution[] | null): Set<string> {
  return new Set(
    (distributions ?? []).flatMap(({ accessUrls, downloadUrls }) =>
      [...accessUrls, ...downloadUrls].map(normalisedUri),
    ),
  );
}
