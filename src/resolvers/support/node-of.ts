import type { Context } from '../../context.ts';
import { Language } from '../../entities/language.ts';
import { parseGlobalId } from '../../entities/node.ts';
import { splitSourceKey } from '../../loaders/by-source.ts';
import { placeOfKey } from '../../loaders/indicators.ts';

/** Calls upstream of a look-up by a global id, by its type. */
export const callsOfNode = {
  JobAd: { JOBS: { ad: 1 } },
  Dataset: { CATALOGUE: { datasetByUri: 1 } },
  ParliamentaryDocument: { PARLIAMENT: { document: 1 } },
  MemberOfParliament: { PARLIAMENT: { members: 1 } },
  Concept: { CONCEPTS: { byUri: 1 } },
  StatisticsTable: { STATISTICS: { table: 1 } },
  Indicator: { STATISTICS: { table: 1, cells: 1 } },
};

/** Anything by its global id; null when there is no such thing. */
export function nodeOf(context: Context, id: string) {
  const { content, loaders, sources } = context;
  const parsed = parseGlobalId(id);
  if (!parsed) return null;
  const { type, key } = parsed;
  switch (type) {
    case 'Source':
      return sources.describe(key);
    case 'JobAd':
      return loaders.jobAd.load(key);
    case 'Dataset':
      return loaders.dataset.load(key);
    case 'InformationRequest':
      return loaders.informationRequest.load(key);
    case 'ParliamentaryDocument':
      return loaders.parliamentaryDocument.load(key);
    case 'MemberOfParliament':
      return loaders.member.load(key);
    case 'Indicator': {
      const [slug = '', placeKey = ''] = key.split('@');
      const definition = loaders.indicatorDefinition(slug);
      return definition && placeOfKey(content, placeKey) ? loaders.indicatorOf(definition, placeKey) : null;
    }
    case 'StatisticsTable': {
      const { sourceId: agency, id: tableId } = splitSourceKey(key);
      return statisticsTableOf(context, agency, tableId);
    }
    case 'Concept':
      return content.concepts.get(key) ?? content.taxonomyIndex.concept(key) ?? loaders.fetchedConcept(key);
    default: {
      const found = content.find(`${type}:${key}`);
      return found?.constructor.name === type ? found : null;
    }
  }
}

/** One table, in a language that its agency has. */
export function statisticsTableOf({ languages, loaders }: Context, agency: string, tableId: string) {
  const language = loaders.statisticsLanguage(agency, [...languages, Language.SV]);
  return language && loaders.statisticsTable({ agency, tableId, language });
}
