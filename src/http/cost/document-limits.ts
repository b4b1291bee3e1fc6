import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  parse,
  type SelectionNode,
  visit,
} from 'graphql';
import { LimitError } from '../errors.ts';
import { maxTextLength, refuseLongLiterals } from './argument-limits.ts';
import { nestingOf } from './nesting.ts';
import { WrittenOut } from './written-out.ts';

/** Ten times the tokens of the largest query we know. */
export const maxTokens = 10_000;
/** Deeper nesting could overflow the stack of a recursive parser, and with fragments that of validation and execution. */
const maxNesting = 200;
/** How often one selection set may hold the same field, with or without aliases. */
const maxRepeats = 100;
const maxFragments = 200;
/** An alias comes back with every item of a list, so a long one makes a short query's answer long. */
const maxAlias = 100;
/** Letters of any other name. Validation compares an unknown one with all that there are. */
const maxName = 200;
/** Selections once every fragment is written out where it is used. */
const maxSelections = 10_000;

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
  if (mayHoldLong(text)) refuseLong(document);
  const fragments = document.definitions.filter(
    (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
  );
  if (fragments.length > maxFragments) {
    throw new LimitError('QUERY_TOO_COMPLEX', `A query may define at most ${maxFragments} fragments.`, {
      fragments: fragments.length,
      limit: maxFragments,
    });
  }
  const written = new WrittenOut(fragments);
  const operations = document.definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const sizes = [...operations, ...fragments].map(({ selectionSet }) => written.sizeOf(selectionSet));
  // Validation would find it, but follows it as deep as it goes.
  if (written.hasCycle) {
    throw new GraphQLError('A fragment may not spread itself, neither directly nor through others.', {
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } },
    });
  }
  if (sizes.some(({ height }) => height > maxNesting)) {
    throw new LimitError(
      'QUERY_TOO_COMPLEX',
      `With its fragments, the query is nested more than ${maxNesting} deep.`,
      { limit: maxNesting },
    );
  }
  const selections = sizes.reduce((sum, { count }) => sum + count, 0);
  if (selections > maxSelections) {
    throw new LimitError(
      'QUERY_TOO_COMPLEX',
      `With its fragments written out, the query holds more than ${maxSelections} fields. Split it.`,
      { limit: maxSelections },
    );
  }
  for (const { selectionSet } of operations) refuseRepeats(selectionSet.selections, written);
}

/** Whether a document can hold a text or a name that is too long. */
function mayHoldLong(text: string): boolean {
  if (text.length > maxTextLength) return true;
  let letters = 0;
  for (let at = 0; at < text.length && letters <= maxName; at++) {
    const code = text.charCodeAt(at) | 0x20;
    const isLetter = (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || code === 0x7f;
    letters = isLetter ? letters + 1 : 0;
  }
  return letters > maxName;
}

function refuseLongName({ value }: { value: string }): void {
  if (value.length <= maxName) return;
  throw new LimitError('QUERY_TOO_COMPLEX', `A name may have at most ${maxName} letters.`, {
    limit: maxName,
  });
}

function refuseLong(document: DocumentNode): void {
  refuseLongLiterals(document);
  visit(document, {
    Name: refuseLongName,
    EnumValue: refuseLongName,
    StringValue({ value }) {
      if (value.length <= maxTextLength) return;
      throw new LimitError('BAD_USER_INPUT', `A text may have at most ${maxTextLength} characters.`, {
        maximum: maxTextLength,
      });
    },
  });
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

/** Fields of a fragment count in the set around it. */
function refuseRepeats(selections: readonly SelectionNode[], written: WrittenOut): void {
  const counts = new Map<string, number>();
  const sets = [selections];
  for (let set = sets.pop(); set; set = sets.pop()) {
    for (const node of set) {
      if (node.kind === Kind.INLINE_FRAGMENT) {
        sets.push(node.selectionSet.selections);
        continue;
      }
      if (node.kind === Kind.FIELD && (node.alias?.value.length ?? 0) > maxAlias) {
        throw new LimitError('QUERY_TOO_COMPLEX', `An alias may have at most ${maxAlias} letters.`, {
          limit: maxAlias,
        });
      }
      const name = node.kind === Kind.FIELD ? node.name.value : `...${node.name.value}`;
      if (node.kind === Kind.FRAGMENT_SPREAD) sets.push(written.selectionsOf(node.name.value));
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      if (count > maxRepeats) {
        throw new LimitError(
          'QUERY_TOO_COMPLEX',
          `One selection set holds “${name}” more than ${maxRepeats} times. Ask for a list instead, or split the query.`,
          { field: name, limit: maxRepeats },
        );
      }
      if (node.kind === Kind.FIELD && node.selectionSet) refuseRepeats(node.selectionSet.selections, written);
    }
  }
}
