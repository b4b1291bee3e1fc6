import { type GraphQLObjectType, getNamedType, isInterfaceType, isObjectType, isUnionType } from 'graphql';
import { expect, it } from 'vitest';
import { createSchema } from '../src/schema.ts';

/** Types that are not data: they tell of the request, of the page, or of the source itself. */
const notData = new Set([
  'LatencySummary',
  'PageInfo',
  'Provenance',
  'Query',
  'RequestBudget',
  'Source',
  'SourceFailure',
  'Subscription',
  '_Service',
]);

/** Types that the gateway makes of things with provenance: each of their objects holds at least one of those. */
const made = new Set([
  'DatasetChange',
  'FollowUp',
  'GapMatch',
  'JobAdMatch',
  'MatchReason',
  'OccupationMatch',
  'PartyVote',
  'PositionChange',
  'QuestionChange',
  'SearchHit',
  'Substitute',
]);

const types = Object.values(createSchema().getTypeMap()).filter(
  (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'),
);
const isPage = ({ name }: GraphQLObjectType) => /(Edge|Connection)$/.test(name);
const hasOwn = (type: GraphQLObjectType) => 'provenance' in type.getFields();

/** The types whose fields lead to a type, its interfaces and unions included. */
function holdersOf(wanted: GraphQLObjectType): GraphQLObjectType[] {
  return types.filter((type) =>
    Object.values(type.getFields()).some((field) => {
      const given = getNamedType(field.type);
      if (given === wanted) return true;
      if (isInterfaceType(given)) return wanted.getInterfaces().includes(given);
      return isUnionType(given) && given.getTypes().includes(wanted);
    }),
  );
}

/** A part is found only in objects with provenance, or in parts of those. */
function isPart(type: GraphQLObjectType, above: readonly GraphQLObjectType[] = []): boolean {
  const holders = holdersOf(type).filter((holder) => !above.includes(holder));
  return holders.every(
    (holder) => hasOwn(holder) || made.has(holder.name) || isPart(holder, [...above, type]),
  );
}

it.each(types.filter((type) => !notData.has(type.name) && !isPage(type)).map(({ name }) => name))(
  '%s says where it is from',
  (name) => {
    const type = types.find((one) => one.name === name);
    if (!type) throw new Error(`no type ${name}`);
    const ownOrInherited = hasOwn(type) || made.has(name) || (!isQueried(type) && isPart(type));

    expect(ownOrInherited).toBe(true);
  },
);

/** Whether the query gives objects of the type by themselves, so that nothing around them has a provenance. */
function isQueried(type: GraphQLObjectType): boolean {
  return holdersOf(type).some(({ name }) => notData.has(name));
}

it.each([...made])('%s is made of things that say where they are from', (name) => {
  const type = types.find((one) => one.name === name);
  const parts = Object.values(type?.getFields() ?? {}).map((field) => getNamedType(field.type));

  expect(
    parts.some((part) => {
      if (isInterfaceType(part)) return 'provenance' in part.getFields();
      const candidates = isUnionType(part) ? part.getTypes() : isObjectType(part) ? [part] : [];
      return candidates.some((one) => hasOwn(one) || made.has(one.name));
    }),
  ).toBe(true);
});

it('no provenance is nullable except that of a page of several sources, or one that is fetched by itself', () => {
  const nullable = types
    .filter((type) => hasOwn(type) && !String(type.getFields()['provenance']?.type).endsWith('!'))
    .map(({ name }) => name);

  expect(nullable.filter((name) => !/Connection$|^Indicator$/.test(name))).toEqual([]);
});
