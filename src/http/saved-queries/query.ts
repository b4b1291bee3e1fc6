import {
  type ArgumentNode,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type ObjectFieldNode,
  type OperationDefinitionNode,
  parse,
  validate,
  visit,
} from 'graphql';
import { maxTokens } from '../cost/document-limits.ts';
import { once } from '../once.ts';
import { type Column, planTable, type TablePlan } from './columns.ts';
import { cubeDocumentOf } from './cube-document.ts';
import {
  type FrontMatter,
  lastOrder,
  type PageLanguage,
  readFrontMatter,
  SavedQueryError,
  type Text,
  type VariableNotes,
  type View,
} from './front-matter.ts';
import { type Variable, variablesOf } from './variables.ts';
import { headingsOf, valueNamesOf } from './words/of-plan.ts';

/** A query with an address of its own: a saved one, or one that anyone has put into a link. */
export interface AddressedQuery {
  /** The part of the address below `/q/`. */
  name: string;
  title: Text;
  description: Text;
  audience: FrontMatter['for'];
  view: View;
  /** Headings of columns, by their names. */
  headings: Readonly<Record<string, Text>>;
  /** What the values of its enums are called, in the order of legends. */
  valueNames: Readonly<Record<string, Text>>;
  variables: readonly Variable[];
  /** Labels, choices and defaults of variables; empty for a link. */
  notes: Readonly<Record<string, VariableNotes>>;
  /** The document as it is executed. */
  document: string;
  /** The document that asks for whole cubes; null where it reaches none. */
  cubeDocument: string | null;
  /** Names of the arguments that variables stand in, with the first variable of each. */
  givenArguments: ReadonlyMap<string, string>;
  /** Only queries have answers; a subscription is an example for the playground. */
  isQuery: boolean;
  plan: TablePlan;
}

export interface SavedQuery extends AddressedQuery {
  order: number;
  /** Checks it against the schema, unless that is done. What is wrong is a `SavedQueryError`. */
  check(): void;
  readonly isChecked: boolean;
}

/** Parameters of an address that are not variables of its query. `lang` is both. */
export const ownParameters = new Set(['lang', 'view', 'theme', 'bom', 'sources', 'width', 'at']);

/**
 * A file of `queries/`. Its notes are read, and it is checked against the schema, when something is asked that needs it: all
 * files together take some hundred milliseconds.
 */
