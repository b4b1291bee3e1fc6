import { createParameterDecorator, type ResolverData } from 'type-graphql';
import type { Context } from '../../context.ts';
import { Language, type LocalisedText, localise } from '../../entities/language.ts';

/** Picks a text by language: the field's `lang`, else the client's languages, else Swedish, else any. */
export type PickText = (text: LocalisedText | null | undefined) => string | null;

/** Gives a field the argument `lang`, and its resolver the function that picks the text. */
export function Localised() {
  return createParameterDecorator<Context>(
    ({ args, context }: ResolverData<Context>): PickText => {
      const wanted = args['lang'] ? [args['lang'] as Language, ...context.languages] : context.languages;
      return (text) => localise(text, wanted);
    },
    { arg: { name: 'lang', typeFunc: () => Language, options: { nullable: true } } },
  );
}
