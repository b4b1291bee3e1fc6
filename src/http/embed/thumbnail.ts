import type { BaseContext } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readAsked } from '../saved-queries/asked.ts';
import { isDrawn } from '../saved-queries/chart/shown-view.ts';
import type { Choice } from '../saved-queries/choices.ts';
import { defaultWidth, widths } from '../saved-queries/drawing/picture.ts';
import type { Rendering } from '../saved-queries/format.ts';
import { zoom } from '../saved-queries/formats/png.ts';
import { drawn } from '../saved-queries/formats/svg.ts';
import type { PageLanguage } from '../saved-queries/front-matter.ts';
import { Problem } from '../saved-queries/problem.ts';
import type { SavedQuery } from '../saved-queries/query.ts';
import { run } from '../saved-queries/run.ts';
import { subjectOf } from '../saved-queries/subject.ts';
import type { Thumbnail } from './oembed.ts';

interface Asked {
  query: SavedQuery;
  given: URLSearchParams;
  addressOf: Rendering['addressOf'];
  /** Asks for the names of what its variables choose. */
  choicesFor: (lang: PageLanguage) => Promise<ReadonlyMap<string, readonly Choice[]>>;
  maxWidth: number | null;
  maxHeight: number | null;
}

/** A picture, and what caches may do with what shows it. */
interface Drawn {
  /** Null where there is none, or no room for it. */
  thumbnail: Thumbnail | null;
  control: string;
}

/** What is made of no answer. */
const lasting = 'public, max-age=3600';

/** The picture of an answer with its size, which only drawing it tells. */
export async function thumbnailOf<Context extends BaseContext>(
  by: Parameters<typeof run<Context>>[0],
  exchange: { request: FastifyRequest; reply: FastifyReply },
  { query, given, addressOf, choicesFor, maxWidth, maxHeight }: Asked,
): Promise<Drawn> {
  const width = Math.min(defaultWidth, Math.floor((maxWidth ?? defaultWidth * zoom) / zoom));
  if (!query.isQuery || !isDrawn(query.view) || width < widths.least)
    return { thumbnail: null, control: lasting };
  try {
    const ofPicture = new URLSearchParams(given);
    ofPicture.set('width', String(width));
    const asked = readAsked(query, ofPicture, (variable) => query.notes[variable]?.daysAgo);
    const { answer, cache } = await run(by, exchange, query, query.document, asked.variables);
    const subject = subjectOf(query, asked.variables, await choicesFor(asked.lang), asked.lang);
    const picture = drawn({ query, answer, addressOf, subject, ...asked });
    const height = zoom * Number(/^<svg [^>]*\sheight="(\d+)"/.exec(picture)?.[1]);
    if (!(height <= (maxHeight ?? height))) return { thumbnail: null, control: cache.control };
    const address = new URL(addressOf('png'));
    address.searchParams.set('width', String(width));
    return { thumbnail: { address: address.href, width: zoom * width, height }, control: cache.control };
  } catch (error) {
    // The frame itself says what is wrong.
    if (error instanceof Problem) return { thumbnail: null, control: 'no-store' };
    throw error;
  }
}
