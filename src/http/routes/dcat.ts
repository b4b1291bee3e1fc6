import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Quad } from 'n3';
import { originOf } from '../saved-queries/addresses.ts';
import { weakTag } from '../saved-queries/etag.ts';
import { tellCaches } from '../tell-caches.ts';

/** The catalogue of own datasets; `origin` is the address at which a client reached the gateway. */
export type CatalogueOf = (origin: string) => Promise<readonly Quad[]>;

/** `/dcat.ttl` and `/dcat.jsonld`: own content and saved queries as a catalogue, which data portals harvest. */
export function dcatRoutes(app: FastifyInstance, catalogueOf: CatalogueOf): void {
  const send = (request: FastifyRequest, reply: FastifyReply, type: string, text: string) => {
    const caching = {
      control: 'public, max-age=3600',
      varies: ['Host', 'Accept-Encoding'],
      etag: weakTag(text),
    };
    if (tellCaches({ request, reply }, caching)) return reply.code(304).send();
    return reply.type(type).send(text);
  };

  app.get('/dcat.ttl', async (request, reply) => {
    const { asTurtle } = await import('../dcat/write.ts');
    const quads = await catalogueOf(originOf(request, null));
    return send(request, reply, 'text/turtle; charset=utf-8', await asTurtle(quads));
  });
  app.get('/dcat.jsonld', async (request, reply) => {
    const { asJsonLd } = await import('../dcat/write.ts');
    const quads = await catalogueOf(originOf(request, null));
    return send(request, reply, 'application/ld+json', JSON.stringify(asJsonLd(quads)));
  });
}
