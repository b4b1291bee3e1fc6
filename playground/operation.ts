import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import { planTable, type TablePlan } from '../src/http/saved-queries/columns.ts';
import { type Variable, variablesOf } from '../src/http/saved-queries/variables.ts';
import type { Words } from './words.ts';

/** The one operation of what stands in the editor. */
export interface Operation {
  parsed: DocumentNode;
  operation: OperationDefinitionNode;
}

/** The operation, or a sentence that says why there is none. */
export function readOperation(document: string, words: Words): Operation | string {
  if (document.replaceAll(/#.*/g, '').trim() === '') return words.noOperation;
  let parsed: DocumentNode;
  try {
    parsed = parse(document);
  } catch (error) {
    return error instanceof GraphQLError ? syntaxSentence(error, words) : String(error);
  }
  const operations = parsed.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const [operation, ...others] = operations;
  if (!operation) return words.noOperation;
  return others.length > 0 ? words.manyOperations : { parsed, operation };
}

function syntaxSentence({ message, locations }: GraphQLError, words: Words): string {
  const { line = 1, column = 1 } = locations?.[0] ?? {};
  const named = (text: string) =>
    words.syntaxNames[text] ?? text.replace(/^(?:Name|String|Int|Float) (?=")/, '');
  const [, expected, found] = /^Syntax Error: Expected (.+), found (.+)\.$/.exec(message) ?? [];
  if (expected && found) return words.syntax(line, column, named(expected), named(found));
  const [, unexpected] = /^Syntax Error: Unexpected (.+)\.$/.exec(message) ?? [];
  if (unexpected) return words.syntaxUnexpected(line, column, named(unexpected));
  return words.syntaxUnknown(line, column, message.replace('Syntax Error: ', ''));
}

/** The variables of an operation; none where the schema does not know a type. */
export function variablesIn(
  schema: GraphQLSchema | null,
  document: string,
  words: Words,
): readonly Variable[] {
  const read = readOperation(document, words);
  if (schema === null || typeof read === 'string') return [];
  try {
    return variablesOf(schema, read.operation);
  } catch {
    return [];
  }
}

/** How an answer opens into a table; null where the operation does not fit the schema. */
export function planOf(schema: GraphQLSchema | null, { parsed, operation }: Operation): TablePlan | null {
  try {
    return schema && planTable(schema, parsed, operation);
  } catch {
    return null;
  }
}
