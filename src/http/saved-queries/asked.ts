import { Language } from '../../entities/language.ts';
import { languageOfTag } from '../../text/language-tag.ts';
import { viewsOf } from './chart/shown-view.ts';
import { widths } from './drawing/picture.ts';
import type { RenderingOptions } from './format.ts';
import type { PageLanguage } from './front-matter.ts';
import { Problem } from './problem.ts';
import { type AddressedQuery, ownParameters } from './query.ts';
import { readVariables } from './variables.ts';

/** What the query string of an address says. */
export interface Asked {
  variables: Record<string, unknown>;
  lang: PageLanguage;
  options: RenderingOptions;
}

const themes = ['light', 'dark', 'auto'] as const;

/** The language of a page: the one asked for, else Swedish. */
export function pageLanguage(given: URLSearchParams, preferred: PageLanguage = 'sv'): PageLanguage {
  const language = languageOfTag(given.get('lang') ?? undefined);
  if (language === null) return preferred;
  return language === Language.EN ? 'en' : 'sv';
}

/** Reads the query string of an address. Throws a `Problem` that names the parameter. */
export function readAsked(
  query: AddressedQuery,
  given: URLSearchParams,
  daysAgo: (name: string) => number | undefined,
  preferred?: PageLanguage,
): Asked {
  const lang = pageLanguage(given, preferred);
  const tag = given.get('lang') || undefined;
  const language = languageOfTag(tag);
  if (tag !== undefined && language === null) throw wrong('lang', tag, ['sv', 'en']);
  const others = new URLSearchParams(given);
  others.delete('lang');
  const variables = readVariables(query.variables, others, { ignored: ownParameters, daysAgo });
  const hasLanguage = query.variables.some(({ name, type }) => name === 'lang' && /^Language!?$/.test(type));
  if (hasLanguage) variables['lang'] = (language ?? lang).toUpperCase();
  return { variables, lang, options: optionsOf(query, given) };
}

function optionsOf({ view }: AddressedQuery, given: URLSearchParams): RenderingOptions {
  const wanted = given.get('view') || null;
  const theme = given.get('theme') || 'auto';
  const known = themes.find((one) => one === theme);
  if (!known) throw wrong('theme', theme, themes);
  const views = viewsOf(view);
  if (wanted !== null && !views.some((one) => one === wanted)) throw wrong('view', wanted, views);
  return {
    bom: flagOf(given, 'bom'),
    sources: flagOf(given, 'sources'),
    theme: known,
    view: wanted,
    width: widthOf(given),
  };
}

function widthOf(given: URLSearchParams): number | null {
  const text = given.get('width') || null;
  if (text === null) return null;
  const width = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (width < widths.least || width > widths.most)
    throw wrong('width', text, [`${widths.least}–${widths.most}`]);
  return width;
}

function flagOf(given: URLSearchParams, name: string): boolean {
  const text = given.get(name) || '0';
  if (/^(1|true|on|yes)$/i.test(text)) return true;
  if (/^(0|false|off|no)$/i.test(text)) return false;
  throw wrong(name, text, ['1', '0']);
}

function wrong(name: string, text: string, allowed: readonly string[]): Problem {
  const message = {
    en: `${name} must be one of ${allowed.join(', ')}, not ${JSON.stringify(text.slice(0, 100))}.`,
    sv: `”${name}” ska vara något av ${allowed.join(', ')}, inte ”${text.slice(0, 100)}”.`,
  };
  return new Problem('BAD_USER_INPUT', message, { argument: name });
}
