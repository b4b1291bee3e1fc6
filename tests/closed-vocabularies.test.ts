import {
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { expect, it } from 'vitest';
import { createSchema } from '../src/schema.ts';

/** Clients have agreed on String for these, so they stay so, and their descriptions list the values. */
const agreed = [
  'Concept.scheme',
  'Dataset.accessRights',
  'Forecast.horizon',
  'Forecast.outlook',
  'InformationRequest.status',
  'Organisation.kind',
  'Query.documents(types)',
  'StatisticsTable.frequency',
  'Substitute.level',
];

/** Codes and words of sources, of which the descriptions name a few. */
const open = [
  'Assignment.role',
  'Attachment.type',
  'Category.code',
  'Concept.type',
  'Dimension.code',
  'DimensionSelection.values',
  'DocumentReference.type',
  'Identifier.scheme',
  'Indicator.unit',
  'JobAdFilter.countries',
  'MemberOfParliament.documents(types)',
  'Occupation.jobAds(countries)',
  'ParliamentaryDocument.partyVotes(party)',
  'ParliamentaryDocument.subtype',
  'ParliamentaryDocument.type',
  'Party.code',
  'Proposal.committeeProposal',
  'Proposal.outcome',
  'Query.compareParties(parties)',
  'Query.memberOfParliament(party)',
  'Query.parliamentaryDocuments(types)',
  'Query.person(identifier)',
  'Query.positions(parties)',
  'Query.statisticsTables(agency)',
  'Question.positions(parties)',
  'Source.identifiers',
  'StatisticsTable.agency',
  'StatisticsTable.tableId',
  'Topic.parliamentaryDocuments(types)',
  'VotePoint.votes(parties)',
  'VoteSummary.partyCode',
  'VoteSummary.printedCode',
];

/** Two values after each other: `a`, `b`; `a`: …; `b`: …; or A_VALUE, ANOTHER. */
const values = [
  /`[^`]+`(?: \([^)]*\))?(?:,| or| and|, or|, and) `[^`]+`/,
  /`[\w-]+`: [^;]+; `[\w-]+`:/,
  /\b[A-Z][A-Z_]{3,}(?:,| or| and) [A-Z][A-Z_]{3,}/,
];

it('a String whose description lists its values is agreed on, or open: all other vocabularies are enums', () => {
  const found: string[] = [];
  const note = (name: string, type: GraphQLInputType | GraphQLOutputType, description?: string | null) => {
    if (getNamedType(type).name !== 'String') return;
    if (values.some((listed) => listed.test(description ?? ''))) found.push(name);
  };
  for (const type of Object.values(createSchema().getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        note(`${type.name}.${field.name}`, field.type, field.description);
      }
    } else if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        note(`${type.name}.${field.name}`, field.type, field.description);
        for (const one of field.args)
          note(`${type.name}.${field.name}(${one.name})`, one.type, one.description);
      }
    }
  }

  expect(found.toSorted()).toEqual([...agreed, ...open].toSorted());
});
