import type { Occupation } from '../entities/occupation.ts';
import type { JobSearch } from '../sources/kinds/job-ads.ts';
import type { TaxonomyIndex } from '../taxonomy/taxonomy-index.ts';

export type AdGroups = Pick<JobSearch, 'occupationGroups' | 'iscoGroups'>;

/** The four-digit groups of some occupations, as ids that the sources of ads search by. */
export function adGroups(taxonomyIndex: TaxonomyIndex, occupations: readonly Occupation[]): AdGroups {
  const groups = [...new Set(occupations.flatMap(({ key }) => taxonomyIndex.groupsOf(key)))];
  const isco = [...new Set(groups.flatMap(({ iscoCodes }) => iscoCodes.filter((code) => code.length === 4)))];
  return {
    occupationGroups: groups.map((group) => group.taxonomyId ?? group.key),
    ...(isco.length > 0 && { iscoGroups: isco }),
  };
}
