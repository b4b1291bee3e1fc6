import { GraphQLError, GraphQLScalarType } from 'graphql';
import { z } from 'zod';

/** No key is longer: the address of a dataset, or an id made of one. */
const maxKey = 2_000;

const fields = z.looseObject({ __typename: z.string() });

/** Keys of an entity, as a router of a federated graph sends them. They are data of other graphs, so nothing is sure of them. */
export class Representation {
  readonly typeName: string;
  readonly #fields: Readonly<Record<string, unknown>>;

  constructor(value: unknown) {
    const read = fields.safeParse(value);
    if (!read.success) throw new GraphQLError('A representation is an object with `__typename` and a key.');
    this.typeName = read.data.__typename;
    this.#fields = read.data;
  }

  /** The texts of these fields; null where one of them is missing, is no text, or can be no key. */
  key(names: readonly string[]): string[] | null {
    const texts = names.flatMap((name) => {
      const value = Object.hasOwn(this.#fields, name) ? this.#fields[name] : undefined;
      return typeof value === 'string' && isKey(value) ? [value] : [];
    });
    return texts.length === names.length ? texts : null;
  }
}

const isKey = (text: string): boolean =>
  text.trim() !== '' && text.length <= maxKey && !/[\0\p{Cs}]/u.test(text);

/** What a router sends to `_entities`. */
export const RepresentationScalar = new GraphQLScalarType({
  name: '_Any',
  description: 'An object with `__typename` and the fields of one key of the type.',
  parseValue: (value) => new Representation(value),
});
