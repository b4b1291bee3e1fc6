import { readFileSync } from 'node:fs';
import type { BaseContext } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import { embedScript } from '../embed/embed-script.ts';
import { oembedOf, oembedXml } from '../embed/oembed.ts';
import { thumbnailOf } from '../embed/thumbnail.ts';
import { errorBody } from '../errors.ts';
import { isKnown } from '../graphql/cache-headers.ts';
import type { GraphQLEndpoint } from '../graphql/endpoint.ts';
import { addressesOf, originOf } from '../saved-queries/addresses.ts';
import type { NameOfSource } from '../saved-queries/answer.ts';
import { pageLanguage } from '../saved-queries/asked.ts';
import { choicesBy } from '../saved-queries/choices.ts';
import { weakTag } from '../saved-queries/etag.ts';
import { builderPage } from '../saved-queries/html/builder-page.ts';
import { builderPolicy } from '../saved-queries/html/page.ts';
import type { SavedQuery } from '../saved-queries/query.ts';
import { tellCaches } from '../tell-caches.ts';

interface EmbedOptions {
  saved: () => readonly SavedQuery[];
  publicUrl: string | null;
  nameOfSource: NameOfSource;
}

const scriptType = 'text/javascript; charset=utf-8';
/** Sites get a new version within an hour, and never wait for it. */
const scriptFreshness = 'public, max-age=3600, stale-while-revalidate=86400';

/** `/embed.js`: the element `jobtech-graph`. `/embed`: the page that builds one. `/oembed`: by which links unfold. */
export function embedRoutes<Context extends BaseContext>(
  app: FastifyInstance,
  endpoint: GraphQLEndpoint<Context>,
  { saved, publicUrl, nameOfSource }: EmbedOptions,
): void {
  let script: ReturnType<typeof embedScript> | undefined;
  let builder: string | undefined;
  const queries = () => saved().filter(({ isQuery }) => isQuery);

  app.get('/embed.js', (request, reply) => {
    script ??= embedScript();
    reply.header('cache-control', scriptFreshness).header('etag', script.etag);
    if (isKnown(script.etag, request.headers['if-none-match'])) return reply.code(304).send();
    return reply.type(scriptType).send(script.body);
  });

  app.get('/embed-builder.js', (_request, reply) => {
    builder ??= readFileSync(new URL('../embed/assets/builder.js', import.meta.url), 'utf8');
    return reply.header('cache-control', 'no-cache').type(scriptType).send(builder);
  });

  const choicesFor = choicesBy(endpoint);

  app.get('/embed', async (request, reply) => {
    const given = new URL(request.url, 'http://localhost').searchParams;
    const lang = pageLanguage(given);
    const all = queries();
    const query = all.find(({ name }) => name === given.get('query')) ?? all[0];
    if (!query) return reply.code(404).send(errorBody('NOT_FOUND', 'There are no saved queries.', {}));
    const choices = await choicesFor({ request, reply }, query, lang);
    const origin = originOf(request, publicUrl);
    const ofQuery = new URLSearchParams(given);
    ofQuery.delete('query');
    ofQuery.set('lang', lang);
    const addressOf = addressesOf(origin, query.name, ofQuery);
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('content-security-policy', builderPolicy)
      .send(builderPage({ queries: all, query, lang, given, choices, origin, addressOf }));
  });

  app.get<{ Querystring: { url?: string; format?: string; maxwidth?: string; maxheight?: string } }>(
    '/oembed',
    async (request, reply) => {
      const { url = '', format = 'json', maxwidth, maxheight } = request.query;
      if (format !== 'json' && format !== 'xml')
        return reply
          .code(501)
          .send(errorBody('BAD_REQUEST', 'The format is json or xml.', { argument: 'format' }));
      const origin = originOf(request, publicUrl);
      const address = URL.canParse(url) ? new URL(url) : null;
      const name = address && /^\/q\/([^/.]+)(\.\w+)?$/.exec(address.pathname)?.[1];
      const query = queries().find((one) => one.name === name);
      if (!address || address.origin !== new URL(origin).origin || !query) {
        const message = `url must be the address of a saved query: ${origin}/q lists them.`;
        return reply.code(404).send(errorBody('NOT_FOUND', message, { argument: 'url' }));
      }
      const lang = pageLanguage(address.searchParams);
      const addressOf = addressesOf(origin, query.name, address.searchParams);
      const [maxWidth, maxHeight] = [sizeOf(maxwidth), sizeOf(maxheight)];
      const { thumbnail, control } = await thumbnailOf(
        { endpoint, nameOfSource },
        { request, reply },
        {
          ...{ query, given: address.searchParams, addressOf, maxWidth, maxHeight },
          choicesFor: (ofPage) => choicesFor({ request, reply }, query, ofPage),
        },
      );
      const answer = oembedOf({
        ...{ query, lang, origin, addressOf, thumbnail, maxWidth, maxHeight },
        isLasting: control !== 'no-store',
      });
      const text = format === 'xml' ? oembedXml(answer) : JSON.stringify(answer);
      const etag = control === 'no-store' ? null : weakTag(text);
      if (tellCaches({ request, reply }, { control, varies: ['Accept-Encoding'], etag }))
        return reply.code(304).send();
      return reply.type(`${format === 'xml' ? 'text/xml' : 'application/json'}; charset=utf-8`).send(text);
    },
  );
}

const sizeOf = (text: string | undefined): number | null =>
  text !== undefined && /^[1-9]\d{0,4}$/.test(text) ? Number(text) : null;
