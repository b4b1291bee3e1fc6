import { resolve } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPack } from '../../src/content/pack/pack.ts';
import { type Content, createContent } from '../../src/content/snapshot.ts';
import { OccupationMatcher, occupationMatcher } from '../../src/matching/occupation-matcher.ts';
import { referenceSteps } from '../../src/taxonomy/reference-taxonomy.ts';
import { TaxonomyIndex } from '../../src/taxonomy/taxonomy-index.ts';
import type { Taxonomy } from '../../src/taxonomy/taxonomy-store.ts';
import { wordsOf } from '../../src/text/words.ts';
import { taxonomyConcept as concept } from '../support/taxonomy-concept.ts';

let content: Content;
beforeAll(async () => {
  content = createContent(await readPack([resolve('reference'), resolve('content')]));
});

const esco = 'http://data.europa.eu/esco/occupation/1';
const taxonomy: Taxonomy = {
  version: 31,
  loadedAt: new Date('2026-09-01'),
  concepts: [
    concept('g1', 'ssyk-level-1', 'Exempelyrken', { code: '2' }),
    concept('g4', 'ssyk-level-4', 'Exempelutvecklare', {
      code: '2512',
      english: 'Example developers',
      relatedKeys: ['s1'],
      iscoCodes: ['2512', '2514'],
    }),
    concept('g5', 'ssyk-level-4', 'Exempeltestare', { code: '2514' }),
    concept('n1', 'occupation-name', 'Exempelprogrammerare', {
      broaderKeys: ['g4'],
      exactMatch: [esco],
      substitutes: [
        { key: 'n2', percentage: 25 },
        { key: 'n3', percentage: 75 },
      ],
    }),
    concept('n2', 'occupation-name', 'Exempeltestare', { broaderKeys: ['g5'] }),
    concept('n3', 'occupation-name', 'Exempelledare', { broaderKeys: ['g5'] }),
    concept('n0', 'occupation-name', 'Gammalt namn', { broaderKeys: ['g4'], replacedBy: 'n1' }),
    concept('s1', 'skill', 'Exempelspråket', { relatedKeys: ['g4'] }),
  ],
};

describe('the reference files', () => {
  it('hold the 400 groups with their concept ids, and the levels above, in Swedish and English', () => {
    const all = [...content.taxonomyIndex.occupations.values()];

    const groups = all.filter(({ level }) => level === 4);
    expect(groups).toHaveLength(400);
    expect(groups.every(({ taxonomyId }) => /^\w{4}_\w{3}_\w{3}$/.test(taxonomyId ?? ''))).toBe(true);
    expect(content.taxonomyIndex.occupations.get('25')).toMatchObject({
      level: 2,
      prefLabel: { sv: expect.stringContaining('IT'), en: expect.stringContaining('ICT') },
      taxonomyId: expect.stringMatching(/^\w{4}_\w{3}_\w{3}$/),
    });
    expect(content.taxonomyIndex.broaderThan('2512')?.code).toBe('251');
    expect(content.taxonomyIndex.narrowerThan('251').map(({ code }) => code)).toContain('2512');
  });

  it('find an occupation by each of its keys', () => {
    const fotograf = 'http://data.europa.eu/esco/occupation/66542dd6-05a6-4d9e-97ff-3f4858c31ff9';

    for (const key of ['2512', 'DJh5_yyF_hEM', 'fg7B_yov_smw']) {
      expect(content.taxonomyIndex.occupation(key)?.code, key).toBe('2512');
    }
    expect(content.taxonomyIndex.occupation(fotograf)?.code).toBe('3431');
    expect(content.taxonomyIndex.occupation('djh5_yyf_hem')).toBeNull();
  });

  it('hold the names, job titles and skills of the groups, and what can stand in for what', () => {
    const { taxonomyIndex } = content;
    const ofType = (wanted: string) =>
      [...taxonomyIndex.concepts.values()].filter(({ type }) => type === wanted).length;

    expect(ofType('occupation-name')).toBeGreaterThanOrEqual(2412);
    expect(ofType('skill')).toBeGreaterThanOrEqual(6657);
    expect(ofType('job-title')).toBeGreaterThanOrEqual(7800);
    expect(taxonomyIndex.skillsOf('2512')?.length).toBeGreaterThan(10);
    expect(taxonomyIndex.substitutesOf('2512')?.length).toBeGreaterThan(10);
    expect(taxonomyIndex.version).toBeNull();
  });

  it('call an ESCO concept with an equal label close, not exact', () => {
    const photographer = content.taxonomyIndex.concept('1N2U_6xW_Tdx');
    const others = [...content.taxonomyIndex.concepts.values()].filter(
      ({ closeMatch, exactMatch }) => closeMatch.length > 0 && exactMatch.length > 0,
    );

    expect(photographer?.closeMatch).toEqual([
      'http://data.europa.eu/esco/occupation/66542dd6-05a6-4d9e-97ff-3f4858c31ff9',
    ]);
    expect(others.length).toBeLessThan(100);
  });

  it('find by code, label, name and part of a compound, without regard to diacritics', () => {
    const found = (query: string) => content.taxonomyIndex.search(query, 4).map(({ code }) => code);

    expect(found('2512')[0]).toBe('2512');
    expect(found('SJUKSKOTERSKA').length).toBeGreaterThan(3);
    expect(found('frisör')[0]).toBe('5141');
    expect(found('systemutvecklare')[0]).toBe('2512');
    expect(found('kockar och')[0]).toBe('5120');
    expect(found('finns inte alls')).toEqual([]);
  });
});

