import { escaped } from '../markup.ts';

/** An entry of a feed. */
interface FeedEntry {
  id: string;
  title: string;
  summary: string;
  url: string | null;
  /** ISO instant. */
  updated: string;
}

export interface Feed {
  /** Never changes. */
  id: string;
  /** The addresses of its two forms. */
  self: { atom: string; json: string };
  /** The page about the same. */
  page?: string;
  title: string;
  /** What a reader must know of all entries. */
  subtitle?: string;
  /** Whom to name, and on what terms. */
  rights?: string;
  lang?: string;
  entries: readonly FeedEntry[];
}

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
  const { id, self, page, title, subtitle, rights, lang } = feed;
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"${lang ? ` xml:lang="${escaped(lang)}"` : ''}><id>${escaped(id)}</id><title>${escaped(title)}</title>${
    subtitle ? `<subtitle>${escaped(subtitle)}</subtitle>` : ''
  }<updated>${lastOf(feed)}</updated><author><name>Swedish JobTech</name></author>${
    rights ? `<rights>${escaped(rights)}</rights>` : ''
  }<link rel="self" type="application/atom+xml" href="${escaped(self.atom)}"/>${
    page ? `<link rel="alternate" type="text/html" href="${escaped(page)}"/>` : ''
  }
${entries.join('\n')}
</feed>
`;
}

/** JSON Feed 1.1. */
export function asJsonFeed({ self, page, title, subtitle, rights, lang, entries }: Feed): object {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    feed_url: self.json,
    ...(page && { home_page_url: page }),
    ...(subtitle && { description: subtitle }),
    ...(lang && { language: lang }),
    authors: [{ name: 'Swedish JobTech' }],
    ...(rights && { _rights: rights }),
    items: entries.map((entry) => ({
      id: entry.id,
      title: entry.title,
      content_text: entry.summary,
      date_modified: entry.updated,
      ...(entry.url && { url: entry.url }),
    })),
  };
}
