import { setTimeout as wait } from 'node:timers/promises';
import DataLoader from 'dataloader';
import type { Content } from '../content/snapshot.ts';
import type { Concept } from '../entities/concept.ts';
import type { Education } from '../entities/education.ts';
import type { Forecast } from '../entities/forecast.ts';
import { type JobAd, textOf } from '../entities/job-ad.ts';
import { Language } from '../entities/language.ts';
import type { Occupation, OccupationMatch } from '../entities/occupation.ts';
import type { Place } from '../entities/place.ts';
import { DataState, type Provenance } from '../entities/provenance.ts';
import { PlaceKind } from '../entities/vocabulary.ts';
import { occupationMatcher, type TextFindings } from '../matching/occupation-matcher.ts';
import { minPrediction } from '../matching/skill-counts.ts';
import { conceptOfTerm } from '../matching/term-concept.ts';
import { type Answer, askEach, merged } from '../sources/across/ask-each.ts';
import { mergedEducations, readsTexts, type TextOccupations } from '../sources/kinds/education.ts';
import type { Window } from '../sources/kinds/kind.ts';
import { type MergedTerms, mergedTerms, type TextTerms } from '../sources/kinds/text-terms.ts';
import type { Sources } from '../sources/open-sources.ts';
import { fold } from '../text/fold.ts';
import { outgoingText } from '../text/outgoing-text.ts';
import type { Call } from '../upstream/call.ts';
import { SourceError } from '../upstream/errors.ts';
import { turns } from '../upstream/turns.ts';
import { asItIs, gather } from './gather.ts';
import { sharedCall } from './shared-call.ts';

/** The maximum number of occupation names per group for which educations are requested; each costs a request. */
const maxOccupationNames = 3;
const largestPage = 100;
/** Educations of an occupation: the largest page of each of its names. */
export const MOST_EDUCATIONS = maxOccupationNames * largestPage;
/** The maximum time that a match waits for the sources that read texts. After it, only the taxonomy in memory is used. */
const textTimeoutMs = 2_500;
const maxHits = 10;

/** The texts of ads as they are sent. The same ads are read for every client, for as long as they are in memory. */
const sentTexts = new WeakMap<JobAd, string>();

function sentTextOf(ad: JobAd): string | null {
  // A headline usually contains only the occupation, which is known.
  const description = textOf(ad.description);
  if (description === null) return null;
  const text = sentTexts.get(ad) ?? outgoingText(`${ad.headline}\n${description}`);
  sentTexts.set(ad, text);
  return text;
}

