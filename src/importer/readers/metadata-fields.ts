import type { Problem } from '../../content/pack/content-error.ts';
import { isDay } from '../../text/day.ts';
import { ImportError } from '../import-error.ts';
import type { Metadata } from '../read-document.ts';

const titles = ['title', 'titel', 'tittel'];
const authors = ['author', 'authors', 'by', 'författare', 'forfatter'];
const days = ['date', 'publishdate', 'published_at', 'publishedon', 'datum', 'dato'];
const addresses = ['url', 'canonical', 'canonical_url'];
/** Fields that are true for a draft, and fields that are false for one. */
const isDraftWhenTrue = ['draft', 'isdraft', 'is_draft', 'utkast', 'kladd', 'unpublished', 'private'];
const isDraftWhenFalse = ['published', 'publish', 'public', 'ispublished', 'is_published'];
const states = ['status', 'state', 'visibility', 'post_status', 'stage'];
const draftStates =
  /^(?:draft|drafts|auto-draft|unpublished|private|hidden|pending|review|in[ _-]?review|future|scheduled|wip|utkast|kladd|opublicerad|ej publicerad|upublisert|arkiverad|archived|trash)$/i;
const yes = /^(?:true|yes|y|on|1|ja)$/i;
const no = /^(?:false|no|n|off|0|nej|nei|null|)$/i;

/** Reads the fields of front matter that the importer knows, whatever their case. The others stay in the file. */
export function metadataOf(
  file: string,
  given: Readonly<Record<string, unknown>>,
  lineOf: (field: string) => number,
): Metadata {
  const problems: Problem[] = [];
  const fields = new Map(Object.entries(given).map(([name, value]) => [name.toLowerCase(), { name, value }]));
  const refuse = (name: string, message: string) =>
    problems.push({ file, line: lineOf(name), field: name, message });
  const first = (names: readonly string[]) =>
    names.flatMap((name) => fields.get(name) ?? []).find(({ value }) => !isEmpty(value));
  const metadata: Metadata = {};

  const title = first(titles);
  const printed = title && scalar(title.value);
  if (title && printed === null) refuse(title.name, 'must be one text; write it in quotes');
  if (printed) metadata.title = printed;

  const author = first(authors);
  const names = author ? namesIn(author.value) : [];
  if (author && names === null)
    refuse(author.name, 'must be a name or a list of names; write each name in quotes');
  else if (names && names.length > 0) metadata.authors = names;

  const day = first(days);
  const found = day && dayIn(day.value);
  if (day && found === null)
    refuse(
      day.name,
      `"${scalar(day.value) ?? 'the value'}" is not a day that exists; write it as YYYY-MM-DD, or remove it`,
    );
  if (found) metadata.publishedOn = found;

  const url = first(addresses);
  if (url && typeof url.value === 'string') metadata.url = url.value;

  const flags: boolean[] = [];
  for (const [names, whenTrue] of [
    [isDraftWhenTrue, true],
    [isDraftWhenFalse, false],
  ] as const) {
    for (const { name, value } of names.flatMap((one) => fields.get(one) ?? [])) {
      const flag = flagOf(value);
      // `published` may also be the day.
      if (flag === null && dayIn(value) !== null) flags.push(false);
      else if (flag === null) refuse(name, 'must be true or false');
      else flags.push(flag === whenTrue);
    }
  }
  for (const { value } of states.flatMap((one) => fields.get(one) ?? [])) {
    const state = scalar(value);
    if (state !== null && draftStates.test(state.trim())) flags.push(true);
  }
  if (problems.length > 0) throw new ImportError(problems);
  if (flags.length > 0) metadata.draft = flags.includes(true);
  return metadata;
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}

/** A value as it is printed; null for lists and groups of fields. */
function scalar(value: unknown): string | null {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean'
    ? String(value)
    : null;
}

/** A name, a list of names, or fields with a name; null for anything else. */
function namesIn(value: unknown): string[] | null {
  if (isEmpty(value)) return [];
  if (typeof value === 'string') return [value.trim()];
  if (Array.isArray(value)) {
    const each = value.map(namesIn);
    return each.includes(null) ? null : each.flatMap((one) => one ?? []);
  }
  if (typeof value === 'object' && value !== null && 'name' in value) return namesIn(value.name);
  return null;
}

function dayIn(value: unknown): string | null {
  const printed = scalar(value);
  const day = /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2})?.*)?$/.exec(printed ?? '')?.[1];
  return day !== undefined && isDay(day) ? day : null;
}

function flagOf(value: unknown): boolean | null {
  const printed = value === null || value === undefined ? '' : scalar(value);
  if (printed === null) return null;
  if (yes.test(printed)) return true;
  return no.test(printed) ? false : null;
}
