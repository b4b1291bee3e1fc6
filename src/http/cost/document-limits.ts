import { type FragmentDefinitionNode, GraphQLError, Kind, parse, type SelectionNode } from 'graphql';
import { LimitError } from '../errors.ts';
import { nestingOf } from './nesting.ts';

/** Ten times the tokens of the largest query we know. */
export const maxTokens = 10_000;
/** Deeper nesting could overflow the stack of a recursive parser. */
const maxNesting = 200;
/** How often one selection set may hold the same field, with or without aliases. */
const maxRepeats = 100;
const maxFragments = 200;

/**
 * Refuses documents that are expensive to parse or validate, before Apollo does either: the validation of graphql-js
 * compares every pair of fields of the same name, and every pair of fragments. Apollo reports syntax errors.
 */
export function refuseLargeDocument(text: string): void {
  if (nestingOf(text) > maxNesting) {
    throw new GraphQLError(`Syntax Error: brackets are nested more than ${maxNesting} deep.`, {
      extensions: { code: 'GRAPHQL_PARSE_FAILED', http: { status: 400 } },
    });
  }
  const document = parsed(text);
  if (!document) return;
  const fragments = document.definitions.filter(
    (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
  );
  if (fragments.length > maxFragments) {
    throw new LimitError('QUERY_TOO_COMPLEX', `A query may define at most ${maxFragments} fragments.`, {
      fragments: fragments.length,
      limit: maxFragments,
    });
  }
  for (const definition of document.definitions) {
    if ('selectionSet' in definition && definition.selectionSet)
      refuseRepeats(definition.selectionSet.selections);
  }
}

function parsed(text: string) {
  try {
    return parse(text, { maxTokens, noLocation: true });
  } catch (error) {
    if (error instanceof GraphQLError && error.message.includes(`${maxTokens} tokens`)) {
      throw new LimitError('QUERY_TOO_COMPLEX', `A query may hold at most ${maxTokens} tokens.`, {
        limit: maxTokens,
      });
    }
    return null;
  }
}

/** Fields of an inline fragment count in the set around it. Named fragments have a limit of their own. */
function refuseRepeats(selections: readonly SelectionNode[]): void {
  const counts = new Map<string, number>();
  const sets = [selections];
  for (let set = sets.pop(); set; set = sets.pop()) {
    for (const node of set) {
      if (node.kind === Kind.INLINE_FRAGMENT) {
        sets.push(node.selectionSet.selections);
        continue;
      }
      const name = node.kind === Kind.FIELD ? node.name.value : `...${node.name.value}`;
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      if (count > maxRepeats) {
        throw new LimitError(
          'QUERY_TOO_COMPLEX',
          `One selection set holds “${name}” more than ${maxRepeats} times. Ask for a list instead, or split the query.`,
          { field: name, limit: maxRepeats },
        );
      }
      if (node.kind === Kind.FIELD && node.selectionSet) refuseRepeats(node.selectionSet.selections);
    }
  }
}
