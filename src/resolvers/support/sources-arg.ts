import { Arg } from 'type-graphql';

/** `sources`: the slugs of the sources to call, instead of all that can fill the field. */
export function SourcesArg(description = 'Source slugs: only these are searched.') {
  return Arg('sources', () => [String], { nullable: true, description });
}
