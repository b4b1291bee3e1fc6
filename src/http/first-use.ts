import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** What is made in turns after the start, and what requests wait for that may need it. */
export interface FirstUse {
  isMade(): boolean;
  /** Goes on with it, and resolves when it is made. */
  make(): Promise<unknown>;
  /** Whether a document may need it. */
  isNeededBy(document: string): boolean;
}

/** What is no answer from the graph. */
const others = /^\/(?:$|\?|health\/|metrics|playground\/|docs|schema\.graphql|favicon\.ico)/;

/**
 * A request that may need what is still being made waits, and others are answered meanwhile: made at once by the first
 * request, it would hold up the process for a second.
 */
export function waitForFirstUse(app: FastifyInstance, firstUse: FirstUse): void {
  // With callbacks: a hook that is a promise makes every answer wait for other work.
  app.addHook('preHandler', (request, _reply, done) => {
    if (firstUse.isMade() || !mayNeed(request, firstUse)) return done();
    // Where it cannot be made, the fields that need it fail.
    firstUse.make().then(
      () => done(),
      () => done(),
    );
  });
}

function mayNeed({ url, body, query }: FastifyRequest, { isNeededBy }: FirstUse): boolean {
  if (!url.startsWith('/graphql')) return !others.test(url);
  const document = documentIn(body) ?? documentIn(query);
  return document === null || isNeededBy(document);
}

function documentIn(given: unknown): string | null {
  const found = typeof given === 'object' && given !== null && 'query' in given ? given.query : null;
  return typeof found === 'string' ? found : null;
}

/** Longer documents are not read twice. */
const longestRead = 20_000;

/** Whether a document has a field that gives one of the types, or that asks a source. */
export function hasFieldsOf(
  schema: GraphQLSchema,
  types: ReadonlySet<string>,
): (document: string) => boolean {
  const gives = ({ type, extensions }: GraphQLField<unknown, unknown>): boolean => {
    const given = getNamedType(type);
    const possible = isAbstractType(given) ? schema.getPossibleTypes(given) : [given];
    return Boolean(extensions['upstreamCalls']) || possible.some(({ name }) => types.has(name));
  };
  return (document) => {
    if (document.length > longestRead) return true;
    const typeInfo = new TypeInfo(schema);
    let isFound = false;
    const look = () => {
      const field = typeInfo.getFieldDef();
      isFound ||= Boolean(field && gives(field));
    };
    try {
      visit(parse(document, { noLocation: true }), visitWithTypeInfo(typeInfo, { Field: look }));
    } catch {
      // It is refused later.
      return false;
    }
    return isFound;
  };
}
