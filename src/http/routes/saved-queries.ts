import type { BaseContext } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';
import { entryOf } from '../../text/entry-of.ts';
import { languagesOf } from '../accept-language.ts';
import { remembered } from '../answers/remembered.ts';
import type { GraphQLEndpoint } from '../graphql/endpoint.ts';
import { addressesOf, originOf, pathOf } from '../saved-queries/addresses.ts';
import { doubtfulState, type NameOfSource, readKept } from '../saved-queries/answer.ts';
import { type Asked, pageLanguage, readAsked } from '../saved-queries/asked.ts';
import { choicesBy } from '../saved-queries/choices.ts';
import { cite, readCited } from '../saved-queries/cite.ts';
import type { CitedAnswers } from '../saved-queries/cited-answers.ts';
import { weakTag } from '../saved-queries/etag.ts';
import type { Format, Rendering } from '../saved-queries/format.ts';
import { html } from '../saved-queries/formats/html.ts';
import { json } from '../saved-queries/formats/json.ts';
import { endingsOf, formatOf } from '../saved-queries/formats.ts';
import type { PageLanguage } from '../saved-queries/front-matter.ts';
import { citationPage } from '../saved-queries/html/citation-page.ts';
import { found, listJson, listPage } from '../saved-queries/html/list-page.ts';
import { pagePolicy } from '../saved-queries/html/page.ts';
import { queryPage } from '../saved-queries/html/query-page.ts';
import { compressed, linkPrefix, linkReader } from '../saved-queries/link.ts';
import { namedQuery, noLinks } from '../saved-queries/named.ts';
import { nothingNear } from '../saved-queries/nothing-for.ts';
import { Problem } from '../saved-queries/problem.ts';
import type { AddressedQuery, SavedQuery } from '../saved-queries/query.ts';
import { checkInTurns } from '../saved-queries/read.ts';
import { type Ran, run } from '../saved-queries/run.ts';
import { subjectOf } from '../saved-queries/subject.ts';
import { WrittenAnswers } from '../saved-queries/written-answers.ts';
import { tellCaches, varyWith } from '../tell-caches.ts';

/** What the routes of saved queries need of the gateway. */
export interface SavedQueriesOptions {
  /** Reads the files at the first request. */
  saved: () => readonly SavedQuery[];
  publicUrl: string | null;
  schema: GraphQLSchema;
  nameOfSource: NameOfSource;
  /** Keeps answers that are cited; without it none is kept. */
  cited: CitedAnswers | null;
  /** Only saved queries are answered, no links. */
  isSavedOnly: boolean;
}

const writtenAnswers = new WrittenAnswers();

/** Changes when the same answers are written in another way. */
const writersVersion = 5;
const htmlType = 'text/html; charset=utf-8';
/** The list changes with the version of the gateway only. */
const listFreshness = 'public, max-age=300';
/** A cited answer never changes, but may be deleted. */
const citedFreshness = 'public, max-age=300';

/** Unlike an embed, a page stands in no frame. */
const framelessHtml: Format = {
  ...html,
  headers: { 'content-security-policy': pagePolicy },
  isFrameable: false,
};

/** What an address says, read. */
interface ReadAddress {
  asked: Asked;
  addressOf: Rendering['addressOf'];
}
/** A longer address is hardly asked for again. */
const longestRemembered = 4_000;
/** The validator of what is written for an address: of the data, and of all that changes how they are written. */
const tagOf = remembered((data) => weakTag([data, writersVersion]), { longest: longestRemembered });

interface Exchange {
  request: FastifyRequest;
  reply: FastifyReply;
  given: URLSearchParams;
}

