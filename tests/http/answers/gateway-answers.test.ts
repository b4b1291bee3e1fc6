import { isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { contentChanged } from '../../../src/database/listen.ts';
import { parseGlobalId } from '../../../src/entities/node.ts';
import { createSchema } from '../../../src/schema.ts';
import { type TestGateway, testGateway } from '../../support/gateway.ts';
import { jobSources } from '../../support/job-sources.ts';

async function metric(gateway: TestGateway, name: string): Promise<number> {
  const { body } = await gateway.server.inject('/metrics');
  return Number(new RegExp(`^jobtech_graph_${name} (\\d+)`, 'm').exec(body)?.[1] ?? 0);
}
const hits = (gateway: TestGateway) =>
  metric(gateway, 'answer_cache_lookups_total{outcome="hit"}'.replace(/[{}]/g, '\\$&'));

describe('a gateway', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await testGateway();
  });
  afterAll(() => gateway.close());

  it('keeps an answer for each language', async () => {
    const query = '{ topics { slug prefLabel } }';
    const ask = (language: string) => gateway.ask(query, {}, { 'accept-language': language });

    const first = { sv: await ask('sv'), en: await ask('en') };
    const before = await hits(gateway);
    const again = { sv: await ask('sv-SE, en;q=0.1'), en: await ask('en-GB') };
    const other = await ask('en, sv');

    expect(first.sv.data).not.toEqual(first.en.data);
    expect(again.en).toEqual(first.en);
    expect(other.data).toEqual(first.en.data);
    expect(again.sv.data).toEqual(first.sv.data);
    expect((await hits(gateway)) - before).toBeGreaterThan(0);
  });

  it('keeps nothing once the content has changed', async () => {
    await gateway.ask('{ parties { code } }');
    expect(await metric(gateway, 'answer_cache_answers')).toBeGreaterThan(0);

    await gateway.database.notify(contentChanged, '');

    // The taxonomy of the new content is made first, in steps.
    await expect.poll(() => metric(gateway, 'answer_cache_answers'), { timeout: 15_000 }).toBe(0);
  });

  it('never keeps a sample', async () => {
    const before = await metric(gateway, 'answer_cache_answers');
    for (let time = 0; time < 3; time++) await gateway.ask('{ datasets(first: 1) { nodes { uri } } }');

    expect(await metric(gateway, 'answer_cache_answers')).toBe(before);
  });
});

describe('an answer with job ads', () => {
  const query =
    '{ jobAds(filter: { sources: ["jobsearch"] }, first: 3) { nodes { id headline provenance { state } } } }';

  it('is kept once nothing in it was fetched for it, and ends when one of its ads is gone', async () => {
    const { servers, environment } = await jobSources();
    const gateway = await testGateway(environment);
    onTestFinished(() => gateway.close());
    const states = async () => {
      const { data, extensions } = await gateway.ask(query);
      return [data.jobAds.nodes[0].provenance.state, extensions.sources[0]?.requests];
    };

    const seen = [await states(), await states(), await states()];
    const kept = await hits(gateway);
    const { data } = await gateway.ask(query);
    const key = parseGlobalId(data.jobAds.nodes[0].id)?.key ?? '';
    const nativeId = key.replace(/^jobsearch:/, '');
    await gateway.sources.forget('jobsearch', ['another']);
    await gateway.ask(query);
    const keptStill = await hits(gateway);
    await gateway.sources.forget('jobsearch', [nativeId]);
    const requests = servers.jobsearch.asked.length;
    const after = await states();

    expect(seen).toEqual([
      ['LIVE', 1],
      ['CACHED', 0],
      ['CACHED', 0],
    ]);
    expect([kept, keptStill]).toEqual([1, 3]);
    expect(await hits(gateway)).toBe(3);
    expect(after).toEqual(['LIVE', 1]);
    expect(servers.jobsearch.asked.length).toBe(requests + 1);
  });
});

describe('the schema', () => {
  const fields = Object.values(createSchema().getTypeMap())
    .filter(isObjectType)
    .flatMap((type) =>
      Object.values(type.getFields()).map((field) => ({ name: `${type.name}.${field.name}`, field })),
    );
  const keptAs = (kept: string) =>
    fields.filter(({ field }) => field.extensions['answerKept'] === kept).map(({ name }) => name);

  it('lets no answer be kept that is made of a text of the client', () => {
    const ofText = fields.filter(({ field }) => field.args.some(({ name }) => name === 'text'));

    expect(keptAs('never')).toEqual(ofText.map(({ name }) => name));
    expect(ofText.length).toBeGreaterThan(0);
  });

  it('names the fields that depend on the present', () => {
    expect(keptAs('a second').sort()).toEqual([
      'JobAd.removed',
      'Query.goneDatasets',
      'Source.health',
      'Source.lastError',
      'Source.lastSuccessAt',
      'Source.latency',
      'Source.requestBudget',
    ]);
  });
});
