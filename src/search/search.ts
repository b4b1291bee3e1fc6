import type { DataSource } from 'typeorm';
import { query } from '../database/query.ts';
import type { Ref } from '../entities/commentary.ts';
import type { Language } from '../entities/language.ts';
import { fold } from '../text/fold.ts';
import { isOneLetterOff, isSwapped } from '../text/one-letter-off.ts';
import { readQuery, type Term } from './query.ts';
import { configurations } from './search-index.ts';
import { type KnownWord, knownWords } from './vocabulary.ts';

/** So many hits can be reached. */
export const MOST_HITS = 1_000;

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
  /** Whether the entity has all words of the query, if in other forms. */
  isWhole: boolean;
  /** A short passage as escaped HTML, with `<mark>` around the matches. */
  highlight: string;
}

export interface SearchResult {
  hits: SearchHit[];
  /** Number of all matching entities, not only of this page. */
  total: number;
}

/**
 * Full-text search in our own content, by two statements. Entities that have all words come first, then those that have
 * some. A word is also found in other forms, in compounds, by the parts of a compound, and with one letter wrong. No
 * query text is an error.
 */
export async function searchContent(
  dataSource: DataSource,
  request: SearchRequest,
  signal?: AbortSignal,
): Promise<SearchResult> {
  const { text, terms, excluded } = readQuery(request.query);
  if (terms.length === 0) return { hits: [], total: 0 };
  const words = terms.flatMap(({ any }) =>
    any.flatMap(({ text, isPhrase }) => (isPhrase ? [] : [fold(text)])),
  );
  const known = await knownWords(dataSource, [...new Set(words)], signal);
  const values = [
    JSON.stringify(
      terms.flatMap((term, at) => alternativesOf(term, known).map((one) => ({ no: at, ...one }))),
    ),
    request.types ?? null,
    request.languages ?? null,
    request.limit,
    request.offset ?? 0,
    terms.length,
    terms.flatMap(({ isRequired }, at) => (isRequired ? [at] : [])),
    excluded.map((text) => `"${text}"`).join(' or '),
    fold(text),
  ];
  const rows = await query<FoundRow>(dataSource, statement, values, signal);
  return {
    total: rows[0]?.total ?? 0,
    hits: rows.flatMap(({ ref, language, rank, isWhole, highlight }) =>
      ref === null ? [] : [{ ref, language: language || null, rank, isWhole, highlight: toHtml(highlight) }],
    ),
  };
}

interface FoundRow {
  total: number;
  /** Null when the page is after the last hit. */
  ref: Ref | null;
  language: Language | '';
  rank: number;
  isWhole: boolean;
  highlight: string;
}

/** One way in which a term can be met. */
interface Alternative {
  /** A number from 0 to 1: how near it is to what was typed. */
  weight: number;
  /** How `text` is read: words in any form, a phrase, or lexemes of the index that are one of several. */
  how: 'words' | 'phrase' | 'lexemes';
  text: string;
}

function alternativesOf({ any, mayGoOn }: Term, known: ReadonlyMap<string, KnownWord>): Alternative[] {
  return any.flatMap(({ text, isPhrase }): Alternative[] => {
    if (isPhrase) return [{ weight: 1, how: 'phrase', text }];
    const word = fold(text);
    const { isKnown = false, near = [], compounds = [], parts = [] } = known.get(word) ?? {};
    const stem = stemLike(word);
    const closest = near.filter((other) => isNear(word, other) || isNear(stem, other));
    const beginning = [word, stem].filter((start) => start.length >= 5 || (mayGoOn && start === word));
    return [
      { weight: 1, how: 'words', text },
      ...otherForms(text).map((form) => ({ weight: 0.9, how: 'words' as const, text: form })),
      ...lexemes(
        0.7,
        beginning.map((start) => `${start}:*`),
      ),
      ...lexemes(0.5, compounds),
      ...lexemes(0.6, isKnown ? [] : closest),
      ...(parts.length > 1 ? [{ weight: 0.7, how: 'words' as const, text: parts.join(' ') }] : []),
      ...(isKnown ? [] : parts.map((part) => ({ weight: 0.3, how: 'words' as const, text: part }))),
    ];
  });
}

/** Swedish forms that drop a vowel, which the stemmer takes for another word: `öppen` and `öppna`, `säker` and `säkra`. */
function otherForms(word: string): string[] {
  const [, stem, ending] = /^(.{2,})(en|el|er|na|la|ra)$/iu.exec(word) ?? [];
  if (!stem || !ending) return [];
  const letter = ending.replace(/[ea]/gi, '');
  return [/^e/i.test(ending) ? `${stem}${letter}a` : `${stem}e${letter}`];
}

function lexemes(weight: number, words: readonly string[]): Alternative[] {
  if (words.length === 0) return [];
  return [{ weight, how: 'lexemes', text: words.map(quoted).join(' | ') }];
}

