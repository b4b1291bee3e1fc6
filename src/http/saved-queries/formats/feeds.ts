import { createHash } from 'node:crypto';
import { asAtom, asJsonFeed, type Feed } from '../../feeds/write.ts';
import { escaped, isWebAddress } from '../../markup.ts';
import { type Cell, rowsOf, textOf } from '../flatten.ts';
import type { Format, Rendering } from '../format.ts';
import type { AddressedQuery } from '../query.ts';
import { markOf, originTexts } from '../source-lines.ts';
import { namedText } from '../words/of-plan.ts';

/** A feed reader gets no more; the newest come first in most lists. */
const maxEntries = 200;
/** Of an entry without a date, so that it is the same each time. */
const unknownDate = '1970-01-01T00:00:00.000Z';

/** A list whose entries have something that never changes, and a date. */
const isFeed = ({ isQuery, view }: AddressedQuery): boolean =>
  isQuery && view.type === 'list' && view.date !== undefined && (view.id ?? view.url) !== undefined;

/** RFC 4287. */
export const atom: Format = {
  ending: 'atom',
  contentType: 'application/atom+xml; charset=utf-8',
  isForReaders: true,
  fits: isFeed,
  write: (rendering) => asAtom(feedOf(rendering)),
  refuse: ({ code, message }) =>
    `<?xml version="1.0" encoding="utf-8"?>\n<error code="${escaped(code)}">${escaped(message)}</error>\n`,
};

/** JSON Feed 1.1. */
export const jsonFeed: Format = {
  ending: 'jsonfeed',
  contentType: 'application/feed+json; charset=utf-8',
  isForReaders: true,
  fits: isFeed,
  write: (rendering) => JSON.stringify(asJsonFeed(feedOf(rendering))),
  refuse: ({ code, message }) => JSON.stringify({ errors: [{ message, extensions: { code } }] }),
};

function feedOf(rendering: Rendering): Feed {
  const { query, answer, lang, addressOf } = rendering;
  const { view, plan } = query;
  if (view.type !== 'list') throw new Error(`${query.name} is no list`);
  const at = new Map(plan.columns.map(({ name }, index) => [name, index]));
  const page = addressOf('');
  const entries = new Map<string, Feed['entries'][number]>();
  for (const row of rowsOf(plan, answer.data)) {
    const cellOf = (column: string | undefined) => row[at.get(column ?? '') ?? -1] ?? null;
    const text = (column: string | undefined) => textOf(cellOf(column));
    const key = text(view.id) || text(view.url);
    const address = text(view.url);
    const title = text(view.title);
    if (key === '' && title === '') continue;
    const updated = instantOf(row[at.get(view.date ?? '') ?? -1]);
    const id = idOf(page, key || title);
    // An item that a list inside opens into several rows is one entry.
    if (entries.has(id) || entries.size >= maxEntries) continue;
    entries.set(id, {
      id,
      title: title || address || key,
      summary: (view.summary ?? [])
        .map((column) => namedText(plan.columns[at.get(column) ?? -1], cellOf(column), lang))
        .filter((part) => part !== '')
        .join('\n'),
      url: isWebAddress(address) ? address : null,
      updated: updated ?? unknownDate,
    });
  }
  return {
    id: page,
    self: { atom: addressOf('atom'), json: addressOf('jsonfeed') },
    page,
    title: [query.title[lang], rendering.subject].filter((part) => part).join(' – '),
    subtitle: [markOf(rendering), query.description[lang]].filter((part) => part !== null).join(' '),
    rights: originTexts(rendering).join('\n'),
    lang,
    entries: [...entries.values()],
  };
}

/** An address that is itself unchanging, else one made from what is. */
function idOf(page: string, key: string): string {
  if (isWebAddress(key)) return key;
  return `${page.split('?', 1)[0]}#${createHash('sha256').update(key).digest('base64url').slice(0, 22)}`;
}

/** A day is its first moment in UTC; what is no date is none. */
function instantOf(cell: Cell | undefined): string | null {
  if (typeof cell !== 'string' || !/^\d{4}(-\d{2}){0,2}([T ]|$)/.test(cell)) return null;
  const time = new Date(cell);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
