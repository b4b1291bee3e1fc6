/** An entry of a feed of datasets. */
export interface FeedEntry {
  id: string;
  title: string;
  summary: string;
  url: string | null;
  /** ISO instant. */
  updated: string;
}

export interface Feed {
  /** The address of the feed without its ending. */
  address: string;
  title: string;
  entries: readonly FeedEntry[];
}

/** Characters that XML allows; all others cannot be written, not even as references. */
const XML = /[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string =>
  (text.match(XML) ?? []).join('').replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

const lastOf = ({ entries }: Feed): string =>
  entries
    .map(({ updated }) => updated)
    .sort()
    .at(-1) ?? '1970-01-01T00:00:00.000Z';

/** RFC 4287. */
export function asAtom(feed: Feed): string {
  const entries = feed.entries.map(
    ({ id, title, summary, url, updated }) =>
      `<entry><id>${escaped(id)}</id><title>${escaped(title)}</title><updated>${updated}</updated>${
        url ? `<link href="${escaped(url)}"/>` : ''
      }<summary>${escaped(summary)}</summary></entry>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>${escaped(feed.address)}</id><title>${escaped(feed.title)}</title><updated>${lastOf(feed)}</updated><author><name>Swedish JobTech</name></author><link rel="self" href="${escaped(feed.address)}.atom"/>
${entries.join('\n')}
</feed>
`;
}

/** JSON Feed 1.1. */
export function asJsonFeed({ address, title, entries }: Feed): object {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    feed_url: `${address}.json`,
    items: entries.map((entry) => ({
      id: entry.id,
      title: entry.title,
      content_text: entry.summary,
      date_modified: entry.updated,
      ...(entry.url && { url: entry.url }),
    })),
  };
}
