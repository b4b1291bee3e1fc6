import { resolve } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPack } from '../../src/content/pack/pack.ts';
import { type Content, createContent } from '../../src/content/snapshot.ts';
import { type AdConcept, JobAd } from '../../src/entities/job-ad.ts';
import { entity } from '../../src/entities/node.ts';
import { DataState, Provenance } from '../../src/entities/provenance.ts';
import { type AdMatchRequest, adProfile } from '../../src/matching/ad-profile.ts';
import { candidateSearches, maxSearches } from '../../src/matching/candidate-searches.ts';
import { occupationMatcher, type TextFindings } from '../../src/matching/occupation-matcher.ts';
import { rankAds } from '../../src/matching/rank-ads.ts';
import type { Taxonomy } from '../../src/taxonomy/taxonomy-store.ts';
import { taxonomyConcept as concept } from '../support/taxonomy-concept.ts';

/** Two groups with the same three digits, a close substitute, and a partial substitute. */
const taxonomy: Taxonomy = {
  version: 31,
  loadedAt: new Date('2026-09-01'),
  concepts: [
    concept('gSve', 'ssyk-level-4', 'Svetsare', { code: '7212', iscoCodes: ['7212'], relatedKeys: ['sTig'] }),
    concept('gGju', 'ssyk-level-4', 'Gjutare', { code: '7211' }),
    concept('gVvs', 'ssyk-level-4', 'Rörläggare', { code: '7125' }),
    concept('gKoc', 'ssyk-level-4', 'Kockar', { code: '5120' }),
    concept('nSve', 'occupation-name', 'Rörsvetsare', {
      broaderKeys: ['gSve'],
      substitutes: [
        { key: 'nVvs', percentage: 75 },
        { key: 'nKoc', percentage: 25 },
      ],
    }),
    concept('nVvs', 'occupation-name', 'Rörmokare', { broaderKeys: ['gVvs'] }),
    concept('nKoc', 'occupation-name', 'Kock', { broaderKeys: ['gKoc'] }),
    concept('sTig', 'skill', 'TIG-svetsning'),
    concept('sGas', 'skill', 'Gasskärning'),
  ],
};

let content: Content;
beforeAll(async () => {
  content = createContent(await readPack([resolve('reference'), resolve('content')]), taxonomy);
});

const named = (type: string, conceptId: string, label = conceptId): AdConcept => ({
  conceptId,
  scheme: 'jobtech-taxonomy',
  type,
  label,
  legacyCode: null,
});
const group = (key: string) => named('ssyk-level-4', key);
const skill = (key: string, label?: string) => named('skill', key, label);

function ad(id: string, changes: Partial<JobAd> = {}): JobAd {
  return entity(JobAd, {
    nativeId: id,
    headline: 'Exempel',
    description: null,
    occupationConcept: null,
    occupationGroupConcept: null,
    occupationCode: null,
    placeCode: null,
    placeConceptId: null,
    mustHaveConcepts: [],
    niceToHaveConcepts: [],
    country: 'SE',
    removed: false,
    provenance: entity(Provenance, { sourceId: 'jobsearch', state: DataState.LIVE }),
    ...changes,
  });
}

const noFindings: TextFindings = { terms: [], hits: [] };
function request(changes: Partial<AdMatchRequest> = {}): AdMatchRequest {
  return { text: null, occupation: null, skills: null, place: null, ...changes };
}
function occupation(code: string, value = code): AdMatchRequest['occupation'] {
  const resolved = content.taxonomyIndex.occupations.get(code);
  if (!resolved) throw new Error(`no ${code}`);
  return { value, resolved };
}
const place = (code: string) => content.places.get(code) ?? null;
const rank = (asked: Partial<AdMatchRequest>, ads: JobAd[], findings = noFindings) =>
  rankAds(content, adProfile(content, request(asked), findings), ads);
const ids = (matches: ReturnType<typeof rank>) => matches.map(({ jobAd }) => jobAd.nativeId);
const reasons = (matches: ReturnType<typeof rank>, id: string) =>
  matches
    .find(({ jobAd }) => jobAd.nativeId === id)
    ?.because.map(({ concept: of, term, weight }) => ({ concept: of?.key ?? null, term, weight }));

