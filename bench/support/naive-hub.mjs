// What a developer writes without the gateway: plain fetch, a call for each field, and the joining by hand. It knows
// all that the gateway's sources know of the APIs: ids, limits, statistics, batches of texts. It keeps nothing.

const group = 'DJh5_yyF_hEM';
const situations = { balans: 'balance' };
const demands = { 'vara oförändrad': 'unchanged' };
const forms = { yh: 'Yrkeshögskola' };

/** The answer of `judged/occupation-hub.graphql`; `all` runs what does not wait for each other. */
export async function naiveHub(base, all) {
  const { occupation, adsIn, byPlace, trend, skillDemand, forecast, educations, esco, norway } = hubParts(
    plainFetch(base),
    all,
  );
  const { names, ...own } = await occupation();
  const [stockholm, skane, vastraGotaland, adsByPlace, adTrend, demand, one, two, study, linked, abroad] =
    await all([
      adsIn('CifL_Rzy_Mku'),
      adsIn('CaRE_1nn_cSU'),
      adsIn('zdoY_6u5_Krt'),
      byPlace,
      trend,
      skillDemand,
      forecast('01'),
      forecast('14'),
      () => educations(names),
      esco,
      norway,
    ]);
  return {
    occupation: {
      ...own,
      ...{ stockholm, skane, vastraGotaland, adsByPlace, adTrend, skillDemand: demand },
      ...{ inStockholm: one, inVastraGotaland: two, educations: study },
    },
    esco: linked,
    norway: abroad,
  };
}

