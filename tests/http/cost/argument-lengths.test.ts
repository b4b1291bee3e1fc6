import { expect, it } from 'vitest';
import { testGateway } from '../../support/gateway.ts';
import { ask, testServer } from '../../support/http.ts';
import { repeat } from '../../support/refusals.ts';

const long = 'å'.repeat(9_990);

it('refuses a long name wherever it is given, before the resolver reads it', async () => {
  const gateway = await testGateway();
  const refused = async (query: string) => (await gateway.ask(query, { p: long })).errors?.[0]?.extensions;

  const found = [
    await refused('query ($p: String!) { place(code: $p) { name } }'),
    await refused('query ($p: String) { jobAds(filter: { place: $p }) { totalCount } }'),
    await refused('query ($p: String!) { parties: positions(parties: [$p]) { stance } }'),
    await refused(`{ person(name: "${long}") { name } }`),
    await refused('query ($p: String) { organisations(query: $p) { slug } }'),
    await refused('query ($p: String!) { __type(name: $p) { name } }'),
  ];
  await gateway.close();

  expect(found).toEqual([
    { code: 'BAD_USER_INPUT', argument: 'code', maximum: 200 },
    { code: 'BAD_USER_INPUT', argument: 'place', maximum: 200 },
    { code: 'BAD_USER_INPUT', argument: 'parties', maximum: 200 },
    { code: 'BAD_USER_INPUT', argument: 'name', maximum: 200 },
    { code: 'BAD_USER_INPUT', argument: 'query', maximum: 1_000 },
    { code: 'BAD_USER_INPUT', argument: 'name', maximum: 200 },
  ]);
});

it('allows a text of 10,000 characters where a text is asked for', async () => {
  const reply = await ask(testServer(), {
    query: `query ($t: String) { ${repeat(2, (i) => `a${i}: echo(text: $t)`)} }`,
    variables: { t: 'x'.repeat(10_000) },
  });

  expect(reply.body.data.a0).toHaveLength(10_000);
});
