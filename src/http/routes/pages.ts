import type { BaseContext } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLEndpoint } from '../graphql/endpoint.ts';
import { compassPage } from '../pages/compass-page.ts';
import { compassesPage } from '../pages/compasses-page.ts';
import { dataGapsPage } from '../pages/data-gaps-page.ts';
import { partyPage } from '../pages/party-page.ts';
import { questionPage } from '../pages/question-page.ts';
import { refusedPage } from '../pages/refused-page.ts';
import type { SitePage } from '../pages/site-page.ts';
import { sourcesPage } from '../pages/sources-page.ts';
import { addressesOf, originOf } from '../saved-queries/addresses.ts';
import type { NameOfSource } from '../saved-queries/answer.ts';
import { pageLanguage, readAsked } from '../saved-queries/asked.ts';
import { choicesOf } from '../saved-queries/choices.ts';
import { weakTag } from '../saved-queries/etag.ts';
import type { Rendering } from '../saved-queries/format.ts';
import { pagePolicy } from '../saved-queries/html/page.ts';
import { namedQuery } from '../saved-queries/named.ts';
import { Problem } from '../saved-queries/problem.ts';
import type { SavedQuery } from '../saved-queries/query.ts';
import { run } from '../saved-queries/run.ts';
import { reasonOf } from '../saved-queries/words/reason.ts';
import { tellCaches } from '../tell-caches.ts';

interface PagesOptions {
  saved: () => readonly SavedQuery[];
  publicUrl: string | null;
  nameOfSource: NameOfSource;
}

/** Changes when the same answers are written in another way. */
const writersVersion = 2;

/** The saved query that a page shows, its variables, and how. */
interface Shown {
  query: string;
  variables: Readonly<Record<string, string>>;
  write: (page: SitePage, rendering: Rendering) => string;
}

interface CompassParams {
  slug: string;
  code: string;
  number: string;
}

/** `/compass`, `/sources` and `/data-gaps`: pages for people, made of saved queries. */
export function pageRoutes<Context extends BaseContext>(
  app: FastifyInstance,
  endpoint: GraphQLEndpoint<Context>,
  { saved, publicUrl, nameOfSource }: PagesOptions,
): void {
  const pageOf = (request: FastifyRequest): SitePage => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    const path = pathname.replace(/\/+$/, '');
    return { lang: pageLanguage(searchParams), origin: originOf(request, publicUrl), path };
  };

  /** A page, or one that says why there is none. */
  const show =
    (shown: (params: CompassParams) => Shown) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const page = pageOf(request);
      const { query: name, variables: asked, write } = shown(request.params as CompassParams);
      reply.type('text/html; charset=utf-8').header('content-security-policy', pagePolicy);
      try {
        const query = namedQuery(saved(), name);
        const given = new URLSearchParams({ ...asked, lang: page.lang });
        const read = readAsked(query, given, (variable) => query.notes[variable]?.daysAgo);
        const ran = await run(
          { endpoint, nameOfSource },
          { request, reply },
          query,
          query.document,
          read.variables,
        );
        const { cache, answer } = ran;
        const addressOf = addressesOf(page.origin, query.name, given);
        const written = write(page, { query, answer, addressOf, ...read });
        const etag = cache.etag && weakTag([cache.etag, writersVersion, page]);
        if (tellCaches({ request, reply }, { ...cache, etag })) return await reply.code(304).send();
        return await reply.send(written);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        return refuse(reply, page, error);
      }
    };

  const compassOf = (slug: string) => `/compass/${encodeURIComponent(slug)}`;
  app.get(
    '/compass/:slug',
    show(({ slug }) => ({
      query: 'compass-matrix',
      variables: { questionnaire: slug },
      write: compassPage,
    })),
  );
  app.get(
    '/compass/:slug/party/:code',
    show(({ slug, code }) => ({
      query: 'party-answers',
      variables: { questionnaire: slug, party: code },
      write: (page, rendering) => partyPage(page, rendering, compassOf(slug)),
    })),
  );
  app.get(
    '/compass/:slug/question/:number',
    show(({ slug, number }) => ({
      query: 'question',
      variables: { questionnaire: slug, number },
      write: (page, rendering) => questionPage(page, rendering, compassOf(slug)),
    })),
  );
  app.get(
    '/sources',
    show(() => ({ query: 'sources', variables: {}, write: sourcesPage })),
  );
  app.get(
    '/data-gaps',
    show(() => ({ query: 'data-gaps', variables: {}, write: dataGapsPage })),
  );

  app.get('/compass', async (request, reply) => {
    const page = pageOf(request);
    const choices = await choicesOf(
      namedQuery(saved(), 'compass-matrix'),
      page.lang,
      async (query, variables) => {
        const { body } = await endpoint.ask(request, reply, { query, variables });
        return body?.text ?? 'null';
      },
    );
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', pagePolicy)
      .header('cache-control', 'no-cache')
      .send(compassesPage(page, choices.get('questionnaire') ?? []));
  });

  for (const path of ['/compass/*', '/sources/*', '/data-gaps/*'])
    app.get(path, (request, reply) => {
      reply.type('text/html; charset=utf-8').header('content-security-policy', pagePolicy);
      return refuse(reply, pageOf(request), new Problem('NOT_FOUND', 'There is no such page.'));
    });
}

function refuse(reply: FastifyReply, page: SitePage, problem: Problem): FastifyReply {
  if (problem.retryAfterSeconds !== null) reply.header('retry-after', problem.retryAfterSeconds);
  // A wrong part of the address is a page that does not exist.
  const status = problem.status === 400 ? 404 : problem.status;
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .removeHeader('etag')
    .send(refusedPage(page, { status, reason: reasonOf(problem, page.lang, null) }));
}
