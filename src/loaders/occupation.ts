import { setTimeout as wait } from 'node:timers/promises';
import DataLoader from 'dataloader';
import type { Content } from '../content/snapshot.ts';
import type { Concept } from '../entities/concept.ts';
import type { Education } from '../entities/education.ts';
import type { Forecast } from '../entities/forecast.ts';
import { Language } from '../entities/language.ts';
import type { Occupation, OccupationMatch } from '../entities/occupation.ts';
import type { Place } from '../entities/place.ts';
import { DataState, type Provenance } from '../entities/provenance.ts';
import { PlaceKind } from '../entities/vocabulary.ts';
import { type Hints, occupationMatcher } from '../matching/occupation-matching.ts';
import { conceptOfTerm } from '../matching/skill-concept.ts';
import { surely } from '../matching/skill-counts.ts';
import type {
  EducationOperations,
  ForecastOperations,
  OccupationHit,
  TaxonomyOperations,
  TextTerms,
} from '../sources/source.ts';
import { fold } from '../text/fold.ts';
import type { Call } from '../upstream/call.ts';
import { SourceError } from '../upstream/errors.ts';
import { once } from './shared-call.ts';

/** Occupation names of a group whose educations are asked for; each costs a request. */
const namesAsked = 3;
const largestPage = 100;
/** So long a match waits for what sources may add; the local taxonomyIndex answers without them. */
const patienceMs = 2_500;
const hitsAsked = 10;

interface Asked {
  enrichments(): TaxonomyOperations;
  esco(): TaxonomyOperations;
  jobed(): EducationOperations;
  barometer(): ForecastOperations;
}

/** What resolvers ask of the labour market's sources, each thing once and as much as possible at a time. */
export function occupationLoaders(
  { enrichments, esco, jobed, barometer }: Asked,
  content: Content,
  call: Call,
) {
  const { taxonomyIndex } = content;

  /** All texts of a request go in one question. */
  const terms = new DataLoader<string, TextTerms | null>(
    async (texts) => (await enrichments().terms?.(texts, call)) ?? texts.map(() => null),
    { maxBatchSize: largestPage },
  );
  const escoConcept = new DataLoader<string, Concept | null>(async (uris) => {
    const found = await esco().byUri?.(uris, call);
    return uris.map((uri) => found?.get(uri) ?? null);
  });
  const forecasts = once(async (code: string, placeCode: string) =>
    barometer().forecasts(code, placeCode, call),
  );
  const byOccupation = once(async (conceptId: string, limit: number) =>
    jobed().educationsForOccupation(conceptId, limit, call),
  );
  const byTitle = once(async (title: string, county: string | null, limit: number) =>
    jobed().educationsForTitle(title, county, limit, call),
  );
  const inText = once(async (text: string) => jobed().occupationsInText(text, hitsAsked, call));

  /** Where an education is given: what it says itself, else the municipality that gives it. */
  function placeOfEducation({ municipalityCodes, countyCodes, provider }: Education): Place | null {
    for (const code of [...municipalityCodes, ...countyCodes]) {
      const place = content.places.get(code);
      if (place) return place;
    }
    return (provider && municipalityNamed(content, provider)) || null;
  }

  async function hints(text: string): Promise<Hints> {
    const [found, read] = await Promise.all([inTime(terms.load(text)), inTime(inText(text))]);
    const isReal = (one: { provenance: Provenance } | null): boolean =>
      one !== null && one.provenance.state !== DataState.SAMPLE;
    const hits: OccupationHit[] = read && isReal(read) ? read.hits : [];
    return { terms: found && isReal(found) ? found.terms : [], hits };
  }

  return {
    terms,
    /** What sources read out of a text in time; nothing of samples. */
    hints,
    placeOfEducation,

    /** A concept that is not stored here: ESCO's by its URI, a term by itself. Null for any other id. */
    async distantConcept(id: string): Promise<Concept | null> {
      if (id.startsWith('http://data.europa.eu/esco/')) return escoConcept.load(id);
      return null;
    },

    /** The skills that a text asks for, the surest first: the taxonomy's concepts where it has the term, else the term. */
    async skillsIn(text: string): Promise<Concept[] | null> {
      const found = await terms.load(text);
      if (!found) return null;
      const asked = found.terms.filter(
        ({ kind, prediction }) => kind === 'competency' && prediction >= surely,
      );
      const concepts = asked.map(({ label }) => conceptOfTerm(content, label, found.provenance));
      return [...new Map(concepts.map((concept) => [concept.key, concept])).values()];
    },

    async matchOccupations(text: string, first: number): Promise<OccupationMatch[]> {
      return occupationMatcher(taxonomyIndex).match(text, first, await hints(text));
    },

    /** Assessments for the occupation; the barometer ends at the county, so a municipality has its county's. */
    forecast(occupation: Occupation, place: Place | null): Promise<Forecast[]> {
      const code = !place || place.kind === PlaceKind.COUNTRY ? 'SE' : (place.countyKey ?? place.key);
      return forecasts(occupation.key, code);
    },

    async educations(occupation: Occupation, place: Place | null, first: number): Promise<Education[]> {
      const where = place && place.kind !== PlaceKind.COUNTRY ? place : null;
      // A place is sifted out of the answer, so more than is wanted is asked for.
      const limit = where ? largestPage : first;
      const names = taxonomyIndex.namesOf(occupation.key).slice(0, namesAsked);
      const label = occupation.prefLabel[Language.SV];
      const county = where && (where.countyKey ?? where.key);
      const lists =
        names.length > 0
          ? await Promise.all(names.map(({ key }) => byOccupation(key, limit)))
          : label
            ? [await byTitle(bare(label), county, limit)]
            : [];
      const found = new Map<string, Education>();
      for (const one of interleaved(lists)) {
        if (where && !isIn(content, one, placeOfEducation(one), where)) continue;
        const key = [one.title, one.provider, one.form].join('\n');
        if (!found.has(key)) found.set(key, one);
      }
      return [...found.values()].slice(0, first);
    },
  };
}

/** The answer of a source that may help; null when it fails or takes too long. */
async function inTime<T>(asked: Promise<T>): Promise<T | null> {
  const settled = asked.catch((error: unknown) => {
    if (error instanceof SourceError) return null;
    throw error;
  });
  const done = new AbortController();
  const late = wait(patienceMs, null, { signal: done.signal, ref: false }).catch(() => null);
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

/** The first of each list, then the second of each. */
function interleaved<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat();
}

/** A group's label without the classification's own additions. */
function bare(label: string): string {
  return label.replace(/\s*\bm\.?\s?(fl|m)\.?$/, '').trim();
}