describe('a word that is spelt wrong', () => {
  it.each([
    ['systemutveklare', '2512'],
    ['sjuksköterksa', '2221'],
    ['snickrae', '7111'],
    ['fysioterapeutt', '2272'],
  ])('finds what it stands for: %s', (query, code) => {
    expect(content.taxonomyIndex.search(query, 4).map(({ key }) => key)).toContain(code);
  });

  it('is not made another word where it is short, or no word is near', () => {
    expect(content.taxonomyIndex.search('koock', 4)).not.toEqual([]);
    expect(content.taxonomyIndex.search('kcko', 4)).toEqual([]);
    expect(content.taxonomyIndex.search('portabilitet', 4)).toEqual([]);
  });
});

describe('the taxonomy of the package', () => {
  const index = () => new TaxonomyIndex({ occupation: [], concept: [] }, referenceSteps);

  it('is made in steps, between which other work runs', async () => {
    const taxonomyIndex = index();
    let turns = 0;
    let isMade = false;
    const other = () => {
      turns++;
      if (!isMade) setImmediate(other);
    };
    setImmediate(other);

    await taxonomyIndex.prepare();
    isMade = true;

    expect(turns).toBeGreaterThan(15);
    expect(taxonomyIndex.concepts.size).toBeGreaterThan(17_000);
  });

  it('is complete for whoever asks before its last step', async () => {
    const taxonomyIndex = index();
    const prepared = taxonomyIndex.prepare();

    expect(taxonomyIndex.occupation('2512')?.code).toBe('2512');
    expect(taxonomyIndex.conceptsLabelled('svetsare').length).toBeGreaterThan(0);

    await prepared;
    expect(taxonomyIndex.search('svetsare', 4).map(({ code }) => code)).toContain('7212');
  });

  it('is tried again after it could not be read', async () => {
    let fails = true;
    const taxonomyIndex = new TaxonomyIndex({ occupation: [], concept: [] }, function* () {
      yield;
      if (fails) throw new Error('damaged');
      return taxonomy;
    });

    await expect(taxonomyIndex.prepare()).rejects.toThrow('damaged');
    expect(() => taxonomyIndex.occupations).toThrow('damaged');
    fails = false;

    expect(taxonomyIndex.occupation('2512')?.code).toBe('2512');
  });

  it('is read once, however it is asked for', async () => {
    let reads = 0;
    const taxonomyIndex = new TaxonomyIndex({ occupation: [], concept: [] }, function* () {
      reads++;
      yield;
      return taxonomy;
    });

    await Promise.all([taxonomyIndex.prepare(), taxonomyIndex.prepare()]);

    expect(taxonomyIndex.occupation('2512')?.code).toBe('2512');
    expect(reads).toBe(1);
  });
});

