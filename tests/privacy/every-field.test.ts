import { describe, expect, it, onTestFinished } from 'vitest';
import { examplesOf } from '../../src/sources/check-source.ts';
import { openSources } from '../../src/sources/open-sources.ts';
import { type AnySource, registry } from '../../src/sources/registry.ts';
import { type AdFixtures, adFixtures, adServer, withTexts } from '../support/ad-servers.ts';
import { fixtureText } from '../support/fixture.ts';
import { graphOver } from '../support/graph.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { asSent, serverOf } from '../support/source-server.ts';
import { aCall } from '../support/upstream.ts';

const contacts = 'kontakta Hilda Hemligh, 070-174 06 98, hilda.hemligh@hemligpost.se';
const isLeft = /hemlig|174 ?06 ?98|1740698/i;
/** An address gets its contacts in the path or the query; any other text at its end. */
const planted = (text: string, isInPath = false): string => {
  if (!/^https?:/.test(text)) return `${text} ${contacts}`;
  const query = 'contact=Hilda+Hemligh&apply=hilda.hemligh%40hemligpost.se&tel=%2B46701740698';
  return isInPath
    ? `${text}/hilda.hemligh%40hemligpost.se`
    : `${text}${text.includes('?') ? '&' : '?'}${query}`;
};

const isOf = (fixture: string) => (name: string) =>
  name.startsWith('counts') === fixture.startsWith('count') && name !== 'a count';

/** Asks operations of a source, by the names of their examples; a failure is an outcome too. */
async function outcomes(source: AnySource, url: string, isWanted: (name: string) => boolean) {
  const store = new MemoryStore();
  const sources = openSources({
    mode: 'live',
    baseUrls: { [source.id]: url },
    keys: {},
    enabled: { [source.id]: true },
    lastGood: store,
    userAgent: 'test',
    declarations: [source],
  });
  const found: unknown[] = [];
  for (const { operations } of sources.ofKind(source.kind)) {
    for (const [name, ask] of examplesOf(source))
      if (isWanted(name)) found.push(await ask(operations, aCall()).catch((error: unknown) => String(error)));
  }
  // What is written late is written now.
  await sources.close();
  return { found, stored: [...store.answers.values()].map(({ body }) => body) };
}

/** The fields with a text, each once. */
function fieldsOf(value: unknown): string[] {
  const fields = new Set<string>();
  withTexts(value, (text, field) => {
    fields.add(field);
    return text;
  });
  return [...fields];
}

describe.each(adFixtures.map((one) => [one.source.id, one] as const))('%s', (id, fixtures: AdFixtures) => {
  const names = [...new Set(fixtures.answers.map(([, name]) => name))].filter((name) =>
    name.endsWith('.json'),
  );

  it.each(names)('serves and stores no contact of any text of %s, whichever text holds it', async (name) => {
    let chosen = '';
    let isInPath = false;
    let isRead = false;
    const server = await adServer(fixtures, (body, fixture) => {
      if (fixture !== name) return body;
      isRead = true;
      return withTexts(body, (text, field) => (field === chosen ? planted(text, isInPath) : text));
    });
    // Only what reads the answer is asked for each of its fields.
    const readers = new Set<string>();
    for (const example of [...examplesOf(fixtures.source).keys()].filter(isOf(name))) {
      isRead = false;
      await outcomes(fixtures.source, server.url, (one) => one === example);
      if (isRead) readers.add(example);
    }
    expect(readers.size).toBeGreaterThan(0);
    for (const field of fieldsOf(JSON.parse(fixtureText(id, name)))) {
      chosen = field;
      for (isInPath of /url|link/i.test(field) ? [false, true] : [false]) {
        const { found, stored } = await outcomes(fixtures.source, server.url, (one) => readers.has(one));
        expect(JSON.stringify(found), `${field} of ${name} is served`).not.toMatch(isLeft);
        expect(stored.join('\n'), `${field} of ${name} is stored`).not.toMatch(isLeft);
      }
    }
  });
});

const others = registry.filter(
  ({ id, kind }) => kind === 'JOBS' && !adFixtures.some(({ source }) => source.id === id),
);
it.runIf(others.length > 0)('holds for every other source of ads, by its samples', async () => {
  for (const source of others) {
    const server = await serverOf(source, (body) =>
      typeof body === 'string' ? asSent(body) : { json: withTexts(body, (text) => planted(text)) },
    );
    const { found, stored } = await outcomes(source, server.url, isOf('search'));
    expect(JSON.stringify([found, stored]), source.id).not.toMatch(isLeft);
  }
});

it('has none in a GraphQL answer with every field of an ad', async () => {
  const servers = await Promise.all(
    adFixtures.map((one) =>
      adServer(one, (body) =>
        withTexts(body, (text) => (/^[\w:.,+/~-]*$/.test(text) ? text : planted(text))),
      ),
    ),
  );
  const graph = await graphOver(
    adFixtures.map(({ source }) => source),
    {
      mode: 'live',
      baseUrls: Object.fromEntries(adFixtures.map(({ source }, at) => [source.id, servers[at]?.url ?? ''])),
    },
  );
  onTestFinished(() => graph.close());
  const answer = await graph.ask(
    `{ jobAds(first: 100) { totalCount nodes { id nativeId headline description employer originalId organisationNumber
      occupationCode workplaceLocality employmentType workingHoursType duration salaryType salaryDescription
      applicationUrl applicationReference employerUrl workplaceName drivingLicences sector startsAt
      workplaces { locality municipality county } occupationField { prefLabel } webpageUrl links { site url } country
      provenance { url locator } } failures { message } } }`,
  );

  expect(answer.errors).toEqual([]);
  expect(answer.data.jobAds.nodes.length).toBeGreaterThan(3);
  expect(JSON.stringify(answer)).not.toMatch(isLeft);
});
