import { getNamedType, isNonNullType, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { expect, it, onTestFinished } from 'vitest';
import { queryLimits } from '../src/http/cost/limits.ts';
import { createSchema } from '../src/schema.ts';
import { registry } from '../src/sources/registry.ts';
import { argumentsOf } from './support/example-arguments.ts';
import { graphOver, learnedServers } from './support/graph.ts';
import { onePortalEach } from './support/one-portal-each.ts';
import { callOf, selected, ways } from './support/schema-ways.ts';

/**
 * Every field of the schema is asked at local servers, and the requests that they count are compared with what the
 * fields declare by `@UpstreamCalls`: a field that asks without declaring it, or declares too little, fails here.
 */

const schema = createSchema();

const queries = ways(schema).flatMap(({ type, wrap }) =>
  Object.values(type.getFields()).map((field): [string, string] => [
    `${type.name}.${field.name}`,
    wrap(`${callOf(type, field)}${selected(getNamedType(field.type))}`),
  ]),
);

it('gives an example of every argument that a field demands', () => {
  const lacking = ways(schema).flatMap(({ type }) =>
    Object.values(type.getFields())
      .filter(({ args }) =>
        args.some(({ type: of, defaultValue }) => isNonNullType(of) && defaultValue === undefined),
      )
      .map(({ name }) => `${type.name}.${name}`)
      .filter((name) => !argumentsOf[name]),
  );

  expect(lacking, 'give each its arguments in `argumentsOf` in this file').toEqual([]);
});

it('declares for every field at least the requests that it makes', async () => {
  const sources = onePortalEach(registry).filter(({ kind }) => kind !== 'TAXONOMY' && kind !== 'JOB_STREAM');
  const servers = await learnedServers(
    sources,
    queries.map(([, query]) => query),
  );
  onTestFinished(() => servers.close());
  const tooLittle: string[] = [];
  const asking: string[] = [];

  for (const [name, query] of queries) {
    // Its own stores: what an earlier query fetched does not save this one a request.
    const graph = await graphOver(sources, { mode: 'live', baseUrls: servers.baseUrls });
    servers.requests.clear();
    const document = parse(query);
    const [operation] = document.definitions;
    const limits = queryLimits(schema, {
      maxCost: Number.POSITIVE_INFINITY,
      maxDepth: Number.POSITIVE_INFINITY,
      upstream: { budgetOf: () => null, requestsOf: graph.sources.requestsOf },
    });
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new TypeError('one operation');
    const { requests } = limits.check(document, operation as OperationDefinitionNode, {});

    await graph.ask(query);
    await graph.close();

    if (servers.requests.size > 0) asking.push(name);
    for (const [source, counted] of servers.requests) {
      // Norway's feed is read once for all, whatever is asked.
      if (source === 'nav') continue;
      const declared = requests.get(source) ?? 0;
      if (counted > declared) tooLittle.push(`${name}: ${source} declares ${declared}, makes ${counted}`);
    }
  }

  expect(tooLittle, 'raise the number in @UpstreamCalls, or in `requests` of the source').toEqual([]);
  // The check is not empty: these fields ask all kinds of sources.
  expect(asking).toEqual(
    expect.arrayContaining([
      'Query.jobAds',
      'Query.datasets',
      'Query.parliamentaryDocuments',
      'Query.extractSkills',
      'Query.concept',
      'Occupation.forecast',
      'Occupation.educations',
      'Person.member',
      'Dataset.distributions',
    ]),
  );
}, 180_000);
