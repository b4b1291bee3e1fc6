import { PlaceKind } from '../entities/vocabulary.ts';
import { days, hours, minutes } from '../upstream/time.ts';
import type { AnySource } from './registry.ts';
import type { AdChange, Check, JobPlace, Kind, OperationsByKind } from './source.ts';

type Checks<K extends Kind> = Readonly<Record<string, Check<K>>>;

const window = { offset: 0, limit: 3 };
/** A member whom the association's own content names. */
const memberId = '0587736055221';
const text = 'Vi söker en sjuksköterska';
const county: JobPlace = {
  level: PlaceKind.COUNTY,
  code: '01',
  name: 'Stockholms län',
  taxonomyId: 'CifL_Rzy_Mku',
};
/** ISCO's group of software developers, as ESCO names it. */
const escoUri = 'http://data.europa.eu/esco/isco/C2512';

/**
 * One example of every operation of a kind, asked in ways that a real source answers: what a search finds is asked
 * for by its own id. A source whose ids differ says so in its own `checks`; another needs nothing.
 */
const byKind: { [K in Kind]: Checks<K> } = {
  CATALOGUE: {
    'a search': (catalogue, call) => catalogue.searchDatasets({ text: 'arbete' }, window, call),
    'a dataset': async (catalogue, call) => {
      const { items } = await catalogue.searchDatasets({ text: 'arbete' }, window, call);
      return items[0] ? catalogue.datasetByUri(items[0].uri, call) : null;
    },
    distributions: async (catalogue, call) => {
      const { items } = await catalogue.searchDatasets({ text: 'arbete' }, window, call);
      return items[0] ? catalogue.distributions(items[0].nativeId, call) : null;
    },
    publishers: async (catalogue, call) => {
      const { items } = await catalogue.searchDatasets({ text: 'arbete' }, window, call);
      return catalogue.publishers(
        items.flatMap(({ publisher }) => publisher?.uri ?? []),
        call,
      );
    },
  },
  JOBS: {
    'a search': (jobs, call) => jobs.searchAds({ text: 'lärare' }, { from: null, limit: 3 }, call),
    'a count': (jobs, call) => jobs.searchAds({ text: 'lärare' }, { from: null, limit: 0 }, call),
    'an ad': async (jobs, call) => {
      const { items } = await jobs.searchAds({ text: 'lärare' }, { from: null, limit: 3 }, call);
      return items[0] ? jobs.ad(items[0].ad.nativeId, call) : null;
    },
    'counts by year': async (jobs, call) =>
      jobs.countsByYear ? jobs.countsByYear({ text: 'lärare' }, [2023, 2024], call) : null,
    'counts by place': async (jobs, call) =>
      jobs.countsByPlace ? jobs.countsByPlace({ text: 'lärare' }, [county], call) : null,
  },
  JOB_STREAM: {
    changes: async (stream, call) => {
      // Ten minutes of the morning before: changes that are as good as certain, and the same whoever asks today.
      const to = new Date(Math.floor(call.deadline / days(1)) * days(1) - hours(16));
      return stream.changes({ from: new Date(to.getTime() - minutes(10)), to }, call);
    },
    // Its first ads only: the whole is some hundred megabytes.
    'the beginning of the snapshot': async (stream, call) => {
      const enough = new Error('the first ads are enough');
      let first: AdChange[] | null = null;
      const take = async (changes: AdChange[]) => {
        first = changes;
        throw enough;
      };
      await stream.snapshot(take, call).catch((error: unknown) => {
        if (error !== enough) throw error;
      });
      return first;
    },
  },
  PARLIAMENT: {
    members: (parliament, call) => parliament.members([memberId, '0000000000009'], call),
    'members of a party': (parliament, call) => parliament.membersOfParty('C', { active: true }, call),
    documents: (parliament, call) => parliament.documents({ anyOf: ['arbete'] }, window, call),
    'a document': async (parliament, call) => {
      const { items } = await parliament.documents({ anyOf: ['arbete'] }, window, call);
      return items[0] ? parliament.document(items[0].documentId, call) : null;
    },
    'vote points': async (parliament, call) => {
      const { items } = await parliament.documents({ anyOf: ['arbete'], types: ['bet'] }, window, call);
      return items[0] ? parliament.votePoints(items[0].documentId, call) : null;
    },
    votes: (parliament, call) => parliament.votes({ memberId }, call),
    speeches: (parliament, call) => parliament.speeches({ memberId }, 3, call),
  },
  TAXONOMY: {
    // Each source of the kind answers its part; the first question is one that it has an answer to.
    'what it has': async (source, call) =>
      source.terms?.([text], call) ?? source.byUri?.([escoUri], call) ?? source.versions?.(call) ?? null,
    concepts: async (source, call) => source.concepts?.('skill', 1, window, call) ?? null,
  },
  EDUCATION: {
    'occupations in a text': (register, call) => register.occupationsInText(text, 3, call),
    'educations for an occupation': async (register, call) => {
      const { hits } = await register.occupationsInText(text, 3, call);
      return hits[0] ? register.educationsForOccupation(hits[0].conceptId, 3, call) : null;
    },
    'educations for a title': (register, call) => register.educationsForTitle('sjuksköterska', '01', 3, call),
  },
  FORECAST: {
    forecasts: (forecast, call) => forecast.forecasts('2512', 'SE', call),
  },
};

/** Runs one example; the operations are those of the source that the checks were taken for. */
type Run = (operations: OperationsByKind[Kind], call: Parameters<Check<Kind>>[1]) => Promise<unknown>;

/** The examples of a source: those of its kind, with its own instead where it has any. */
export function checksOf(source: AnySource): ReadonlyMap<string, Run> {
  // Kind and operations belong together by the declaration's type, which a union of kinds hides.
  const all = { ...byKind[source.kind], ...source.checks } as Record<string, Run>;
  return new Map(Object.entries(all));
}