/** The loaders of occupations, concepts, text terms, educations and forecasts. */
export function occupationLoaders(sources: Sources, content: Content, call: Call) {
  const { taxonomyIndex } = content;

  const termLoaders = new Map<string, DataLoader<string, Answer<MergedTerms>>>();
  /** What all sources find in a text as it is sent, or those named. */
  function termsOf(outgoing: string, ids: readonly string[] | null): Promise<Answer<MergedTerms>> {
    const key = JSON.stringify(ids);
    const loader = termLoaders.get(key) ?? termLoader(ids);
    termLoaders.set(key, loader);
    return loader.load(outgoing);
  }
  /** A client's text as it is sent: long texts are worked on in turns, so that others are not held up. */
  const sent = sharedCall((text: string): Promise<string> => turns.take(() => outgoingText(text)));
  const terms = async (text: string, ids: readonly string[] | null) => termsOf(await sent(text), ids);
  /** All texts of an answer are sent to a source in one request. The terms of several sources are merged into one list. */
  const termLoader = (ids: readonly string[] | null) =>
    new DataLoader<string, Answer<MergedTerms>>(
      async (texts) => {
        const asked = await askEach(sources.members('TEXT_TERMS', { ids }), async ({ operations }) => ({
          scheme: operations.scheme,
          read: await operations.terms(texts, call),
        }));
        return texts.map((_, at) => {
          const found: (TextTerms & { scheme: string })[] = [];
          const failures = [...asked.failures];
          for (const { value } of asked.answers) {
            const one = value.read[at];
            if (one instanceof SourceError) failures.push(one);
            else if (one) found.push({ ...one, scheme: value.scheme });
          }
          return { value: mergedTerms(found), failures };
        });
      },
      { ...gather<string, string>(asItIs), maxBatchSize: largestPage },
    );
  const concept = new DataLoader<string, Concept | null>(async (uris) => {
    const asked = await askEach(sources.members('CONCEPTS'), ({ operations }) =>
      operations.byUri(
        uris.filter((uri) => uri.startsWith(operations.uriPrefix)),
        call,
      ),
    );
    return uris.map((uri) => {
      const found = asked.answers.flatMap(({ value }) => value.get(uri) ?? [])[0];
      return found ?? failureFor(uri, asked.failures) ?? null;
    });
  }, gather<string, string>(asItIs));
  /** The failure of the source that the URI belongs to. Without its answer it is unknown whether the concept exists. */
  function failureFor(uri: string, failures: readonly SourceError[]): SourceError | undefined {
    return failures.find(({ sourceId }) => {
      const able = sources.members('CONCEPTS', {
        ids: [sourceId],
        can: ({ operations }) => uri.startsWith(operations.uriPrefix),
      });
      return able.on.length + able.off.length > 0;
    });
  }

  const forecasts = sharedCall(
    async (code: string, placeCode: string, ids: readonly string[] | null): Promise<Answer<Forecast[]>> => {
      const asked = await askEach(sources.members('FORECAST', { ids }), ({ operations }) =>
        operations.forecasts(code, placeCode, call),
      );
      return merged(asked, (lists) => lists.flat());
    },
  );
  const educationsOf = sharedCall(
    async (
      wanted: { names: readonly string[] } | { title: string; county: string | null },
      limit: number,
      ids: readonly string[] | null,
    ): Promise<Answer<Education[]>> => {
      const asked = await askEach(sources.members('EDUCATION', { ids }), async ({ operations }) => {
        if ('title' in wanted) return operations.educationsForTitle(wanted.title, wanted.county, limit, call);
        const lists = await Promise.all(
          wanted.names.map((name) => operations.educationsForOccupation(name, limit, call)),
        );
        return mergedEducations(lists);
      });
      return merged(asked, mergedEducations);
    },
  );
  const inText = sharedCall(
    async (text: string, ids: readonly string[] | null): Promise<Answer<TextOccupations[]>> => {
      const readers = sources.members('EDUCATION', { ids, can: readsTexts });
      const asked = await askEach(readers, async ({ operations }) =>
        operations.occupationsInText?.(await sent(text), maxHits, call),
      );
      return merged(asked, (found) => found.flatMap((one) => one ?? []));
    },
  );

  /** The place of an education: its own place codes, else the municipality that provides it. */
  function placeOfEducation({ municipalityCodes, countyCodes, provider }: Education): Place | null {
    for (const code of [...municipalityCodes, ...countyCodes]) {
      const place = content.places.get(code);
      if (place) return place;
    }
    return (provider && municipalityNamed(content, provider)) || null;
  }

  async function findings(
    text: string,
    ids: readonly string[] | null,
  ): Promise<{ value: TextFindings; failures: SourceError[] }> {
    const [found, read] = await Promise.all([valueInTime(terms(text, ids)), valueInTime(inText(text, ids))]);
    const isReal = ({ provenance }: { provenance: Provenance }): boolean =>
      provenance.state !== DataState.SAMPLE;
    const hits = (read?.value ?? []).filter(isReal).flatMap((one) => one.hits);
    return {
      value: { terms: found?.value && isReal(found.value) ? found.value.terms : [], hits },
      failures: [...(found?.failures ?? []), ...(read?.failures ?? [])],
    };
  }

  return {
    /** What all sources find in the text of an ad; null for an ad without a text. */
    termsOfAd(ad: JobAd): Promise<Answer<MergedTerms>> | null {
      const text = sentTextOf(ad);
      return text === null ? null : termsOf(text, null);
    },
    /** The terms and occupations that sources find in a text before the time limit. Samples are left out. */
    textFindings: async (text: string): Promise<TextFindings> => (await findings(text, null)).value,
    placeOfEducation,

    /** A concept that is not stored here, by its URI. Null for any other id. */
    async fetchedConcept(id: string): Promise<Concept | null> {
      return /^https?:/.test(id) ? concept.load(id) : null;
    },

    /** The skills that a text asks for, the most certain first. A term without a concept in the taxonomy is its own concept. */
    async skillsIn(text: string, ids: readonly string[] | null): Promise<Answer<Concept[]>> {
      const { value, failures } = await terms(text, ids);
      if (!value) return { value: null, failures };
      const asked = value.terms.filter(
        ({ type, prediction }) => type === 'competency' && prediction >= minPrediction,
      );
      const concepts = asked.map((term) => conceptOfTerm(content, term));
      return { value: [...new Map(concepts.map((one) => [one.key, one])).values()], failures };
    },

    async matchOccupations(
      text: string,
      first: number,
      ids: readonly string[] | null,
    ): Promise<Answer<OccupationMatch[]>> {
      const { value, failures } = await findings(text, ids);
      await taxonomyIndex.prepare();
      const matcher = occupationMatcher(taxonomyIndex);
      await matcher.prepare();
      return { value: await turns.take(() => matcher.match(text, first, value)), failures };
    },

    /** Forecasts for the occupation. They exist for counties only, so a municipality gets those of its county. */
    forecast(
      occupation: Occupation,
      place: Place | null,
      ids: readonly string[] | null,
    ): Promise<Answer<Forecast[]>> {
      const code = !place || place.kind === PlaceKind.COUNTRY ? 'SE' : (place.countyKey ?? place.key);
      return forecasts(occupation.key, code, ids);
    },

    async educations(
      occupation: Occupation,
      place: Place | null,
      { offset, limit: first }: Window,
      ids: readonly string[] | null,
    ): Promise<Answer<Education[]>> {
      const where = place && place.kind !== PlaceKind.COUNTRY ? place : null;
      // The sources cannot filter by place, and the pages of several names are joined here.
      const limit = where || offset > 0 ? largestPage : first;
      const names = taxonomyIndex.namesOf(occupation.key).slice(0, maxOccupationNames);
      const label = occupation.prefLabel[Language.SV];
      const county = where && (where.countyKey ?? where.key);
      if (names.length === 0 && !label) return { value: [], failures: [] };
      const { value, failures } = await educationsOf(
        names.length > 0 ? { names: names.map(({ key }) => key) } : { title: bare(label ?? ''), county },
        limit,
        ids,
      );
      const found = value?.filter((one) => !where || isIn(content, one, placeOfEducation(one), where));
      return { value: found?.slice(offset, offset + first) ?? null, failures };
    },
  };
}

/** The answer of an optional source; null when it fails or exceeds the time limit. */
async function valueInTime<T>(asked: Promise<T>): Promise<T | null> {
  const settled = asked.catch((error: unknown) => {
    if (error instanceof SourceError) return null;
    throw error;
  });
  const done = new AbortController();
  const late = wait(textTimeoutMs, null, { signal: done.signal, ref: false }).catch(() => null);
  try {
    return await Promise.race([settled, late]);
  } finally {
    done.abort();
  }
}

function municipalityNamed({ places }: Content, name: string): Place | null {
  const wanted = fold(name).replace(/ (kommun|stad)$/, '');
  for (const place of places.values()) {
    if (place.kind === PlaceKind.MUNICIPALITY && fold(place.name) === wanted) return place;
  }
  return null;
}

function isIn({ places }: Content, education: Education, at: Place | null, where: Place): boolean {
  const codes = [...education.municipalityCodes, ...education.countyCodes, ...(at ? [at.key] : [])];
  return codes.some((code) => code === where.key || places.get(code)?.countyKey === where.key);
}

/** The label of a group without “m.fl.” or “m.m.” at the end. */
function bare(label: string): string {
  return label.replace(/\s*\bm\.?\s?(fl|m)\.?$/, '').trim();
}
