// JobSearch as its sheet describes it, over judged ads: filters by occupation group, municipality, region, skill and
// words, the newest first. Its free text is plainer than the real one, which knows occupations and places by name.

import { once } from 'node:events';
import { createServer } from 'node:http';

const newest = Date.UTC(2026, 7, 12, 8);

/** Serves the ads; `regionOf` gives a municipality's concept ids. */
export async function jobSearch(ads, placeOf) {
  const records = ads.map((ad, at) => ({
    ad,
    record: inWireFormat(ad, at, ads.length, placeOf(ad.municipality_code)),
  }));
  records.sort((a, b) => (a.record.publication_date < b.record.publication_date ? 1 : -1));
  let asked = 0;
  const server = createServer((request, response) => {
    asked++;
    const { searchParams: query } = new URL(request.url, 'http://stub');
    const all = request.headers['x-feature-freetext-bool-method'] === 'and';
    const found = records.filter(({ record }) => fits(record, query, all));
    const offset = Number(query.get('offset') ?? 0);
    const hits = found.slice(offset, offset + Number(query.get('limit') ?? 10)).map(({ record }) => record);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ total: { value: found.length }, hits }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** Ids, the newest first. */
    ids: records.map(({ record }) => record.id),
    asked: () => asked,
    close: () => server.close(),
  };
}

function fits(record, query, all) {
  const groups = query.getAll('occupation-group');
  const { occupation_group: group, workplace_address: where } = record;
  if (
    groups.length > 0 &&
    !groups.some((one) => one === group.concept_id || one === group.legacy_ams_taxonomy_id)
  )
    return false;
  const towns = query.getAll('municipality');
  const regions = query.getAll('region');
  if (towns.length + regions.length > 0) {
    const isThere = towns.some((one) =>
      [where.municipality_concept_id, where.municipality_code].includes(one),
    );
    if (!isThere && !regions.some((one) => [where.region_concept_id, where.region_code].includes(one)))
      return false;
  }
  const skills = query.getAll('skill');
  const had = [...record.must_have.skills, ...record.nice_to_have.skills].map((one) => one.concept_id);
  if (skills.length > 0 && !skills.some((one) => had.includes(one))) return false;
  const words = (query.get('q') ?? '').match(/"[^"]*"|\S+/g) ?? [];
  if (words.length === 0) return true;
  const said = `${record.headline} ${record.description.text}`.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const has = (word) => {
    const plain = word.replaceAll('"', '').toLowerCase();
    const start = plain.length > 6 ? plain.slice(0, -2) : plain;
    return said.some((one) => one.startsWith(start));
  };
  return all ? words.every(has) : words.some(has);
}

function inWireFormat(ad, at, count, { municipality, region }) {
  const concept = (one) =>
    one && { concept_id: one.concept_id, label: one.label, legacy_ams_taxonomy_id: one.ssyk ?? null };
  const demands = (skills, weight) => ({
    skills: skills.map((one) => ({ ...concept(one), weight })),
    languages: [],
    work_experiences: [],
    education: [],
    education_level: [],
  });
  // In an order of its own, so that neighbours in the file are not neighbours in time.
  const publishedAt = new Date(newest - ((at * 37) % count) * 3_600_000);
  return {
    id: ad.id,
    original_id: null,
    headline: ad.headline,
    description: { text: ad.description },
    webpage_url: `https://arbetsformedlingen.se/platsbanken/annonser/${ad.id}`,
    application_deadline: '2030-12-31T23:59:59',
    number_of_vacancies: 1,
    employment_type: null,
    working_hours_type: null,
    employer: { organization_number: null, name: `Exempel ${ad.id} AB` },
    occupation: concept(ad.occupation),
    occupation_group: concept(ad.occupation_group),
    workplace_address: {
      municipality: municipality.name,
      municipality_code: municipality.key,
      municipality_concept_id: municipality.taxonomyId,
      region: region.name,
      region_code: region.key,
      region_concept_id: region.taxonomyId,
      country: 'Sverige',
      country_code: '199',
      country_concept_id: 'i46j_HmG_v64',
      city: null,
      coordinates: null,
    },
    must_have: demands(ad.must, 10),
    nice_to_have: demands(ad.nice, 5),
    publication_date: publishedAt.toISOString().slice(0, 19),
    removed: false,
  };
}
