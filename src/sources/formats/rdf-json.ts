import { z } from 'zod';
import type { Language, LocalisedText } from '../../entities/language.ts';
import { languageOfTag } from '../../text/language-tag.ts';
import { plainText } from '../../text/plain-text.ts';
import { listOf, part } from '../../upstream/decode.ts';
import { readWith } from '../../upstream/dropped-items.ts';

/** RDF/JSON: subject → predicate → list of values, also for a single value. */
const term = z.object({
  type: z.enum(['uri', 'literal', 'bnode']),
  value: z.string(),
  lang: z.string().optional(),
});
export type Term = z.infer<typeof term>;

const node = z.record(z.string(), part(listOf(term), []));
export type RdfNode = z.infer<typeof node>;

const anyGraph = z.record(z.string(), node);
export type RdfGraph = z.infer<typeof anyGraph>;

/** A graph. One of the usual shape, which nearly all are, is read without the schema: a page of datasets has ten thousand terms. */
export const rdfGraph = readWith(z.unknown(), (value, reader, issues): RdfGraph => {
  const terms = { count: 0 };
  if (isGraph(value, terms)) {
    reader.count({ listed: terms.count });
    return value;
  }
  const read = reader.read(anyGraph, value);
  if (read.success) return read.data;
  for (const issue of read.error.issues)
    issues.addIssue({ code: 'custom', message: issue.message, path: issue.path });
  return z.NEVER;
});

/**
 * Whether all parts have the shape that RDF/JSON prescribes; the terms are counted. The value itself is then the graph:
 * a copy of ten thousand terms is garbage.
 */
export function isGraph(value: unknown, terms: { count: number }): value is RdfGraph {
  if (!isObject(value)) return false;
  for (const subject in value) {
    const predicates = value[subject];
    if (subject === '__proto__' || !isObject(predicates)) return false;
    for (const predicate in predicates) {
      const list = predicates[predicate];
      if (predicate === '__proto__' || !Array.isArray(list)) return false;
      for (const one of list) if (!isTerm(one)) return false;
      terms.count += list.length;
    }
  }
  return true;
}

function isTerm(value: unknown): value is Term {
  if (!isObject(value)) return false;
  const { type, value: text, lang } = value;
  if ((type !== 'uri' && type !== 'literal' && type !== 'bnode') || typeof text !== 'string') return false;
  return typeof lang === 'string' || (lang === undefined && !('lang' in value));
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Namespaces of the predicates that are read. */
const NAMESPACES = {
  adms: 'http://www.w3.org/ns/adms#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dcatap: 'http://data.europa.eu/r5r/',
  dcterms: 'http://purl.org/dc/terms/',
  entryscape: 'http://entryscape.com/terms/',
  entrystore: 'http://entrystore.org/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  owl: 'http://www.w3.org/2002/07/owl#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  schema: 'http://schema.org/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
} as const;
type Name = `${keyof typeof NAMESPACES}:${string}`;

const expanded = new Map<Name, string>();

/** The full URI of a short name, `dcterms:title`. */
export function expand(name: Name): string {
  // Every property of every dataset asks for a handful of names.
  const known = expanded.get(name);
  if (known !== undefined) return known;
  const uri = uriOf(name);
  expanded.set(name, uri);
  return uri;
}

function uriOf(name: Name): string {
  const [prefix, local] = name.split(':');
  for (const [known, namespace] of Object.entries(NAMESPACES)) {
    if (known === prefix) return `${namespace}${local}`;
  }
  return name;
}

/** Of several texts in one language the longest, whatever their order. */
const fuller = (text: string | undefined, other: string): string =>
  text === undefined || other.length > text.length || (other.length === text.length && other < text)
    ? other
    : text;

function longest<T extends { plain: string }>(found: readonly T[]): T | undefined {
  return found.find(({ plain }) => plain === found.map((one) => one.plain).reduce(fuller, ''));
}

/** All values of a predicate; none when the node is absent. */
export function terms(node: RdfNode | undefined, name: Name): Term[] {
  return node?.[expand(name)] ?? [];
}

/** URIs only, each once. Blank nodes are left out: their labels are valid only within one answer. */
export function uris(node: RdfNode | undefined, name: Name): string[] {
  return unique(terms(node, name), ({ type }) => type === 'uri');
}

/** Literals only, each once. */
export function literals(node: RdfNode | undefined, name: Name): string[] {
  return unique(terms(node, name), ({ type }) => type === 'literal');
}

/** URIs and literals, each once: for properties that publishers fill in either way. */
export function values(node: RdfNode | undefined, name: Name): string[] {
  return unique(terms(node, name), ({ type }) => type !== 'bnode');
}

/** Most predicates have one value or none. A list to which one is added takes room for seventeen. */
function unique(found: readonly Term[], isWanted: (term: Term) => boolean): string[] {
  const [only] = found;
  if (!only) return [];
  if (found.length === 1) {
    const value = isWanted(only) ? only.value.trim() : '';
    return value === '' ? [] : [value];
  }
  const seen: string[] = [];
  for (const term of found) {
    const value = isWanted(term) ? term.value.trim() : '';
    if (value !== '' && !seen.includes(value)) seen.push(value);
  }
  return seen;
}

/**
 * A text by language. A literal without a tag has the language given. So has a text that exists only in languages
 * that the schema lacks, so that the title of a dataset is not empty.
 */
export function localised(node: RdfNode | undefined, name: Name, untaggedLanguage: Language): LocalisedText {
  const text: LocalisedText = {};
  const found = terms(node, name).flatMap(({ type, value, lang }) => {
    const plain = type === 'literal' ? plainText(value) : '';
    return plain === '' ? [] : [{ plain, lang }];
  });
  for (const { plain, lang } of found) {
    const language = languageOfTag(lang);
    if (language) text[language] = fuller(text[language], plain);
  }
  const untagged = longest(found.filter(({ lang }) => !lang)) ?? longest(found);
  const needed = untagged?.lang ? Object.keys(text).length === 0 : true;
  if (untagged && needed) text[untaggedLanguage] ??= untagged.plain;
  return text;
}
