import { createParameterDecorator, type ResolverData } from 'type-graphql';
import type { Context } from '../../context.ts';
import { Language, type LocalisedText, localise } from '../../entities/language.ts';

/** Picks a text by language: the field's `lang`, else the client's languages, else Swedish, else any. */
export type PickText = (text: LocalisedText | null | undefined) => string | null;

/** Gives a field the argument `lang`, and its resolver the function that picks the text. */
export function Localised() {
  return createParameterDecorator<Context>(
    ({ args, context }: ResolverData<Context>): PickText => {
      const given = args['lang'] as Language | null | undefined;
      const wanted = given ? [given, ...context.languages] : context.languages;
      return (text) => {
        if (text && needsChoice(text, given)) context.varies?.add('Accept-Language');
        return localise(text, wanted);
      };
    },
    { arg: { name: 'lang', typeFunc: () => Language, options: { nullable: true } } },
  );
}

/** Whether the languages of the client decide. */
function needsChoice(text: LocalisedText, given: Language | null | undefined): boolean {
  return !(given && text[given] !== undefined) && Object.keys(text).length > 1;
}
