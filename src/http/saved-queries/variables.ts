import { closest } from 'fastest-levenshtein';
import {
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  print,
  typeFromAST,
  valueFromAST,
} from 'graphql';
import type { Text } from './front-matter.ts';
import { Problem } from './problem.ts';

/** A variable of an operation, as an address gives it. */
export interface Variable {
  name: string;
  /** As GraphQL writes it: `[String!]`. */
  type: string;
  isList: boolean;
  /** It has neither a default nor may it be null. */
  isRequired: boolean;
  /** The default as an address would give it; null without one. */
  defaultText: string | null;
  /** Values of an enum; null where others are allowed. */
  values: readonly string[] | null;
  read(text: string): unknown;
}

/** The variables of an operation, in its order. */
export function variablesOf(schema: GraphQLSchema, operation: OperationDefinitionNode): Variable[] {
  return (operation.variableDefinitions ?? []).map(({ variable, type: typeNode, defaultValue }) => {
    const name = variable.name.value;
    const type = typeFromAST(schema, typeNode);
    if (!isInputType(type)) throw new Error(`$${name} is not of an input type`);
    const nullable = getNullableType(type);
    const item = isListType(nullable) ? nullable.ofType : nullable;
    const named = getNamedType(type);
    const given = defaultValue ? valueFromAST(defaultValue, type) : undefined;
    return {
      name,
      type: print(typeNode),
      isList: isListType(nullable),
      isRequired: isNonNullType(type) && !defaultValue,
      defaultText: defaultValue?.kind === Kind.ENUM ? defaultValue.value : textOfDefault(given),
      values: isEnumType(named) ? named.getValues().map((value) => value.name) : null,
      read: (text) => parsedValue(name, item, text),
    };
  });
}

function textOfDefault(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return value.map((item) => textOfDefault(item) ?? '').join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Reads a value from an address. Whether it exists, such as a place of that code, the schema finds out. */
function parsedValue(name: string, type: GraphQLInputType, text: string): unknown {
  const refuse = (what: Text, facts: Record<string, unknown> = {}): never => {
    const message = {
      en: `${name} must be ${what.en}, not ${JSON.stringify(text.slice(0, 100))}.`,
      sv: `”${name}” ska vara ${what.sv}, inte ”${text.slice(0, 100)}”.`,
    };
    throw new Problem('BAD_USER_INPUT', message, { argument: name, ...facts });
  };
  const named = getNamedType(type);
  if (isEnumType(named)) {
    const known = named.getValues().map((value) => value.name);
    const found = known.find((value) => value.toLowerCase() === text.toLowerCase());
    return (
      found ??
      refuse(
        { en: `one of ${known.join(', ')}`, sv: `något av ${known.join(', ')}` },
        { validValues: [closest(text.toUpperCase(), known)] },
      )
    );
  }
  if (isInputObjectType(named) || isListType(getNullableType(type))) {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return refuse({ en: 'JSON', sv: 'JSON' });
    }
  }
  if (named.name === 'Int' || named.name === 'Float') {
    const isNumber =
      named.name === 'Int' ? /^-?\d{1,10}$/.test(text) : /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text);
    const what =
      named.name === 'Int' ? { en: 'a whole number', sv: 'ett heltal' } : { en: 'a number', sv: 'ett tal' };
    return isNumber ? Number(text) : refuse(what);
  }
  if (named.name === 'Boolean') {
    if (/^(true|1|on|yes)$/i.test(text)) return true;
    return /^(false|0|off|no)$/i.test(text) ? false : refuse({ en: 'true or false', sv: 'true eller false' });
  }
  return text;
}

/**
 * The values of variables in a query string. A list is repeated, or separated by commas; an empty value is as if it were
 * left out, since a form sends every field. `today` fills the defaults that are so many days ago.
 */
export function readVariables(
  variables: readonly Variable[],
  query: URLSearchParams,
  { ignored, daysAgo = () => undefined }: ReadingVariables,
): Record<string, unknown> {
  const byName = new Map(variables.map((variable) => [variable.name, variable]));
  for (const name of new Set(query.keys())) {
    if (byName.has(name) || ignored.has(name)) continue;
    const known = [...byName.keys(), ...ignored].filter((one) => one !== 'at');
    const nearest = closest(name, known);
    const names = [...byName.keys()].join(', ');
    throw new Problem(
      'BAD_USER_INPUT',
      {
        en: `There is no variable ${JSON.stringify(name.slice(0, 100))}. Variables: ${names || 'none'}.`,
        sv: `Det finns ingen variabel ”${name.slice(0, 100)}”. Variabler: ${names || 'inga'}.`,
      },
      { argument: name.slice(0, 100), validValues: [nearest] },
    );
  }
  const values: Record<string, unknown> = {};
  for (const { name, isList, isRequired, read } of variables) {
    const given = query.getAll(name).filter((text) => text !== '');
    const [first, ...others] = given;
    if (first === undefined) {
      const days = daysAgo(name);
      if (days !== undefined) values[name] = dayBefore(days);
      else if (isRequired) throw missing(name);
    } else if (isList) {
      // A list of objects is only repeated: JSON has commas of its own.
      const isWhole = others.length > 0 || first.startsWith('{');
      const texts = isWhole ? given : first.split(',').map((text) => text.trim());
      values[name] = texts.filter((text) => text !== '').map(read);
    } else if (others.length > 0) {
      throw new Problem(
        'BAD_USER_INPUT',
        { en: `${name} is given more than once.`, sv: `”${name}” är angivet mer än en gång.` },
        { argument: name },
      );
    } else {
      values[name] = read(first);
    }
  }
  return values;
}

const missing = (name: string): Problem =>
  new Problem('BAD_USER_INPUT', { en: `${name} is missing.`, sv: `”${name}” saknas.` }, { argument: name });

interface ReadingVariables {
  /** Parameters that are not variables. */
  ignored: ReadonlySet<string>;
  /** The default of a variable that is a day. */
  daysAgo?: (name: string) => number | undefined;
}

const dayMs = 86_400_000;
const dayBefore = (days: number): string => new Date(Date.now() - days * dayMs).toISOString().slice(0, 10);
