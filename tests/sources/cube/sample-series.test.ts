import { afterAll, beforeAll, expect, it } from 'vitest';
import { PlaceKind } from '../../../src/entities/vocabulary.ts';
import { allIndicators } from '../../../src/sources/cube/indicator-file.ts';
import { registry } from '../../../src/sources/registry.ts';
import { type TestGateway, testGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await testGateway({}, { declarations: registry });
});
afterAll(() => gateway.close());

const query = `query ($slug: String!, $place: String) {
  indicator(slug: $slug, place: $place) { latest { value } series { value } }
}`;

it('answers every named series of any place without an error where its source is not reached', async () => {
  const failed: string[] = [];
  for (const { slug, levels } of allIndicators())
    for (const place of levels?.includes(PlaceKind.MUNICIPALITY) ? ['SE', '1280', '0114'] : ['SE']) {
      const { errors } = await gateway.ask(query, { slug, place });
      if (errors) failed.push(`${slug} ${place}: ${errors[0]?.message}`);
    }

  expect(failed).toEqual([]);
});

it.each(['2512', '2221', '9412'])(
  'answers the pay of the occupation %s without a made-up number',
  async (code) => {
    const { data, errors } = await gateway.ask(
      'query ($code: String!) { occupation(code: $code) { wages { series { value status } } } }',
      { code },
    );

    expect(errors).toBeUndefined();
    expect(data.occupation.wages.series.length).toBeGreaterThan(0);
    for (const { value } of data.occupation.wages.series) expect(value).toBeNull();
  },
);
