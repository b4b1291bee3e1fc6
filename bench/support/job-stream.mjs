// A fake JobStream with its own clock: the caller publishes, changes and removes ads, and the two endpoints report it as
// the real ones do. Changes may become visible with a delay.
import { createServer } from 'node:http';

const stockholm = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  dateStyle: 'short',
  timeStyle: 'medium',
});
/** Swedish local time, `2026-07-20T00:01:23`. */
export const swedishTime = (instant) => stockholm.format(instant).replace(' ', 'T');

export async function startJobStream({ now, delay = () => 0 }) {
  /** By id: the ad (`said`), when it was set, from when it is visible, and the version before. */
  const ads = new Map();
  const asked = [];
  /** Makes answers fail: gets the URL and the body, returns `{ status, body, cut, hang, after }`. */
  let fault = null;

  const put = (id, said) => {
    const at = now();
    const before = seen(ads.get(id), at);
    ads.set(id, { said, at, time: swedishTime(at), seenFrom: at + delay(), before });
  };
  /** Until a change is visible, the version before is returned. */
  const seen = (entry, at) => (!entry || entry.seenFrom <= at ? (entry ?? null) : seen(entry.before, at));
  const publish = (ad) => put(ad.id, { ...ad, publication_date: ad.publication_date ?? swedishTime(now()) });
  const change = (id, patch) => put(id, { ...ads.get(id).said, ...patch });
  const remove = (id) => {
    const { said } = ads.get(id);
    put(id, {
      id,
      removed: true,
      removed_date: swedishTime(now()),
      occupation: said.occupation?.concept_id ?? null,
      occupation_group: said.occupation_group?.concept_id ?? null,
      occupation_field: said.occupation_field?.concept_id ?? null,
      municipality: said.workplace_address?.municipality_concept_id ?? null,
      region: said.workplace_address?.region_concept_id ?? null,
      country: said.workplace_address?.country_concept_id ?? null,
    });
  };
  const asSent = ({ said, at }) => (said.removed ? said : { ...said, removed: false, timestamp: at });
  /** Ads and removals that are visible now. */
  const visible = () => {
    const at = now();
    const time = swedishTime(at);
    const isOver = ({ last_publication_date: last }) => last && last < time;
    return [...ads.values()].flatMap((entry) => {
      const found = seen(entry, at);
      return found && (found.said.removed || !isOver(found.said)) ? [found] : [];
    });
  };
  const current = () => visible().filter(({ said }) => !said.removed);
  const between = (after, before) =>
    visible().filter(({ time }) => time >= after && (!before || time <= before));

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://job-stream');
    asked.push(decodeURIComponent(request.url));
    const after = searchParams.get('updated-after');
    const found =
      pathname === '/v2/snapshot'
        ? current()
        : pathname === '/v2/stream' && after
          ? between(after, searchParams.get('updated-before'))
          : null;
    const body = JSON.stringify(found?.map(asSent) ?? { message: 'bad request' });
    const failing = fault?.(request.url, body);
    if (failing?.hang) return;
    await failing?.after;
    response.writeHead(failing?.status ?? (found ? 200 : 400), { 'content-type': 'application/json' });
    if (!failing?.cut) return response.end(failing?.body ?? body);
    response.write(failing.body ?? body.slice(0, body.length / 2), () => response.socket?.destroy());
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    asked,
    ads,
    publish,
    change,
    remove,
    current: () => current().map(({ said }) => said),
    setFault: (next) => {
      fault = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  };
}

/** An ad with default values; give only the fields that matter. */
export function anAd(id, changes = {}) {
  return {
    id,
    original_id: null,
    headline: `Exempel ${id}`,
    description: { text: 'Exempel på en annons.' },
    webpage_url: `https://arbetsformedlingen.se/platsbanken/annonser/${id}`,
    employer: { organization_number: '5560000001', name: 'Exempel AB' },
    occupation: {
      concept_id: 'fg7B_yov_smw',
      label: 'Systemutvecklare/Programmerare',
      legacy_ams_taxonomy_id: '2419',
    },
    occupation_group: {
      concept_id: 'DJh5_yyF_hEM',
      label: 'Mjukvaru- och systemutvecklare m.fl.',
      legacy_ams_taxonomy_id: '2512',
    },
    occupation_field: { concept_id: 'apaJ_2ja_LuF', label: 'Data/IT', legacy_ams_taxonomy_id: '3' },
    workplace_address: {
      municipality: 'Stockholm',
      municipality_code: '0180',
      municipality_concept_id: 'AvNB_uwa_6n6',
      region: 'Stockholms län',
      region_code: '01',
      region_concept_id: 'CifL_Rzy_Mku',
      country: 'Sverige',
      country_concept_id: 'i46j_HmG_v64',
    },
    must_have: { skills: [] },
    nice_to_have: { skills: [] },
    last_publication_date: null,
    ...changes,
  };
}
