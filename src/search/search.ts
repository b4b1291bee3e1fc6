import type { DataSource } from 'typeorm';
import type { Ref } from '../entities/commentary.ts';
import type { Language } from '../entities/language.ts';
import { configurations } from './search-index.ts';

export interface SearchRequest {
  /** Words as people type them. "Quoted phrases", `or` and a leading minus have a meaning; all else is literal. */
  query: string;
  /** GraphQL names of the types to search; all when absent. */
  types?: readonly string[];
  /** Languages of the texts to search; all when absent. Names are always searched. */
  languages?: readonly Language[];
  limit: number;
  offset?: number;
}

/** An entity that matches. Each entity is one hit, with its best text. */
export interface SearchHit {
  ref: Ref;
  /** Language of the text; null for a name. */
  language: Language | null;
  rank: number;
  /** A short passage as escaped HTML, with `<mark>` around the matches. */
  highlight: string;
}

export interface SearchResult {
  hits: SearchHit[];
  /** Number of all matching entities, not only of this page. */
  total: number;
}

/** Full-text search in our own content, in one statement. No query text is an error. */
export async function searchContent(dataSource: DataSource, request: SearchRequest): Promise<SearchResult> {
  const { words, excluded, head, last } = readQuery(request.query);
  if (!/[\p{L}\p{N}]/u.test(words)) return { hits: [], total: 0 };
  const rows: FoundRow[] = await dataSource.query(statement, [
    words,
    request.types ?? null,
    request.languages ?? null,
    request.limit,
    request.offset ?? 0,
    head,
    last,
    excluded,
  ]);
  return {
    total: rows[0]?.total ?? 0,
    hits: rows.flatMap(({ ref, language, rank, highlight }) =>
      ref === null ? [] : [{ ref, language: language || null, rank, highlight: toHtml(highlight) }],
    ),
  };
}

interface FoundRow {
  total: number;
  /** Null when the page is after the last hit. */
  ref: Ref | null;
  language: Language | '';
  rank: number;
  highlight: string;
}

/** Longer than any real word. PostgreSQL rejects words of some kilobytes. */
const maxWordLength = 60;
const maxQueryLength = 300;

/** The parts of a query, in the syntax of `websearch_to_tsquery` and `to_tsquery`. */
interface Query {
  words: string;
  excluded: string;
  /** The last word as a prefix, since it may be unfinished, and the words before it. */
  last: string;
  head: string;
}

function readQuery(query: string): Query {
  const text = query
    .slice(0, maxQueryLength)
    .normalize('NFC')
    .replace(/[\p{C}\s/]+/gu, ' ')
    // A minus before a word excludes it; one within a word does not.
    .replace(/(?<=[\p{L}\p{N}])[-‐‑–]/gu, ' ')
    .replace(/\S{60,}/gu, (word: string) => [...word].slice(0, maxWordLength).join(''));
  const exclusion = /(?<=^|\s)-("[^"]*"|\S+)/gu;
  const excluded = [...text.matchAll(exclusion)].map(([, term]) => term).join(' or ');
  const words = text.replace(exclusion, ' ').trim();
  const unfinished = /(?:^|\s)([\p{L}\p{Nd}]{3,})$/u.exec(words)?.[1];
  if (unfinished === undefined || words.includes('"')) return { words, excluded, head: '', last: '' };
  return { words, excluded, head: words.slice(0, -unfinished.length), last: `${unfinished}:*` };
}

const languages = Object.entries(configurations)
  .map(([language, name]) => `('${language}', '${name}'::regconfig)`)
  .join(', ');

/** Matches the stems of the words, or the words themselves. */
function words(parameter: string): string {
  return `(websearch_to_tsquery(config, ${parameter}) || websearch_to_tsquery('graph_simple', ${parameter}))`;
}

/** Marks that no stored text contains, so that they cannot be confused with text. */
const marks = 'StartSel=\u0002, StopSel=\u0003';

const statement = `
    WITH asked AS (
      SELECT language, config,
        (${words('$1')} || (${words('$6')} && to_tsquery('graph_simple', $7))) && !!${words('$8')} AS query
      FROM (VALUES ${languages}) AS known (language, config)
    ), matched AS (
      SELECT e."key", e."ref", e."language", ts_rank_cd('{0.05, 0.1, 0.3, 1}', e."tsv", asked.query, 1) AS rank
      FROM asked JOIN "search_entry" e ON e."language" = asked.language AND e."tsv" @@ asked.query
      WHERE ($2::text[] IS NULL OR e."type" = ANY($2))
        AND ($3::text[] IS NULL OR e."language" = ANY($3) OR e."language" = '')
    ), best AS (
      SELECT DISTINCT ON ("ref") "key", "ref", rank FROM matched ORDER BY "ref", rank DESC, "key"
    ), page AS (
      SELECT * FROM best ORDER BY rank DESC, "ref" LIMIT $4 OFFSET $5
    )
    SELECT counted.total, page."ref", page.rank, e."language",
      CASE WHEN ts_filter(e."tsv", '{b}') @@ asked.query OR e."body" <> '' AND NOT ts_filter(e."tsv", '{a}') @@ asked.query
        THEN ts_headline(asked.config, e."body", asked.query,
          CASE e."access" WHEN 'EXCERPT' THEN '${marks}, MaxFragments=1, MinWords=4, MaxWords=12'
            ELSE '${marks}, MaxFragments=1, MinWords=12, MaxWords=35' END)
        ELSE ts_headline(asked.config, e."title", asked.query, '${marks}, HighlightAll=true')
      END AS highlight
    FROM (SELECT count(*)::int AS total FROM best) AS counted
    LEFT JOIN page ON true
    LEFT JOIN "search_entry" e ON e."key" = page."key"
    LEFT JOIN asked ON asked.language = e."language"
    ORDER BY page.rank DESC, page."ref"`;

function toHtml(highlight: string): string {
  return highlight
    .replace(/\s+/g, ' ')
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replaceAll('\u0002', '<mark>')
    .replaceAll('\u0003', '</mark>');
}
