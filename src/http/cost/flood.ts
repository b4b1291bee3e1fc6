import { type FragmentDefinitionNode, GraphQLError, Kind, parse, type SelectionNode } from 'graphql';
import { LimitError } from '../errors.ts';

/** Longest document in tokens: ten times the largest query known to us. */
export const maximumTokens = 10_000;
/** Deeper nesting could exhaust the stack of a recursive parser. */
const maximumNesting = 200;
/** How often one field may stand in one selection set, under aliases or repeated. */
const maximumRepeats = 100;
const maximumFragments = 200;

/**
 * Refuses documents that are costly to parse or validate, before either is done by Apollo: GraphQL's own
 * validation compares fields of one name and fragments in pairs. Syntax errors are left to Apollo.
 */
export function refuseFlood(text: string): void {
  if (nesting(text) > maximumNesting) {
    throw new GraphQLError(`Syntax Error: brackets are nested more than ${maximumNesting} deep.`, {
      extensions: { code: 'GRAPHQL_PARSE_FAILED', http: { status: 400 } },
    });
  }
  const document = parsed(text);
  if (!document) return;
  const fragments = document.definitions.filter(
    (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
  );
  if (fragments.length > maximumFragments) {
    throw new LimitError('QUERY_TOO_COMPLEX', `A query may define at most ${maximumFragments} fragments.`, {
      fragments: fragments.length,
      limit: maximumFragments,
    });
  }
  for (const definition of document.definitions) {
    if ('selectionSet' in definition && definition.selectionSet)
      refuseRepeats(definition.selectionSet.selections);
  }
}

function parsed(text: string) {
  try {
    return parse(text, { maxTokens: maximumTokens, noLocation: true });
  } catch (error) {
    if (error instanceof GraphQLError && error.message.includes(`${maximumTokens} tokens`)) {
      throw new LimitError('QUERY_TOO_COMPLEX', `A query may hold at most ${maximumTokens} tokens.`, {
        limit: maximumTokens,
      });
    }
    return null;
  }
}

/** Inline fragments belong to the set they stand in; named fragments are bounded by their number. */
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
      if (count > maximumRepeats) {
        throw new LimitError(
          'QUERY_TOO_COMPLEX',
          `“${name}” is asked for more than ${maximumRepeats} times in one place. Ask for a list instead, or split the query.`,
          { field: name, limit: maximumRepeats },
        );
      }
      if (node.kind === Kind.FIELD && node.selectionSet) refuseRepeats(node.selectionSet.selections);
    }
  }
}

/** Deepest nesting of brackets, counted without a parser; text in quotes and comments does not count. */
function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '#') at = endOfLine(text, at);
    else if (char === '"') at = endOfString(text, at);
    else if (char === '{' || char === '[' || char === '(') {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (char === '}' || char === ']' || char === ')') depth -= 1;
  }
  return deepest;
}

function endOfLine(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '\n' || text[at] === '\r') return at;
  }
  return text.length;
}

/** A string that is never closed ends at its line, as for the parser, so that it hides nothing. */
function endOfString(text: string, start: number): number {
  if (text.startsWith('"""', start)) {
    let end = text.indexOf('"""', start + 3);
    while (end > 0 && text[end - 1] === '\\') end = text.indexOf('"""', end + 3);
    return end < 0 ? text.length : end + 2;
  }
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"' || text[at] === '\n' || text[at] === '\r') return at;
  }
  return text.length;
}