export function readSavedQuery(schema: GraphQLSchema, file: string, content: string): SavedQuery {
  const read = once(() => readFrontMatter(file, content));
  let isChecked = false;
  const checked = once(() => {
    const found = checkedQuery(schema, file, { ...read(), ...asWritten(content) });
    isChecked = true;
    return found;
  });
  return {
    name: file.replace(/^.*\//, '').replace(/\.graphql$/, ''),
    ...asWritten(content),
    get title() {
      return read().notes.title;
    },
    get description() {
      return read().notes.description;
    },
    get audience() {
      return read().notes.for;
    },
    get view() {
      return read().notes.view;
    },
    get headings() {
      return checked().headings;
    },
    get valueNames() {
      return checked().valueNames;
    },
    get document() {
      return read().document;
    },
    get notes() {
      return read().notes.variables;
    },
    get variables() {
      return checked().variables;
    },
    get cubeDocument() {
      return checked().cubeDocument;
    },
    get givenArguments() {
      return checked().givenArguments;
    },
    get plan() {
      return checked().plan;
    },
    get isChecked() {
      return isChecked;
    },
    check: () => void checked(),
  };
}

/** What stands in lines of its own, and is found without reading YAML or GraphQL. */
function asWritten(content: string): Pick<SavedQuery, 'order' | 'isQuery'> {
  const [, order = lastOrder] = /^# order: (-?\d+)$/m.exec(content) ?? [];
  return { order: Number(order), isQuery: !/^\s*(?:subscription|mutation)\b/m.test(content) };
}

type CheckedQuery = Pick<
  AddressedQuery,
  'headings' | 'valueNames' | 'variables' | 'cubeDocument' | 'givenArguments' | 'plan'
>;

function checkedQuery(
  schema: GraphQLSchema,
  file: string,
  {
    notes,
    document,
    order,
    isQuery,
  }: ReturnType<typeof readFrontMatter> & Pick<SavedQuery, 'order' | 'isQuery'>,
): CheckedQuery {
  const fail = (message: string): never => {
    throw new SavedQueryError(`${file}: ${message}`);
  };
  const parsed = parsedOr(document, fail);
  const [problem] = validate(schema, parsed);
  if (problem) fail(problem.message);
  const operation = onlyOperation(parsed) ?? fail('must hold one operation');
  if ((operation.operation === 'query') !== isQuery) fail('must begin a line with its operation');
  if (notes.order !== order) fail('the order must stand in a line of its own: # order: 20');
  const variables = variablesOf(schema, operation);
  const names = variables.map(({ name }) => name);
  const plan = planTable(schema, parsed, operation);

  for (const name of Object.keys(notes.variables))
    if (!names.includes(name)) fail(`the operation has no variable $${name}`);
  for (const { name, isRequired, type } of variables) {
    if (ownParameters.has(name) && name !== 'lang') fail(`$${name} is a parameter of every address`);
    if (name === 'lang') {
      if (type !== 'Language') fail('$lang must be a Language');
      continue;
    }
    const { daysAgo } = notes.variables[name] ?? fail(`$${name} has no label`);
    if (isRequired && daysAgo === undefined) fail(`$${name} has no default`);
  }
  const columns = new Set(plan.columns.map(({ name }) => name));
  for (const name of [...columnsOf(notes.view), ...Object.keys(notes.columns)])
    if (!columns.has(name)) fail(`there is no column “${name}”; there are ${[...columns].join(', ')}`);
  const { view } = notes;
  const colour = view.type === 'bar' ? view.colour : undefined;
  const ofParty = plan.columns.some(({ name, of }) => name === colour && of.includes('Party'));
  if (colour !== undefined && !ofParty) fail(`the colour “${colour}” is not of a Party`);
  return {
    headings: { ...headingsOf(plan), ...notes.columns },
    valueNames: valueNamesOf(plan),
    variables,
    cubeDocument: cubeDocumentOf(schema, document),
    givenArguments: argumentsOf(parsed),
    plan,
  };
}

/** A query that somebody has put into a link. It has been executed, so it is valid. */
export function linkedQuery(
  schema: GraphQLSchema,
  name: string,
  { parsed, operation, document }: ParsedQuery,
): AddressedQuery {
  const title = operation.name?.value ?? 'Query';
  const plan = planTable(schema, parsed, operation);
  return {
    name,
    title: { sv: title, en: title },
    description: { sv: 'En fråga i GraphQL.', en: 'A query in GraphQL.' },
    audience: [],
    view: { type: 'table' },
    headings: headingsOf(plan),
    valueNames: valueNamesOf(plan),
    variables: variablesOf(schema, operation),
    notes: {},
    document,
    cubeDocument: cubeDocumentOf(schema, document),
    givenArguments: argumentsOf(parsed),
    isQuery: operation.operation === 'query',
    plan,
  };
}

export interface ParsedQuery {
  parsed: DocumentNode;
  operation: OperationDefinitionNode;
  document: string;
}

/** The document with its only operation; a text says what is wrong with it. */
export function parseQuery(document: string): ParsedQuery | string {
  let parsed: DocumentNode;
  try {
    parsed = parse(document, { maxTokens, noLocation: true });
  } catch (error) {
    return error instanceof Error ? error.message : 'The document cannot be read.';
  }
  const operation = onlyOperation(parsed);
  if (operation?.operation !== 'query') return 'A link holds one query, and no other operation.';
  return { parsed, operation, document };
}

function parsedOr(document: string, fail: (message: string) => never): DocumentNode {
  try {
    return parse(document);
  } catch (error) {
    return fail(error instanceof Error ? error.message : 'cannot be read');
  }
}

function onlyOperation({ definitions }: DocumentNode): OperationDefinitionNode | null {
  const operations = definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? [definition] : [],
  );
  const [only] = operations;
  return operations.length === 1 && only ? only : null;
}

/** Names of the arguments and input fields whose value holds a variable, with the first of it. */
function argumentsOf(parsed: DocumentNode): Map<string, string> {
  const names = new Map<string, string>();
  const open: string[] = [];
  const named = {
    enter: ({ name }: ArgumentNode | ObjectFieldNode) => void open.push(name.value),
    leave: () => void open.pop(),
  };
  visit(parsed, {
    Argument: named,
    ObjectField: named,
    VariableDefinition: () => false,
    Variable: ({ name: { value } }) => {
      for (const name of open) if (!names.has(name)) names.set(name, value);
    },
  });
  return names;
}

/** Every column that a view names. */
export function columnsOf(view: View): string[] {
  const { type: _, ...roles } = view;
  return Object.values(roles).flatMap((role) => role ?? []);
}

/** A column by its name. */
export const columnOf = ({ plan }: AddressedQuery, name: string | undefined): Column | undefined =>
  plan.columns.find((column) => column.name === name);

/** The heading of a column. */
export function headingOf({ headings }: AddressedQuery, { name }: Column, lang: PageLanguage): string {
  return headings[name]?.[lang] ?? name;
}