describe('a version that was loaded', () => {
  it('replaces the reference files, and adds labels, skills, substitutes and codes', () => {
    const taxonomyIndex = new TaxonomyIndex({ occupation: [], concept: [] }, taxonomy);
    const group = taxonomyIndex.occupation(esco);

    expect(group).toMatchObject({
      code: '2512',
      prefLabel: { sv: 'Exempelutvecklare', en: 'Example developers' },
    });
    expect(group?.iscoCodes).toEqual(['2512', '2514']);
    expect(taxonomyIndex.occupation('2')?.prefLabel).toEqual({ sv: 'Exempelyrken' });
    expect(taxonomyIndex.occupation('2')?.escoUris).toEqual([esco]);
    expect(taxonomyIndex.skillsOf('2512')?.map(({ key }) => key)).toEqual(['s1']);
    expect(taxonomyIndex.substitutesOf('2512')).toMatchObject([
      { concept: { key: 'n3' }, level: 'close' },
      { concept: { key: 'n2' }, level: 'partly' },
    ]);
  });

  it('resolves a withdrawn concept to its replacement, also where replacements form a cycle', () => {
    const circle = concept('c1', 'skill', 'x', { replacedBy: 'c2' });
    const back = concept('c2', 'skill', 'y', { replacedBy: 'c1' });
    const taxonomyIndex = new TaxonomyIndex(
      { occupation: [], concept: [] },
      { ...taxonomy, concepts: [...taxonomy.concepts, circle, back] },
    );

    expect(taxonomyIndex.concept('n0')?.key).toBe('n1');
    expect(taxonomyIndex.namesOf('2512').map(({ key }) => key)).toEqual(['n1']);
    expect(taxonomyIndex.concept('c1')).toBeNull();
  });
});

describe('matching', () => {
  const codes = (text: string) =>
    occupationMatcher(content.taxonomyIndex)
      .match(text, 5)
      .map(({ occupation }) => occupation.code);

  it('finds occupations by the words of a text, and names the words', () => {
    const [best] = occupationMatcher(content.taxonomyIndex).match(
      'Vi söker en barnmorska till förlossningen',
      1,
    );

    expect(best?.occupation.code).toBe('2222');
    expect(best?.because[0]).toMatchObject({ term: 'barnmorska', concept: { scheme: 'jobtech-taxonomy' } });
    const sum = best?.because.reduce((total, { weight }) => total + weight, 0) ?? 0;
    expect(best?.score).toBeCloseTo(sum, 10);
  });

  it('reads Swedish compounds by their parts', () => {
    expect(codes('elektriker inom industri')).toContain('7412');
    expect(codes('lastbilschaufför')).toContain('8332');
  });

  it.each([
    ['Jag har städat trappor på nätterna.', '9111'],
    ['Har lagat mat åt äldre', '5330'],
    ['Jag bakade bröd i många år', '7612'],
  ])('reads verbs in the past: %s', (text, code) => {
    const present = text
      .replace(/har städat/, 'städar')
      .replace(/Har lagat/, 'lagar')
      .replace('bakade', 'bakar');
    expect(codes(present)).toContain(code);
    expect(codes(text)).toEqual(codes(present));
  });

  it('finds nothing where no word belongs to an occupation', () => {
    expect(codes('och sedan gick vi hem xyzzy')).toEqual([]);
  });

  it('adds what sources found, and gives a skill more weight the fewer groups have it', () => {
    const matcher = new OccupationMatcher(new TaxonomyIndex({ occupation: [], concept: [] }, taxonomy));
    const findings = {
      terms: [{ type: 'occupation' as const, label: 'exempelledare', term: 'ledare', prediction: 0.9 }],
      hits: [],
    };

    expect(matcher.match('Jag kan Exempelspråket', 1)).toMatchObject([
      {
        occupation: { code: '2512' },
        because: expect.arrayContaining([
          expect.objectContaining({ concept: expect.objectContaining({ key: 's1' }) }),
        ]),
      },
    ]);
    expect(matcher.match('xyzzy', 5, findings)).toMatchObject([
      { occupation: { code: '2514' }, because: [{ term: 'ledare', concept: { key: 'n3' } }] },
    ]);
  });

  it('accepts any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const { score } of occupationMatcher(content.taxonomyIndex).match(text, 3))
          expect(score).toBeGreaterThan(0);
      }),
    );
  });

  it('counts inflected forms as one word, and ignores stop words', () => {
    expect(wordsOf('Lärare, läraren och lärarna arbetar').map(({ stem }) => stem)).toEqual(['lar']);
  });
});