function plainFetch(base) {
  const get = async (path, headers = {}) => {
    const response = await fetch(`${base}/${path}`, { headers, signal: AbortSignal.timeout(10_000) });
    if (!response.ok) throw new Error(`${path}: status ${response.status}`);
    return response.headers.get('content-type').includes('json') ? response.json() : response.text();
  };
  const post = async (path, body) => {
    const response = await fetch(`${base}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw new Error(`${path}: status ${response.status}`);
    return response.json();
  };
  return { get, post };
}

/** Each part of the hub by itself. */
export function hubParts({ get, post }, all) {
  const concepts = async (type) => {
    const document = `{ concepts(type: "${type}", version: 31, limit: 250, offset: 0) { id } }`;
    return (await get(`taxonomy/graphql?query=${encodeURIComponent(document)}`)).data.concepts;
  };

  const instant = (local) =>
    // Summer time, as all of the stub's ads are.
    new Date(`${local}+02:00`).toISOString();
  const adsIn = (region) => async () => {
    const query = `occupation-group=${group}&region=${region}&sort=pubdate-desc&limit=5`;
    const [own, links] = await all([
      () => get(`jobsearch/search?${query}`),
      () => get(`joblinks/joblinks?${query}&exclude_source=arbetsformedlingen.se`),
    ]);
    const nodes = [...own.hits, ...links.hits]
      .sort((a, b) => b.publication_date.localeCompare(a.publication_date))
      .slice(0, 5)
      .map((ad) => ({
        ...{ headline: ad.headline, employer: ad.employer.name },
        publishedAt: instant(ad.publication_date),
      }));
    return { totalCount: own.total.value + links.total.value, nodes };
  };
  const byPlace = async () => {
    const query = `occupation-group=${group}&limit=0&stats=region&stats.limit=30`;
    const { stats } = await get(`jobsearch/search?${query}`);
    return stats[0].values.map(({ code, count }) => ({ place: { code }, count }));
  };
  const trend = () =>
    all(
      [2021, 2022, 2023, 2024, 2025].map((year) => async () => {
        const span = `historical-from=${year}-01-01T00:00:00&historical-to=${year + 1}-01-01T00:00:00`;
        const { total } = await get(`historical/search?occupation-group=${group}&${span}&limit=0`);
        return { year, count: total.value };
      }),
    );
  const skillDemand = async () => {
    const { total, hits } = await get(
      `jobsearch/search?occupation-group=${group}&sort=pubdate-desc&limit=100`,
    );
    const perEmployer = new Map();
    const counted = hits.filter(({ employer }) => {
      perEmployer.set(employer.name, (perEmployer.get(employer.name) ?? 0) + 1);
      return perEmployer.get(employer.name) <= 5;
    });
    const read = await post('enrichments/enrichtextdocuments', {
      documents_input: counted.map(({ headline, description }, at) => ({
        ...{ doc_id: String(at), doc_headline: 'Text', doc_text: `${headline}\n${description.text}` },
      })),
      include_terms_info: false,
      include_sentences: false,
      sort_by_prediction_score: 'NOT_SORTED',
    });
    const skills = new Map();
    for (const [at, ad] of counted.entries()) {
      const must = ad.must_have.skills.map(({ label }) => label);
      const terms = read[at].enriched_candidates.competencies
        .filter(({ prediction }) => prediction >= 0.5)
        .map(({ concept_label }) => concept_label);
      for (const label of new Set([...must, ...terms])) {
        const one = skills.get(label) ?? {
          ...{ concept: { prefLabel: label }, ads: 0, share: 0, required: 0 },
        };
        one.ads += 1;
        one.required += must.includes(label) ? 1 : 0;
        one.share = one.ads / counted.length;
        skills.set(label, one);
      }
    }
    const most = [...skills.values()].sort((a, b) => b.ads - a.ads || b.required - a.required);
    return {
      ...{ adsRead: counted.length, adsTotal: total.value, textsRead: read.length },
      skills: most.slice(0, 5),
    };
  };
  const forecast = (county) => async () => {
    const rows = await get('yrkesbarometern/yrkesbarometer.json');
    const row = rows.find(({ ssyk, lan }) => ssyk === '2512' && lan === county);
    return [
      { horizon: 'now', outlook: situations[row.rekryteringssituation] },
      { horizon: 'five-years', outlook: demands[row.prognos] },
    ];
  };
  const educations = async (names) => {
    const lists = await all(
      names.map(({ id }) => async () => {
        const query = `occupation_id=${id}&limit=5&include_metadata=false&offset=0`;
        return (await post(`jobed/educations/match-by-occupation?${query}`, {})).hits;
      }),
    );
    const longest = Math.max(...lists.map((list) => list.length));
    return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1)))
      .flat()
      .slice(0, 5)
      .map(({ education_title, education_form }) => ({
        title: education_title,
        form: forms[education_form],
      }));
  };
  const esco = async () => {
    const uri = 'http://data.europa.eu/esco/occupation/0001';
    const query = `uris=${encodeURIComponent(uri)}&language=sv&selectedVersion=v1.2.0`;
    const found = (await get(`esco/resource/occupation?${query}`))._embedded[uri];
    const related = found._links.hasEssentialSkill.map(({ title }) => ({ prefLabel: title }));
    return { prefLabel: found.preferredLabel.sv, related };
  };
  const norway = async () => {
    const token = (await get('nav/api/publicToken')).split('\n')[1];
    const page = await get('nav/api/v1/feed?pageSize=1000', { authorization: `Bearer ${token}` });
    const nodes = page.items
      .filter(({ title }) => title.toLowerCase().includes('utvikler'))
      .slice(0, 5)
      .map(({ _feed_entry: ad }) => ({ headline: ad.title, employer: ad.businessName }));
    return { nodes };
  };

  const occupation = async () => {
    const [groups, names, skills] = await all(
      ['ssyk-level-4', 'occupation-name', 'skill'].map((type) => () => concepts(type)),
    );
    const own = groups.find(({ id }) => id === group);
    const ofGroup = names.filter(({ broader }) => broader.some(({ id }) => id === group));
    const best = new Map();
    for (const { id, substitutability_percentage } of ofGroup.flatMap((one) => one.substitutes ?? []))
      best.set(id, Math.max(best.get(id) ?? 0, substitutability_percentage));
    return {
      names: ofGroup,
      code: own.code,
      prefLabel: own.preferred_label,
      escoUris: ofGroup.flatMap((name) => (name.exact_match ?? []).map(({ esco_uri }) => esco_uri)),
      iscoCodes: own.isco.map(({ isco_code_08 }) => isco_code_08),
      skills: own.related.map(({ id }) => ({
        conceptId: id,
        prefLabel: skills.find((skill) => skill.id === id).preferred_label,
      })),
      substitutes: [...best].map(([id, percentage]) => ({
        level: percentage === 75 ? 'close' : 'partly',
        concept: { prefLabel: names.find((name) => name.id === id).preferred_label },
      })),
    };
  };
  return { occupation, adsIn, byPlace, trend, skillDemand, forecast, educations, esco, norway };
}

/** One after the other, as code with `await` in every line does. */
export async function sequential(asks) {
  const found = [];
  for (const ask of asks) found.push(await ask());
  return found;
}

export const parallel = (asks) => Promise.all(asks.map((ask) => ask()));
