import { parse as parseToml, TomlError } from 'smol-toml';
import { LineCounter, parseDocument } from 'yaml';
import { entryOf } from '../../text/entry-of.ts';
import { mistake } from '../import-error.ts';
import type { Metadata } from '../read-document.ts';
import { metadataOf } from './metadata-fields.ts';

export interface FrontMatter {
  metadata: Metadata;
  /** The offset after it. */
  end: number;
}

type Language = 'YAML' | 'TOML' | 'JSON';

/** Front matter as it stands in a file. */
interface Found {
  language: Language;
  source: string;
  /** The line of the file before the first line of `source`. */
  line: number;
  end: number;
}

/**
 * The metadata at the top of a file: YAML between `---`, TOML between `+++`, or JSON, also after blank lines. Null where
 * there is none. Metadata that is broken, not closed or written in another way is refused, since it may say that the
 * document is a draft.
 */
export function readFrontMatter(file: string, text: string): FrontMatter | null {
  const top = /^\ufeff?(?:[ \t]*(?:\r\n|\n|\r))*/.exec(text)?.[0] ?? '';
  const line = top.split(/\r\n|\n|\r/).length;
  const found = fenced(file, text, top.length, line) ?? braced(file, text, top.length, line);
  if (found === null) {
    refuseOther(file, text.slice(top.length), line);
    return null;
  }
  const { value, lineOf } = parse(file, found);
  if (value === null) return null;
  return { metadata: metadataOf(file, value, lineOf), end: found.end };
}

const opening = /^[ \t]*(---|\+\+\+|;;;)[ \t]*(ya?ml|toml|json)?[ \t]*(?:\r\n|\n|\r|$)/i;
const languages: Record<string, Language> = { '---': 'YAML', '+++': 'TOML', ';;;': 'JSON' };

function fenced(file: string, text: string, from: number, line: number): Found | null {
  const open = opening.exec(text.slice(from, from + 80));
  if (!open) return null;
  const [whole, fence = '', given] = open;
  const language = given ? languageNamed(given) : (entryOf(languages, fence) ?? 'YAML');
  const start = from + whole.length;
  const close = new RegExp(
    `^[ \\t]*(?:${fence.replaceAll('+', '\\+')}${language === 'YAML' ? '|\\.\\.\\.' : ''})[ \\t]*(?:\\r\\n|\\n|\\r|$)`,
    'gm',
  );
  close.lastIndex = start;
  const closed = close.exec(text);
  const source = text.slice(start, closed?.index);
  if (!closed) {
    // A line of dashes alone is also a rule between paragraphs.
    if (fence === '---' && !given && !/^\s*[\w-]+[ \t]*:(?:\s|$)/.test(source)) return null;
    throw mistake(
      file,
      line,
      `begins metadata with ${fence} and does not end it; add a line ${fence} after it`,
    );
  }
  return { language, source, line, end: closed.index + closed[0].length };
}

function languageNamed(name: string): Language {
  const upper = name.toUpperCase();
  return upper === 'TOML' || upper === 'JSON' ? upper : 'YAML';
}

/** JSON without marks around it, as Hugo writes it. */
function braced(file: string, text: string, from: number, line: number): Found | null {
  if (!/^\{\s*(?:"|\}|$)/.test(text.slice(from, from + 2000))) return null;
  for (const close of text
    .slice(from, from + 200_000)
    .matchAll(/^\s*\}[ \t]*(?:\r\n|\n|\r|$)|\}[ \t]*(?:\r\n|\n|\r|$)/gm)) {
    const end = from + close.index + close[0].length;
    const source = text.slice(from, end);
    if (isJson(source)) return { language: 'JSON', source, line: line - 1, end };
  }
  throw mistake(file, line, 'begins with JSON that is broken or not closed; correct it, or remove it');
}

function isJson(source: string): boolean {
  try {
    JSON.parse(source);
    return true;
  } catch {
    return false;
  }
}

interface Parsed {
  /** Null where the text between the marks is not metadata. */
  value: Record<string, unknown> | null;
  /** The line in the file of a field. */
  lineOf: (field: string) => number;
}

function parse(file: string, { language, source, line }: Found): Parsed {
  const lineOf = (field: string) => {
    const lines = source.split(/\r\n|\n|\r/);
    const key = new RegExp(`^\\s*["']?${field}["']?\\s*[:=]`, 'i');
    return line + lines.findIndex((one) => key.test(one)) + 1 || line + 1;
  };
  if (language === 'YAML') return { value: yaml(file, source, line), lineOf };
  try {
    const value: unknown = language === 'TOML' ? parseToml(source) : JSON.parse(source);
    return { value: fieldsOf(file, value, line), lineOf };
  } catch (error) {
    if (!(error instanceof TomlError) && !(error instanceof SyntaxError)) throw error;
    const at = error instanceof TomlError ? line + error.line : line + 1;
    const [reason = ''] = error.message.split('\n');
    throw mistake(file, at, `the front matter is not valid ${language}: ${reason}; correct it`);
  }
}

function yaml(file: string, source: string, line: number): Record<string, unknown> | null {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const [error] = document.errors;
  if (error) {
    const at = line + lines.linePos(error.pos[0]).line;
    throw mistake(file, at, `the front matter is not valid YAML: ${error.message}; correct it`);
  }
  let value: unknown;
  try {
    value = document.toJS();
  } catch {
    throw mistake(file, line, 'the front matter repeats itself by too many aliases; write the values out');
  }
  if (value === null) return {};
  // Text between two rules is not metadata.
  if (typeof value === 'string' && !/^[\w-]+[ \t]*[:=]/m.test(source)) return null;
  return fieldsOf(file, value, line);
}

function fieldsOf(file: string, value: unknown, line: number): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw mistake(file, line + 1, 'the front matter is not a list of fields; write each as `title: …`');
}

const knownField =
  /^(?:title|titel|tittel|author|authors|date|draft|published|publish|status|layout|slug|tags|categories|state|visibility|utkast)$/i;

/** Refuses metadata in forms that are not read. */
function refuseOther(file: string, text: string, line: number): void {
  const lines = text.split(/\r\n|\n|\r/, 12);
  const blank = lines.findIndex((one) => one.trim() === '');
  const fields = blank < 0 ? lines : lines.slice(0, blank);
  const keys = fields.map((one) => /^:?([\w-]{2,20})[ \t]*[:=](?:[ \t]|$)/.exec(one)?.[1] ?? null);
  const isField = (key: string | null) => key !== null && knownField.test(key);
  const advice = 'write it as YAML between two lines ---';
  const isList = keys.length > 1 && keys.every((key) => key !== null) && keys.some(isField);
  if (isList || /^:?(?:draft|published|utkast)[ \t]*[:=]/i.test(lines[0] ?? ''))
    throw mistake(file, line, `begins with metadata without marks around it; ${advice}`);
  if (/^%[ \t]+\S/.test(lines[0] ?? ''))
    throw mistake(file, line, `begins with the title block of pandoc; ${advice}`);
  const comment = /^<!--([\s\S]{0,4000}?)-->/.exec(text)?.[1] ?? '';
  if (/^\s*(?:draft|published|status|utkast)[ \t]*[:=]/im.test(comment))
    throw mistake(file, line, `has metadata in a comment; ${advice}`);
}

/** The text with spaces in place of its first characters; offsets and lines stay. */
export function withoutStart(text: string, end: number): string {
  return text.slice(0, end).replace(/[^\r\n]/g, ' ') + text.slice(end);
}
