import { z } from 'zod';
import type { WireAd } from '../../bench/support/job-stream.mjs';
import { type FakeUpstream, fakeUpstream, type Reply } from './fake-upstream.ts';

const concept = z.object({ concept_id: z.string(), legacy_ams_taxonomy_id: z.string().nullish() }).nullish();
const skills = z.object({ skills: z.array(z.object({ concept_id: z.string() })) });

/** What an ad is found by. */
const facts = z.object({
  headline: z.string(),
  description: z.object({ text: z.string() }),
  occupation: concept,
  occupation_group: concept,
  occupation_field: concept,
  workplace_address: z.object({
    municipality_code: z.string(),
    municipality_concept_id: z.string(),
    region_code: z.string(),
    region_concept_id: z.string(),
    country_concept_id: z.string(),
  }),
  must_have: skills,
  nice_to_have: skills,
  publication_date: z.string(),
});
type Facts = z.output<typeof facts>;

const anyOf = (wanted: string[], had: (string | null | undefined)[]) =>
  wanted.some((one) => had.includes(one));

/** Values of one family are alternatives; families narrow each other. */
function fits(ad: Facts, query: URLSearchParams): boolean {
  const where = ad.workplace_address;
  const family = (names: Record<string, (string | null | undefined)[]>) => {
    const asked = Object.keys(names).filter((name) => query.has(name));
    return asked.length === 0 || asked.some((name) => anyOf(query.getAll(name), names[name] ?? []));
  };
  const words = `${ad.headline} ${ad.description.text}`.toLowerCase();
  const phrases =
    query
      .get('q')
      ?.toLowerCase()
      .match(/"[^"]*"|\S+/g) ?? [];
  const since = query.get('published-after');
  return (
    family({
      'occupation-name': [ad.occupation?.concept_id],
      'occupation-group': [ad.occupation_group?.concept_id, ad.occupation_group?.legacy_ams_taxonomy_id],
      'occupation-field': [ad.occupation_field?.concept_id],
    }) &&
    family({
      municipality: [where.municipality_concept_id, where.municipality_code],
      region: [where.region_concept_id, where.region_code],
      country: [where.country_concept_id],
    }) &&
    family({ skill: [...ad.must_have.skills, ...ad.nice_to_have.skills].map((one) => one.concept_id) }) &&
    (phrases.length === 0 || phrases.some((phrase) => words.includes(phrase.replaceAll('"', '')))) &&
    (since === null || ad.publication_date >= since)
  );
}

/** JobSearch over the ads that are published now: filters, pages, counts by place, and one ad by its id. */
export function jobSearchOver(published: () => WireAd[]): Promise<FakeUpstream> {
  return fakeUpstream({
    '*': ({ url = '' }): Reply => {
      const { pathname, searchParams: query } = new URL(url, 'http://job-search');
      if (pathname.startsWith('/ad/')) {
        const found = published().find(({ id }) => pathname === `/ad/${id}`);
        return found ? { json: found } : { status: 404 };
      }
      const found = published()
        .map((ad) => ({ ad, read: facts.parse(ad) }))
        .filter(({ read }) => fits(read, query))
        .sort((one, other) => (one.read.publication_date < other.read.publication_date ? 1 : -1));
      const offset = Number(query.get('offset') ?? 0);
      return {
        json: {
          total: { value: found.length },
          stats: query.getAll('stats').map((type) => ({ type, values: counts(type, found) })),
          hits: found.slice(offset, offset + Number(query.get('limit') ?? 10)).map(({ ad }) => ad),
        },
      };
    },
  });
}

function counts(type: string, found: { read: Facts }[]) {
  const counted = new Map<string, { concept_id: string; code: string; count: number }>();
  for (const { read } of found) {
    const where = read.workplace_address;
    const [code, concept_id] =
      type === 'region'
        ? [where.region_code, where.region_concept_id]
        : [where.municipality_code, where.municipality_concept_id];
    counted.set(code, { concept_id, code, count: (counted.get(code)?.count ?? 0) + 1 });
  }
  return [...counted.values()];
}