/** A lexeme in the syntax of a tsquery; `:*` stands for any ending. */
function quoted(word: string): string {
  const [lexeme = '', ...ending] = word.split(/(?=:\*$)/);
  return `'${lexeme.replace(/['\\]/g, (sign) => sign + sign)}'${ending.join('')}`;
}

const stemLike = (word: string) => word.replace(/(?:arna|erna|orna|en|et|ar|er|or|na|a|e|n|s|t)$/, '');

/** The same, or one letter more, less or another, or two neighbours that changed places. */
const isNear = (word: string, other: string): boolean =>
  word === other || isOneLetterOff(word, other) || isSwapped(word, other);

const languages = Object.entries(configurations)
  .map(([language, name]) => `('${language}', '${name}'::regconfig)`)
  .join(', ');

/** An alternative of less weight does not count as the word that was typed. */
const minNearness = 0.5;

/** Types that a searcher more often looks for than others with the same words. */
const typeWeights = `CASE e."type" WHEN 'Topic' THEN 1.25 WHEN 'Organisation' THEN 1.2 WHEN 'Person' THEN 1.2
  WHEN 'Question' THEN 1.1 WHEN 'Questionnaire' THEN 1.1 ELSE 1 END`;

/** Marks that no stored text contains, so that they cannot be confused with text. */
const marks = 'StartSel=\u0002, StopSel=\u0003';

const statement = `
    WITH alternative AS (
      SELECT l.language, l.config, a.no, a.weight,
        CASE a.how
          WHEN 'words' THEN plainto_tsquery(l.config, a.text) || plainto_tsquery('graph_simple', a.text)
          WHEN 'phrase' THEN phraseto_tsquery(l.config, a.text) || phraseto_tsquery('graph_simple', a.text)
          ELSE a.text::tsquery END AS query
      FROM (VALUES ${languages}) AS l (language, config),
        jsonb_to_recordset($1) AS a(no int, weight real, how text, text text)
    ), asked AS (
      SELECT language, config, string_agg('(' || query::text || ')', ' | ')::tsquery AS query,
        websearch_to_tsquery(config, $8) || websearch_to_tsquery('graph_simple', $8) AS excluded
      FROM alternative WHERE numnode(query) > 0 GROUP BY language, config
    ), matched AS (
      SELECT e."key", e."ref", e."type", e."title", a.no,
        max(a.weight * ts_rank('{0.08, 0.2, 0.4, 1}', e."tsv", a.query, 1)) AS score, max(a.weight) AS nearness
      FROM asked JOIN "search_entry" e ON e."language" = asked.language AND e."tsv" @@ asked.query
      JOIN alternative a ON a.language = e."language" AND e."tsv" @@ a.query
      WHERE ($2::text[] IS NULL OR e."type" = ANY($2))
        AND ($3::text[] IS NULL OR e."language" = ANY($3) OR e."language" = '')
        AND NOT e."tsv" @@ asked.excluded
      GROUP BY e."key", e."ref", e."type", e."title", a.no
    ), by_term AS (
      SELECT "ref", no, max(score) AS score, max(nearness) AS nearness FROM matched GROUP BY "ref", no
    ), term AS (
      -- What few entities have tells more than what many have. A term that nothing has counts as the rarest.
      SELECT t.no, ln(1 + (SELECT count(DISTINCT "ref") FROM by_term) / greatest(1, count(b."ref"))::real) + 0.1 AS weight
      FROM generate_series(0, $6::int - 1) AS t(no) LEFT JOIN by_term b ON b.no = t.no GROUP BY t.no
    ), scored AS (
      SELECT b."ref", count(*) FILTER (WHERE b.nearness >= ${minNearness}) = $6::int AS whole,
        sum(t.weight * b.score) / (SELECT sum(weight) FROM term)
          * power(sum(t.weight) / (SELECT sum(weight) FROM term), 1.5) AS score
      FROM by_term b JOIN term t ON t.no = b.no
      GROUP BY b."ref" HAVING array_agg(b.no) @> $7::int[]
    ), best AS (
      SELECT DISTINCT ON (e."ref") e."key", e."ref", scored.whole,
        scored.score * ${typeWeights}
          * CASE WHEN bool_or(lower(unaccent(e."title")) = $9) OVER (PARTITION BY e."ref") THEN 2 ELSE 1 END AS rank
      FROM scored JOIN (
        SELECT "key", "ref", "type", "title", sum(score) AS score FROM matched GROUP BY "key", "ref", "type", "title"
      ) e ON e."ref" = scored."ref"
      ORDER BY e."ref", e.score DESC, e."key"
    ), page AS (
      SELECT * FROM best ORDER BY whole DESC, rank DESC, "ref" LIMIT $4 OFFSET $5
    )
    SELECT counted.total, page."ref", page.rank, page.whole AS "isWhole", e."language",
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
    ORDER BY page.whole DESC, page.rank DESC, page."ref"`;

function toHtml(highlight: string): string {
  return highlight
    .replace(/\s+/g, ' ')
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replaceAll('\u0002', '<mark>')
    .replaceAll('\u0003', '</mark>');
}
