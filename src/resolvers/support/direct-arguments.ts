import { getMetadataStorage } from 'type-graphql';
import { refuseBrokenText, refuseEmptyText } from './input.ts';
import { outgoingArgument } from './outgoing-argument.ts';

type Resolver = ReturnType<typeof getMetadataStorage>['queries' | 'fieldResolvers'][number];
type Parameter = NonNullable<Resolver['params']>[number];

/**
 * Lets resolvers read their arguments synchronously, as graphql-js has validated them. Call it once, after the schema
 * has been built.
 *
 * It changes the metadata of type-graphql, because no option does the same. `validateArg` of type-graphql 2.0.0-rc.4
 * is an async function. It runs for every `@Arg`, and for every custom parameter decorator that declares an argument.
 * `validate: false`, for the schema or for one argument, only empties that function. So every field with an argument
 * would resolve asynchronously, and a content request would use about 8 % more CPU. `simpleResolvers` covers only fields
 * without arguments (https://github.com/MichalLytek/type-graphql/issues/765). A decorator that declares no argument
 * stays synchronous, but then the argument is missing in the schema. tests/schema.test.ts fails when this stops
 * working.
 */
export function readArgumentsDirectly(): void {
  const { queries, subscriptions, fieldResolvers } = getMetadataStorage();
  for (const { params = [] } of [...queries, ...subscriptions, ...fieldResolvers])
    params.splice(0, params.length, ...params.map(withoutValidation));
}

/** All arguments pass here. */
function checked(name: string, value: unknown): unknown {
  refuseBrokenText(name, value);
  refuseEmptyText(name, value);
  return outgoingArgument(name, value);
}

function withoutValidation(parameter: Parameter): Parameter {
  if (parameter.kind === 'custom') return { ...parameter, options: {} };
  if (parameter.kind !== 'arg') return parameter;
  const { target, methodName, index, name } = parameter;
  return {
    kind: 'custom',
    target,
    methodName,
    index,
    options: {},
    resolver: ({ args }) => checked(name, args[name]),
  };
}