/** `/q`: the list of saved queries. `/q/{name}`: the page of one. `/q/{name}.{format}`: its answer. */
export function savedQueryRoutes<Context extends BaseContext>(
  app: FastifyInstance,
  endpoint: GraphQLEndpoint<Context>,
  { saved, publicUrl, schema, nameOfSource, cited, isSavedOnly }: SavedQueriesOptions,
): void {
  const readLink = linkReader(schema);
  const named = (name: string): AddressedQuery => {
    if (!name.startsWith(linkPrefix)) return namedQuery(saved(), name);
    if (isSavedOnly) throw noLinks();
    return readLink(name);
  };
  const choicesFor = choicesBy(endpoint);
  /** The same address asks for the same, unless a default depends on the day. */
  const readAddresses = new LRUCache<string, ReadAddress>({ max: 500 });
  const readAddress = (
    { request, given }: Exchange,
    query: AddressedQuery,
    preferred: PageLanguage | undefined,
  ): ReadAddress => {
    const origin = originOf(request, publicUrl);
    const key = `${origin}${request.url} ${preferred ?? ''}`;
    const before = readAddresses.get(key);
    if (before) return before;
    const daysAgo = (variable: string) => query.notes[variable]?.daysAgo;
    const read = {
      asked: readAsked(query, given, daysAgo, preferred),
      addressOf: addressesOf(origin, query.name, given),
    };
    const isLasting = query.variables.every(({ name }) => daysAgo(name) === undefined);
    if (isLasting && key.length <= longestRemembered) readAddresses.set(key, read);
    return read;
  };
  const answer = async (
    exchange: Exchange,
    query: AddressedQuery,
    format: Format | null,
    preferred?: PageLanguage,
  ) => {
    const { given } = exchange;
    const { asked, addressOf } = readAddress(exchange, query, preferred);
    const at = given.get('at');
    if (at) {
      if (format?.documentOf)
        throw new Problem(
          'BAD_USER_INPUT',
          {
            en: `There is no cited ${format.ending}.`,
            sv: `Ett citerat svar finns inte som ${format.ending}.`,
          },
          { argument: 'at' },
        );
      const body = await readCited(pathOf(query.name, given), at, cited, new Date());
      const answer = readKept(body);
      const isSure = doubtfulState(answer) === null && answer.errors.length === 0;
      const cache = {
        ...{ kept: null, varies: ['Accept-Encoding'] },
        ...(isSure ? { control: citedFreshness, etag: weakTag(at) } : { control: 'no-store', etag: null }),
      };
      return { cache, rendering: { query, answer, addressOf, ...asked } };
    }
    const document = format?.documentOf?.(query) ?? query.document;
    const { answer, cache } = await run(
      { endpoint, nameOfSource },
      exchange,
      query,
      document,
      asked.variables,
    ).catch(async (error: unknown) => {
      if (!(error instanceof Problem && error.code === 'NOT_FOUND')) throw error;
      throw nothingNear(query, asked.variables, await choicesFor(exchange, query, asked.lang));
    });
    const isForReaders = format?.isForReaders || asked.options.sources;
    const subject = isForReaders
      ? subjectOf(query, asked.variables, await choicesFor(exchange, query, asked.lang), asked.lang)
      : '';
    return { cache, rendering: { query, answer, addressOf, subject, ...asked } };
  };

  app.get('/q', async (request, reply) => {
    const given = searchOf(request);
    const lang = pageLanguage(given, acceptedLanguage(request));
    const search = (given.get('search') ?? '').slice(0, 200);
    // The list has the variables of all, and a search looks in them.
    await checkInTurns(saved());
    const queries = found(saved(), search);
    reply.header('cache-control', listFreshness).header('vary', 'Accept, Accept-Language');
    if (new Negotiator(request).mediaType(['text/html', 'application/json']) === 'application/json')
      return reply.send(listJson(queries, originOf(request, publicUrl)));
    return reply
      .type(htmlType)
      .header('content-security-policy', pagePolicy)
      .send(listPage(queries, search, lang));
  });

  // Makes the link of a query, so that a form without scripts can.
  app.get('/q/-', async (request, reply) => {
    const exchange = { request, reply, given: searchOf(request) };
    try {
      if (isSavedOnly) throw noLinks();
      const { given } = exchange;
      const document = given.get('query') ?? '';
      given.delete('query');
      const search = given.size > 0 ? `?${given}` : '';
      return await reply.redirect(`/q/${linkPrefix}${compressed(document)}${search}`, 303);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return refuse(exchange, json, error, null);
    }
  });

  app.get<{ Params: { '*': string } }>('/q/*', async (request, reply) => {
    const exchange = { request, reply, given: searchOf(request) };
    const path = request.params['*'];
    const [, citedName] = /^(.+)\/cite$/.exec(path) ?? [];
    if (citedName) return sendCitation(exchange, citedName);
    if (!path.includes('.')) return sendPage(exchange, path);
    const [, name = '', ending = ''] = /^(.*)\.([^.]*)$/.exec(path) ?? [];
    const format = formatOf(ending);
    let query: AddressedQuery | null = null;
    try {
      query = named(name);
      if (!format?.fits(query)) throw unknownFormat(query, ending);
      const { rendering, cache } = await answer(exchange, query, format);
      return await send(exchange, format, cache, rendering, `${originOf(request, publicUrl)}${request.url}`);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return refuse(exchange, format ?? json, error, query);
    }
  });

  /** How the answer of this moment is cited. */
  const sendCitation = async (exchange: Exchange, name: string): Promise<FastifyReply> => {
    const { request, reply, given } = exchange;
    const isPage = new Negotiator(request).mediaType(['application/json', 'text/html']) === 'text/html';
    try {
      if (given.has('at'))
        throw new Problem(
          'BAD_USER_INPUT',
          {
            en: 'The answer is cited already: leave out “at”.',
            sv: 'Det är redan en hänvisning till svaret: utelämna ”at”.',
          },
          { argument: 'at' },
        );
      const { rendering } = await answer(exchange, named(name), null);
      const citation = await cite(rendering, pathOf(rendering.query.name, given), cited, new Date());
      reply.header('cache-control', 'no-store').header('vary', varyWith(reply, ['Accept']));
      if (!isPage) return await reply.send(citation);
      reply.type(htmlType).header('content-security-policy', pagePolicy);
      return await reply.send(citationPage(citation, rendering));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return refuse(exchange, isPage ? framelessHtml : json, error, null);
    }
  };

  /** The page of a query, also where its answer cannot be shown. */
  const sendPage = async (exchange: Exchange, name: string): Promise<FastifyReply> => {
    const { request, reply, given } = exchange;
    const preferred = acceptedLanguage(request);
    const lang = pageLanguage(given, preferred);
    let query: AddressedQuery;
    try {
      query = named(name);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return refuse(exchange, framelessHtml, error, null);
    }
    const [answered, choices] = await Promise.all([
      answer(exchange, query, null, preferred).catch((error: unknown) => {
        if (error instanceof Problem) return error;
        throw error;
      }),
      choicesFor(exchange, query, lang),
    ]);
    const isRefused = answered instanceof Problem;
    const addressOf = addressesOf(originOf(request, publicUrl), query.name, given);
    const page = { query, lang, given, choices, addressOf };
    const varies = isRefused ? [] : answered.cache.varies;
    reply
      .code(isRefused ? answered.status : 200)
      .header('cache-control', isRefused ? 'no-store' : answered.cache.control)
      .header('vary', varyWith(reply, [...varies, 'Accept-Language']))
      .header('content-security-policy', pagePolicy)
      .type(htmlType);
    if (isRefused) return reply.send(queryPage({ ...page, answered }));
    try {
      return await reply.send(queryPage({ ...page, answered: answered.rendering }));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return reply
        .code(error.status)
        .header('cache-control', 'no-store')
        .send(queryPage({ ...page, answered: error }));
    }
  };
}

