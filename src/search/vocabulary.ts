import type { DataSource, EntityManager } from 'typeorm';
import { query } from '../database/query.ts';

const minLength = 4;
const maxLength = 40;

/** A word of the texts, and the word without each of its letters: words with one in common differ by about a letter. */
const withoutOneLetter = (word: string) =>
  `ARRAY(SELECT left(${word}, at - 1) || substr(${word}, at + 1) FROM generate_series(1, length(${word})) AS at)`;

/** Writes the words of all search entries, for compounds and for words with a letter wrong. */
export async function writeVocabulary(manager: EntityManager): Promise<void> {
  await manager.query(
    `WITH found AS MATERIALIZED (
       SELECT word FROM ts_stat('SELECT "tsv" FROM "search_entry"')
       WHERE length(word) BETWEEN ${minLength} AND ${maxLength} AND word ~ '^[[:alpha:]]+$'
     ), gone AS (
       DELETE FROM "search_word" s WHERE NOT EXISTS (SELECT 1 FROM found WHERE found.word = s."word")
     )
     INSERT INTO "search_word" ("word", "variants")
     SELECT word, ARRAY[word] || ${withoutOneLetter('word')} FROM found
     ON CONFLICT ("word") DO NOTHING`,
  );
}

/** What the texts have of a word. */
export interface KnownWord {
  /** Whether the texts have the word in one of its forms. */
  isKnown: boolean;
  /** Words that differ by a letter, or by two neighbours that changed places; only for words that are not known. */
  near: string[];
  /** Longer words that end in this one. */
  compounds: string[];
  /** The words that a compound is made of: two, or only its first or its last when the texts lack the other. */
  parts: string[];
}

const forms = (word: string) =>
  `tsvector_to_array(${['swedish', 'norwegian', 'english', 'simple']
    .map((name) => `to_tsvector('graph_${name}', ${word})`)
    .join(' || ')})`;

const maxCompounds = 30;

const lookUp = `
  SELECT asked.word AS "word",
    EXISTS (SELECT 1 FROM "search_word" s WHERE s."word" = ANY(asked.forms)) AS "isKnown",
    CASE WHEN asked.whole THEN ARRAY(
      SELECT DISTINCT s."word" FROM unnest(asked.forms) AS form
      JOIN "search_word" s ON s."variants" && (ARRAY[form] || ${withoutOneLetter('form')})
      WHERE length(form) >= ${minLength}
    ) ELSE '{}' END AS "near",
    CASE WHEN asked.whole THEN ARRAY(
      SELECT DISTINCT s."word" FROM unnest(asked.forms) AS form
      JOIN "search_word" s ON reverse(s."word") LIKE reverse(form) || '_%'
      WHERE length(form) >= ${minLength} AND form ~ '^[[:alpha:]]+$' LIMIT ${maxCompounds}
    ) ELSE '{}' END AS "compounds"
  FROM (
    SELECT r.word, r.whole, ${forms('r.word')} AS forms
    FROM jsonb_to_recordset($1) AS r(word text, whole boolean)
  ) AS asked`;

interface FoundWord {
  word: string;
  isKnown: boolean;
  near: string[];
  compounds: string[];
}

/** What the texts have of each word, in one statement. */
export async function knownWords(
  dataSource: DataSource,
  words: readonly string[],
  signal?: AbortSignal,
): Promise<Map<string, KnownWord>> {
  const asked = new Map<string, boolean>();
  for (const word of words) {
    for (const parts of splits(word)) for (const part of parts) asked.set(part, asked.get(part) ?? false);
    asked.set(word, true);
  }
  const values = [JSON.stringify([...asked].map(([word, whole]) => ({ word, whole })))];
  const rows = await query<FoundWord>(dataSource, lookUp, values, signal);
  const found = new Map(rows.map((row) => [row.word, row]));
  return new Map(
    words.map((word) => {
      const row = found.get(word);
      const isKnown = (part: string) => found.get(part)?.isKnown === true;
      const ways = splits(word);
      const both = ways.find((parts) => parts.every(isKnown));
      const longest = ways
        .flat()
        .filter((part) => part.length >= minLonePart && isKnown(part))
        .sort((a, b) => b.length - a.length)
        .slice(0, 1);
      return [
        word,
        {
          isKnown: row?.isKnown ?? false,
          near: row?.isKnown ? [] : (row?.near ?? []),
          compounds: row?.compounds ?? [],
          parts: both ?? longest,
        },
      ];
    }),
  );
}

const minPart = 3;
const minLonePart = 5;

/** The ways to split a word in two, the most even first; an `s` that joins the two belongs to none. */
function splits(word: string): [string, string][] {
  const letters = [...word];
  const found: [string, string][] = [];
  for (let at = minPart; at <= letters.length - minPart; at++) {
    const head = letters.slice(0, at).join('');
    const tail = letters.slice(at).join('');
    found.push([head, tail]);
    if (at > minPart && head.endsWith('s')) found.push([head.slice(0, -1), tail]);
  }
  const evenness = ([head, tail]: [string, string]) => Math.min(head.length, tail.length);
  return found.sort((a, b) => evenness(b) - evenness(a));
}