describe('the occupation of an ad', () => {
  it('weighs most for the same group, then for a close substitute, the same three digits, and a partial substitute', () => {
    const ads = [
      ad('a', { occupationConcept: named('occupation-name', 'nKoc'), occupationGroupConcept: group('gKoc') }),
      ad('b', { occupationGroupConcept: group('gGju') }),
      ad('c', { occupationConcept: named('occupation-name', 'nVvs'), occupationGroupConcept: group('gVvs') }),
      ad('d', { occupationGroupConcept: group('gSve') }),
      ad('e', { occupationGroupConcept: group('gone') }),
    ];

    const matches = rank({ occupation: occupation('7212') }, ads);

    expect(ids(matches)).toEqual(['d', 'c', 'b', 'a']);
    expect(reasons(matches, 'd')).toEqual([{ concept: 'gSve', term: '7212', weight: 10 }]);
    expect(reasons(matches, 'c')).toEqual([{ concept: 'nVvs', term: '7212', weight: 6 }]);
    expect(reasons(matches, 'b')).toEqual([{ concept: 'gGju', term: '7212', weight: 4 }]);
  });

  it('weighs more where the client gave the very occupation name of the ad', () => {
    const ads = [
      ad('a', { occupationGroupConcept: group('gSve') }),
      ad('b', { occupationConcept: named('occupation-name', 'nSve'), occupationGroupConcept: group('gSve') }),
    ];

    const matches = rank({ occupation: occupation('7212', 'nSve') }, ads);

    expect(ids(matches)).toEqual(['b', 'a']);
    expect(reasons(matches, 'b')).toContainEqual({ concept: 'nSve', term: 'nSve', weight: 12 });
  });

  it('is found by a text, and the reason gives the word of the text', () => {
    const matches = rank({ text: 'Jag är rörmokare' }, [
      ad('a', { occupationConcept: named('occupation-name', 'nVvs'), occupationGroupConcept: group('gVvs') }),
      ad('b', { occupationGroupConcept: group('gKoc') }),
    ]);

    expect(ids(matches)).toEqual(['a']);
    expect(reasons(matches, 'a')?.[0]).toMatchObject({ concept: 'nVvs', term: 'rörmokare' });
  });

  it('of an ad from abroad is found by its ISCO code', () => {
    const abroad = ad('a', { occupationCode: '7212', country: 'NO' });

    expect(ids(rank({ occupation: occupation('7212') }, [abroad]))).toEqual(['a']);
  });
});

describe('skills', () => {
  it('weigh more when the ad demands them than when it welcomes them; lacking ones weigh below 0', () => {
    const ads = [
      ad('welcome', { niceToHaveConcepts: [skill('sTig')] }),
      ad('demanded', { mustHaveConcepts: [skill('sTig')] }),
      ad('lacking', { mustHaveConcepts: [skill('sTig'), skill('sGas'), skill('sOkd', 'Okänd')] }),
    ];

    const matches = rank({ skills: ['sTig'] }, ads);

    expect(ids(matches)).toEqual(['demanded', 'lacking', 'welcome']);
    expect(reasons(matches, 'lacking')).toEqual([
      { concept: 'sTig', term: 'TIG-svetsning', weight: 3 },
      { concept: 'sGas', term: 'Gasskärning', weight: -0.5 },
      { concept: 'sOkd', term: 'Okänd', weight: -0.5 },
    ]);
  });

  it('that lack weigh −2 at most together, and nothing when the client gave no list of skills', () => {
    const many = Array.from({ length: 40 }, (_, at) => skill(`s${at}`));
    const one = ad('a', { occupationGroupConcept: group('gSve'), mustHaveConcepts: many });

    const [given] = rank({ occupation: occupation('7212'), skills: ['sTig'] }, [one]);
    const [not] = rank({ occupation: occupation('7212') }, [one]);

    expect(given?.score).toBe(8);
    expect(not?.score).toBe(10);
  });

  it('that a source finds in the text weigh less than given ones', () => {
    const findings: TextFindings = {
      terms: [{ type: 'competency', label: 'tig svetsning', term: 'tigsvets', prediction: 1 }],
      hits: [],
    };
    const matches = rank({ text: 'xyzzy' }, [ad('a', { mustHaveConcepts: [skill('sTig')] })], findings);

    expect(reasons(matches, 'a')).toEqual([{ concept: 'sTig', term: 'tigsvets', weight: 1.8 }]);
  });
});