async function send(
  { request, reply }: Exchange,
  format: Format,
  cache: Ran['cache'],
  rendering: Rendering,
  address: string,
): Promise<FastifyReply> {
  const etag = cache.etag && tagOf(`${cache.etag} ${address}`);
  if (tellCaches({ request, reply }, { ...cache, etag })) return reply.code(304).send();
  const written = await writtenAnswers.write(cache.kept, address, format, rendering);
  setFormatHead(reply, format);
  if (format.isFile) {
    const mark = rendering.answer.sources.some(({ state }) => state === 'SAMPLE') ? '.SAMPLE' : '';
    reply.header(
      'content-disposition',
      `attachment; filename="${fileName(rendering.query)}${mark}.${format.ending}"`,
    );
  }
  return reply.code(200).type(format.contentType).send(written);
}

const fileName = ({ name, title }: AddressedQuery): string => (name.startsWith(linkPrefix) ? title.en : name);

/** Says in the format that was asked for why there is no answer. */
async function refuse(
  { reply, given }: Exchange,
  format: Format,
  problem: Problem,
  query: AddressedQuery | null,
): Promise<FastifyReply> {
  const { file } = problem.facts;
  reply.header('cache-control', 'no-store').removeHeader('etag');
  // The cube is too large for an answer, but not for a file.
  if (problem.code === 'TOO_MANY_CELLS' && typeof file === 'string' && format.ending in fileOfCube)
    return reply.redirect(file.replace(/\.csv(?=\?|$)/, entryOf(fileOfCube, format.ending) ?? '.csv'), 303);
  if (problem.retryAfterSeconds !== null) reply.header('retry-after', problem.retryAfterSeconds);
  setFormatHead(reply, format);
  const written = await format.refuse(problem, { query, lang: pageLanguage(given), theme: 'auto' });
  return reply.code(problem.status).type(format.contentType).send(written);
}

/** Formats in which a whole cube is a file of its own, and what that file ends with. */
const fileOfCube: Readonly<Record<string, string>> = { csv: '.csv', jsonstat: '.json' };

function setFormatHead(reply: FastifyReply, { headers = {}, isFrameable = false }: Format): void {
  for (const [name, value] of Object.entries(headers)) reply.header(name, value);
  if (isFrameable) reply.removeHeader('x-frame-options');
}

function unknownFormat(query: AddressedQuery, ending: string): Problem {
  const known = endingsOf(query);
  const shown = ending.slice(0, 100);
  const message = {
    en: `There is no format ${JSON.stringify(shown)} of ${query.name}. Formats: ${known.join(', ')}.`,
    sv: `Formatet ”${shown}” finns inte för ${query.name}. Format: ${known.join(', ')}.`,
  };
  return new Problem('NOT_FOUND', message, { formats: known });
}

function acceptedLanguage({ headers }: FastifyRequest): PageLanguage {
  const known = languagesOf(headers['accept-language']).find(
    (language) => language === 'sv' || language === 'en',
  );
  return known === 'en' ? 'en' : 'sv';
}

function searchOf({ url }: FastifyRequest): URLSearchParams {
  const mark = url.indexOf('?');
  return new URLSearchParams(mark < 0 ? '' : url.slice(mark));
}
