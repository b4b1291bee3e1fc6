import type { BaseContext } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Caching, cachingOf } from '../graphql/cache-headers.ts';
import type { GraphQLEndpoint } from '../graphql/endpoint.ts';
import { type Answer, type NameOfSource, readAnswer } from './answer.ts';
import type { AddressedQuery } from './query.ts';

/** An answer, and what caches may do with it. */
export interface Ran {
  answer: Answer;
  cache: Caching & {
    /** What the cache of answers holds, the same object for as long as it does. */
    kept: object | null;
  };
}

/** Seconds for which a cache may show what it has while it asks for newer data. */
const whileRevalidating = 600;

/** Answers that were read, for as long as their text is kept. */
const read = new WeakMap<object, Answer>();

/** Asks the GraphQL endpoint, with the limits, stores and rate limits of every request. Throws a `Problem`. */
export async function run<Context extends BaseContext>(
  { endpoint, nameOfSource }: { endpoint: GraphQLEndpoint<Context>; nameOfSource: NameOfSource },
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  query: AddressedQuery,
  document: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Ran> {
  const { headers, body } = await endpoint.ask(request, reply, { query: document, variables });
  const known = body && read.get(body);
  const answer =
    known ??
    readAnswer(
      body?.text ?? '',
      variables,
      (argument) => typeof argument === 'string' && query.givenArguments.has(argument),
      nameOfSource,
    );
  if (body && !known) read.set(body, answer);
  const caching = cachingOf(headers);
  const { control } = caching;
  return {
    answer,
    cache: {
      ...caching,
      kept: body,
      control: control.includes('max-age')
        ? `${control}, stale-while-revalidate=${whileRevalidating}`
        : control,
    },
  };
}