describe('words of the text', () => {
  it('weigh more in the headline than in the description, and more when few ads have them', () => {
    const ads = [
      ad('a', { headline: 'Annat', description: 'Du vattnar orkidéer.' }),
      ad('b', { headline: 'Orkidéer' }),
      ad('c', { headline: 'Exempel på orkidéer' }),
      ad('d'),
      ad('e'),
      ad('f', { headline: 'Annat' }),
    ];

    const matches = rank({ text: 'exempel orkidéer' }, ads);

    expect(ids(matches).slice(0, 2)).toEqual(['c', 'b']);
    expect(ids(matches)).not.toContain('f');
    const [byHeadline] = reasons(matches, 'b') ?? [];
    const [byText] = reasons(matches, 'a') ?? [];
    expect(byHeadline?.weight).toBeGreaterThan(2 * (byText?.weight ?? 0));
    const [orchids, example] = reasons(rank({ text: 'exempel orkidéer' }, [...ads, ad('g')]), 'c') ?? [];
    expect(orchids).toMatchObject({ concept: null, term: 'orkidéer' });
    expect(orchids?.weight).toBeGreaterThan(example?.weight ?? 0);
  });

  it('match parts of compounds', () => {
    expect(ids(rank({ text: 'fickurmakare' }, [ad('a', { headline: 'Urmakare' })]))).toEqual(['a']);
    expect(ids(rank({ text: 'urmakare' }, [ad('a', { headline: 'Fickurmakare' })]))).toEqual(['a']);
  });
});

describe('places', () => {
  it('weigh fully for the place itself, half for the rest of its county, and nothing for the country', () => {
    const base = { occupationGroupConcept: group('gSve') };
    const ads = [
      ad('elsewhere', { ...base, placeCode: '0180' }),
      ad('near', { ...base, placeCode: '1281' }),
      ad('there', { ...base, placeConceptId: place('1280')?.taxonomyId ?? null }),
    ];

    const matches = rank({ occupation: occupation('7212'), place: place('1280') }, ads);
    const inCounty = rank({ occupation: occupation('7212'), place: place('12') }, ads);
    const anywhere = rank({ occupation: occupation('7212'), place: place('SE') }, ads);

    expect(matches.map(({ jobAd, score }) => [jobAd.nativeId, score])).toEqual([
      ['there', 13],
      ['near', 11.5],
      ['elsewhere', 10],
    ]);
    expect(reasons(matches, 'near')).toContainEqual({ concept: null, term: 'Lund', weight: 1.5 });
    expect(inCounty.map(({ score }) => score)).toEqual([13, 13, 10]);
    expect(new Set(anywhere.map(({ score }) => score))).toEqual(new Set([10]));
  });
});

