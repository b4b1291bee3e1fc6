import type { BaseContext } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { entryOf } from '../../text/entry-of.ts';
import { errorBody } from '../errors.ts';
import { asAtom, asJsonFeed, type Feed } from '../feeds/write.ts';
import { cachingOf } from '../graphql/cache-headers.ts';
import type { GraphQLEndpoint } from '../graphql/endpoint.ts';
import { originOf } from '../saved-queries/addresses.ts';
import { weakTag } from '../saved-queries/etag.ts';
import { tellCaches } from '../tell-caches.ts';

/** What feeds are about, and the argument of `datasetChanges` that it becomes. */
const SCOPES: Readonly<Record<string, string>> = { topics: 'topic', gaps: 'gap', publishers: 'publisher' };
/** Changes when the same answers are written in another way. */
const writersVersion = 1;
const DAYS = 30;
const DAY = 86_400_000;

const changes = z.object({
  data: z.object({
    datasetChanges: z.object({
      nodes: z.array(
        z.object({
          kind: z.enum(['NEW', 'CHANGED']),
          at: z.string().nullable(),
          dataset: z.object({
            uri: z.string(),
            title: z.string(),
            description: z.string().nullable(),
            publisherName: z.string().nullable(),
            records: z.array(z.object({ url: z.string().nullable() })),
          }),
        }),
      ),
    }),
    goneDatasets: z
      .array(
        z.object({
          uri: z.string(),
          catalogue: z.string(),
          title: z.string(),
          publisherName: z.string().nullable(),
          goneAt: z.string(),
        }),
      )
      // Their table may be out of reach while the catalogues answer.
      .nullable(),
  }),
});
const refusal = z.object({
  errors: z.array(z.object({ extensions: z.object({ code: z.string() }) })).min(1),
});

const documentFor = (argument: string): string =>
  `query Changes($since: Date!, $of: String!) { datasetChanges(since: $since, ${argument}: $of, first: 50) { nodes { kind at dataset { uri title description publisherName records { url } } } } goneDatasets(since: $since, ${argument}: $of, first: 50) { uri catalogue title publisherName goneAt } }`;

/**
 * `/feeds/{topics,gaps,publishers}/{slug}.atom` and `.json`: datasets that are new, changed or gone in the last month. Each is
 * a GraphQL request inside, with the same limits and stores.
 */
export function feedRoutes<Context extends BaseContext>(
  app: FastifyInstance,
  endpoint: GraphQLEndpoint<Context>,
  publicUrl: string | null,
): void {
  app.get<{ Params: { scope: string; file: string } }>('/feeds/:scope/:file', async (request, reply) => {
    const { scope, file } = request.params;
    const argument = entryOf(SCOPES, scope);
    const [, slug, form] = /^([\w-]{1,100})\.(atom|json)$/.exec(file) ?? [];
    if (!argument || slug === undefined)
      return reply.code(404).send(errorBody('NOT_FOUND', 'There is no such feed.'));
    const since = new Date(Date.now() - DAYS * DAY).toISOString().slice(0, 10);
    const answer = await endpoint.ask(request, reply, {
      query: documentFor(argument),
      variables: { since, of: slug },
    });
    const body: unknown = JSON.parse(answer.body?.text ?? 'null');
    const found = changes.safeParse(body);
    if (!found.success) {
      const code = refusal.safeParse(body).data?.errors[0]?.extensions.code;
      return code === 'BAD_USER_INPUT' || !code
        ? reply.code(404).send(errorBody('NOT_FOUND', 'There is no such feed.'))
        : reply
            .code(503)
            .header('retry-after', '600')
            .send(errorBody('SOURCE_UNAVAILABLE', 'The catalogues cannot be reached now.'));
    }
    const origin = originOf(request, publicUrl);
    const caching = cachingOf(answer.headers);
    const etag = caching.etag && weakTag([caching.etag, writersVersion, origin, scope, file]);
    if (tellCaches({ request, reply }, { ...caching, etag })) return reply.code(304).send();
    const feed = feedOf(`${origin}/feeds/${scope}/${slug}`, slug, found.data, since);
    return form === 'atom'
      ? reply.type('application/atom+xml; charset=utf-8').send(asAtom(feed))
      : reply.type('application/feed+json; charset=utf-8').send(JSON.stringify(asJsonFeed(feed)));
  });
}

function feedOf(address: string, slug: string, { data }: z.output<typeof changes>, since: string): Feed {
  const words = { NEW: 'New', CHANGED: 'Changed' } as const;
  return {
    id: address,
    self: { atom: `${address}.atom`, json: `${address}.json` },
    title: `Datasets: ${slug}`,
    entries: [
      ...(data.goneDatasets ?? []).map(({ uri, catalogue, title, publisherName, goneAt }) => ({
        id: `${address}#${encodeURIComponent(`${uri} ${catalogue} ${goneAt}`)}`,
        title: `Gone: ${title}`,
        summary: [publisherName, `${catalogue} no longer has it.`].filter((text) => text).join('\n'),
        url: null,
        updated: goneAt,
      })),
      ...data.datasetChanges.nodes.map(({ kind, at, dataset }) => {
        const updated = at ?? `${since}T00:00:00.000Z`;
        return {
          // Another change of the same dataset is another entry.
          id: `${address}#${encodeURIComponent(`${dataset.uri} ${updated}`)}`,
          title: `${words[kind]}: ${dataset.title}`,
          summary: [dataset.publisherName, dataset.description].filter((text) => text).join('\n'),
          url: dataset.records.find(({ url }) => url !== null)?.url ?? null,
          updated,
        };
      }),
    ],
  };
}
