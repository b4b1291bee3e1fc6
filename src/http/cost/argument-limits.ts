import { type ArgumentNode, type DocumentNode, Kind, type ValueNode, visit } from 'graphql';
import { LimitError } from '../errors.ts';

const longestText = 10_000;
const longestList = 100;

/** Refuses texts and lists that are longer than any honest argument, in the variables of a request. */
export function refuseLongInput(variables: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(variables)) {
    const values: unknown[] = [value];
    while (values.length > 0) {
      const at = values.pop();
      if (typeof at === 'string') refuseText(name, at.length);
      if (Array.isArray(at)) refuseList(name, at.length);
      if (typeof at !== 'object' || at === null) continue;
      for (const inner of Object.values(at)) values.push(inner);
    }
  }
}

/** The same for arguments that are written out in the query. */
export function refuseLongLiterals(document: DocumentNode): void {
  visit(document, { Argument: (node) => refuseLongArgument(node) });
}

function refuseLongArgument(argument: ArgumentNode): void {
  const name = argument.name.value;
  const values: ValueNode[] = [argument.value];
  for (let at = values.pop(); at; at = values.pop()) {
    if (at.kind === Kind.STRING) refuseText(name, at.value.length);
    if (at.kind === Kind.LIST) {
      refuseList(name, at.values.length);
      values.push(...at.values);
    }
    if (at.kind === Kind.OBJECT) values.push(...at.fields.map((field) => field.value));
  }
}

function refuseText(argument: string, length: number): void {
  if (length <= longestText) return;
  throw new LimitError(
    'BAD_USER_INPUT',
    `“${argument}” holds ${length} characters, and at most ${longestText} are allowed.`,
    { argument, maximum: longestText },
  );
}

function refuseList(argument: string, length: number): void {
  if (length <= longestList) return;
  throw new LimitError(
    'BAD_USER_INPUT',
    `“${argument}” lists ${length} values, and at most ${longestList} are allowed. Split the query.`,
    { argument, maximum: longestList },
  );
}