describe('a ranking', () => {
  const anyAd = fc.record({
    headline: fc.constantFrom('Svetsare', 'Rörmokare sökes', 'Kock', 'Exempel', 'Svetsare och kock'),
    description: fc.option(fc.constantFrom('Du svetsar rör.', 'Du lagar mat åt svetsare.'), { nil: null }),
    occupationGroupConcept: fc.option(fc.constantFrom('gSve', 'gGju', 'gVvs', 'gKoc').map(group), {
      nil: null,
    }),
    mustHaveConcepts: fc.subarray(['sTig', 'sGas', 'sOkd']).map((keys) => keys.map((key) => skill(key))),
    placeCode: fc.option(fc.constantFrom('1280', '1281', '0180'), { nil: null }),
    removed: fc.boolean(),
  });

  it('does not depend on the order of the ads; scores are sums of the reasons, and equal ones are sorted by id', () => {
    fc.assert(
      fc.property(fc.array(anyAd, { maxLength: 12 }), fc.boolean(), (drafts, hasSkillList) => {
        const ads = drafts.map((draft, at) => ad(`a${String(at).padStart(2, '0')}`, draft));
        const asked = {
          text: 'Svetsare av rör, eller kock',
          skills: hasSkillList ? ['sTig'] : null,
          place: place('1280'),
        };

        const matches = rank(asked, ads);

        expect(rank(asked, ads.toReversed())).toEqual(matches);
        for (const [at, { jobAd, score, because }] of matches.entries()) {
          expect(jobAd.removed).toBe(false);
          expect(score).toBeGreaterThan(0);
          expect(because.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(score, 6);
          const next = matches[at + 1];
          if (!next) continue;
          expect(next.score <= score).toBe(true);
          if (next.score === score) expect(next.jobAd.id > jobAd.id).toBe(true);
        }
      }),
    );
  });
});

describe('what a text says beside occupations', () => {
  it('that it denies is no reason', () => {
    const ads = [ad('a', { headline: 'Orkidéer' }), ad('b', { headline: 'Blommor' })];

    expect(ids(rank({ text: 'Orkidéer, men inte blommor' }, ads))).toEqual(['a']);
  });

  it('names an occupation when it has all words of one of the names in a label', () => {
    const label = 'Växtvårdare/Trädgårdsskötare, orkidéhus';
    const ofName = ad('a', { occupationConcept: named('occupation-name', 'gone', label) });
    const [match] = rank({ text: 'Trädgårdsskötare som trivs i orkidéhus' }, [ofName]);

    expect(match?.because[0]).toMatchObject({ term: 'Trädgårdsskötare orkidéhus', weight: 12 });
    expect(rank({ text: 'Trädgårdsskötare på kyrkogård' }, [ofName])[0]?.because[0]?.weight).toBeLessThan(12);
  });

  it('raises ads that name its conditions and languages, in Swedish and in English', () => {
    const dull = { occupationGroupConcept: group('gSve') };
    const ads = [
      ad('a', dull),
      ad('b', { ...dull, workingHoursType: 'Deltid' }),
      ad('c', { ...dull, mustHaveConcepts: [named('language', 'lFin', 'Finska')] }),
    ];

    expect(ids(rank({ text: 'Rörsvetsare, part time' }, ads))[0]).toBe('b');
    expect(ids(rank({ text: 'Rörsvetsare, speaks Finnish' }, ads))[0]).toBe('c');
    expect(ids(rank({ text: 'Rörsvetsare, inte deltid' }, ads))[0]).toBe('a');
    expect(rank({ text: 'deltid' }, [ad('d', { workingHoursType: 'Deltid' })])).toEqual([]);
  });

  it('weighs less in an ad of another occupation, where its own is sure', () => {
    const ads = [ad('a', { headline: 'Orkidéer', occupationGroupConcept: group('gKoc') })];
    const weight = (text: string) =>
      rank({ text }, ads)[0]?.because.find(({ term }) => term === 'orkidéer')?.weight ?? 0;

    expect(weight('Rörsvetsare orkidéer')).toBeGreaterThan(0);
    expect(weight('Rörsvetsare orkidéer')).toBeLessThan(0.7 * weight('Blommor orkidéer'));
  });
});

describe('searches for candidates', () => {
  const searches = (asked: Partial<AdMatchRequest>) =>
    candidateSearches(content, adProfile(content, request(asked), noFindings));

  it('are for the groups and for related groups in the county, and for the groups in the whole country', () => {
    const here = { place: expect.objectContaining({ code: '12' }) };

    expect(searches({ occupation: occupation('7212'), place: place('1280') })).toEqual([
      { occupationGroups: ['gSve'], iscoGroups: ['7212'], ...here },
      { occupationGroups: ['gVvs', 'gGju', 'gKoc'], ...here },
      { occupationGroups: ['gSve'], iscoGroups: ['7212'] },
    ]);
  });

  it('are for the longest words where a text mentions no occupation', () => {
    expect(searches({ text: 'Vattnar orkidéer och blommor, och så' })).toEqual([
      { anyOf: ['orkidéer', 'Vattnar', 'blommor'] },
    ]);
  });

  it('take abbreviations from the text, however short', () => {
    expect(searches({ text: 'Noga med CNC' })).toEqual([{ anyOf: ['CNC'] }]);
  });

  it('leave out groups whose score for the text is far below the best', () => {
    const found = searches({ text: 'Rörsvetsare som tidigare var rörmokare' });

    expect(found[0]).toMatchObject({ occupationGroups: ['gSve'] });
    expect(
      occupationMatcher(content.taxonomyIndex).match('Rörsvetsare som tidigare var rörmokare', 5),
    ).toHaveLength(2);
  });

  it('are at most four for any request', () => {
    const asked = { text: 'Svetsare orkidéer', occupation: occupation('7212'), skills: ['sTig'] };

    expect(searches({ ...asked, place: place('1280') })).toHaveLength(maxSearches);
    expect(searches({ text: 'och' })).toEqual([]);
  });
});
