// A subgraph of somebody else: a service that matches people with work. It knows occupations and places by their codes
// alone, and adds fields of its own to them.
import { createServer } from 'node:http';
import { buildSchema, graphql } from 'graphql';

const sdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])
  type Query {
    recommendation(person: String!): Recommendation
    elsewhere: Place
  }
  type Recommendation { fit: Int! occupation: Occupation! places: [Place!]! }
  type Occupation @key(fields: "code") { code: String! candidates: Int! }
  type Place @key(fields: "code") { code: String! candidates: Int! }
`;
const schema = buildSchema(`
  scalar _Any
  type _Service { sdl: String! }
  union _Entity = Occupation | Place
  type Query {
    recommendation(person: String!): Recommendation
    elsewhere: Place
    _service: _Service!
    _entities(representations: [_Any!]!): [_Entity]!
  }
  type Recommendation { fit: Int! occupation: Occupation! places: [Place!]! }
  type Occupation { code: String! candidates: Int! }
  type Place { code: String! candidates: Int! }
`);
const known = (code) => ({ code, candidates: Number(code) % 100 });
const root = {
  _service: () => ({ sdl }),
  _entities: ({ representations }) =>
    representations.map(({ __typename, code }) => ({ __typename, ...known(code) })),
  recommendation: () => ({
    fit: 80,
    occupation: known('2512'),
    places: ['0180', '1280', '1480'].map(known),
  }),
  // No place of the other graph has this code.
  elsewhere: () => known('9999'),
};

/** Answers at a free port until the process ends. */
export function servePartner() {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const { query, variables } = JSON.parse(body);
    const answer = await graphql({ schema, source: query, variableValues: variables, rootValue: root });
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}/graphql`)),
  );
}
