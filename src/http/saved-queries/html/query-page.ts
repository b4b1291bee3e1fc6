import { discoveryLink, frameOf } from '../../embed/snippet.ts';
import { html, type Markup } from '../../markup.ts';
import type { Choice } from '../choices.ts';
import type { Rendering } from '../format.ts';
import { endingsOf } from '../formats.ts';
import type { PageLanguage } from '../front-matter.ts';
import { linkPrefix } from '../link.ts';
import type { Problem } from '../problem.ts';
import type { AddressedQuery } from '../query.ts';
import type { Variable } from '../variables.ts';
import { reasonOf } from '../words/reason.ts';
import { pageOf } from './page.ts';
import { reasonMarkup } from './reason.ts';
import { markMarkup, sourcesMarkup } from './sources.ts';
import { viewOf } from './views.ts';

const words = {
  sv: {
    all: 'Alla sparade frågor',
    show: 'Visa',
    answer: 'Svaret',
    formats: 'Som fil och flöde',
    sources: 'Källor',
    embed: 'Bädda in',
    build: 'Välj utseende och se hur det blir',
    cite: 'Hänvisa till svaret',
    document: 'Frågan i GraphQL',
    other: 'English',
    default: 'förvalt',
  },
  en: {
    all: 'All saved queries',
    show: 'Show',
    answer: 'The answer',
    formats: 'As a file or feed',
    sources: 'Sources',
    embed: 'Embed',
    build: 'Choose what it looks like, and see it',
    cite: 'Cite the answer',
    document: 'The query in GraphQL',
    other: 'Svenska',
    default: 'default',
  },
} as const;

/** What the variables of a query are asked for by. */
export interface FormOfQuery {
  query: AddressedQuery;
  lang: PageLanguage;
  /** The query string as it came. */
  given: URLSearchParams;
  choices: ReadonlyMap<string, readonly Choice[]>;
}

/** What the page of a query shows. */
export interface QueryPage extends FormOfQuery {
  addressOf: Rendering['addressOf'];
  /** The answer, or why there is none. */
  answered: Rendering | Problem;
}

/** The page of a query: a form for its variables, the answer, and every form in which it can be had. */
export function queryPage(page: QueryPage): string {
  const { query, lang, given, addressOf, answered } = page;
  const own = words[lang];
  const title = query.title[lang];
  const other = new URLSearchParams(given);
  other.set('lang', lang === 'sv' ? 'en' : 'sv');
  const isAnswer = 'answer' in answered;
  const frame = frameOf(addressOf('html'), title, { width: '100%', height: '480' });
  return pageOf({
    lang,
    title,
    head: [
      discoveryLink(addressOf(''), title),
      ...endingsOf(query).flatMap((ending) =>
        ending === 'atom'
          ? [html`<link rel="alternate" type="application/atom+xml" href="${addressOf(ending)}">`]
          : [],
      ),
    ],
    body: html`<nav><ul><li><a href="/q?lang=${lang}">${own.all}</a></li><li><a href="?${String(other)}" lang="${other.get('lang')}">${own.other}</a></li></ul></nav>
<main><h1>${title}</h1><p>${query.description[lang]}</p>
${form(page)}
<h2>${own.answer}</h2>
${isAnswer ? html`${markMarkup(answered)}${viewOf(answered)}` : html`<p role="alert">${reasonMarkup(reasonOf(answered, lang, query))}</p>`}
${isAnswer ? html`<h2>${own.sources}</h2>${sourcesMarkup(answered)}` : null}
<h2>${own.formats}</h2><nav aria-label="${own.formats}"><ul>${endingsOf(query).map((ending) => html`<li><a href="${addressOf(ending)}">.${ending}</a></li>`)}</ul></nav>
<p><a href="${citeAddress(addressOf(''))}">${own.cite}</a></p>
<h2>${own.embed}</h2><pre tabindex="0">${frame}</pre>${builder(page)}
<details><summary>${own.document}</summary><pre tabindex="0">${query.document}</pre></details></main>`,
  });
}

const citeAddress = (page: string): string => page.replace(/(?=\?|$)/, '/cite');

/** A link to the page that builds an embed of the same; it knows saved queries only. */
function builder({ query, lang, given }: QueryPage): Markup | null {
  if (query.name.startsWith(linkPrefix)) return null;
  const search = new URLSearchParams(given);
  search.set('query', query.name);
  search.set('lang', lang);
  return html`<p><a href="/embed?${String(search)}">${words[lang].build}</a></p>`;
}

function form(page: QueryPage): Markup | null {
  const { query, lang } = page;
  const asked = query.variables.filter(({ name }) => name !== 'lang');
  if (asked.length === 0) return null;
  return html`<form action="/q/${query.name}"><input type="hidden" name="lang" value="${lang}">
${variableFields(page)}<button>${words[lang].show}</button></form>`;
}

/** The fields of a form for the variables of a query. */
export const variableFields = (page: FormOfQuery): Markup[] =>
  page.query.variables.filter(({ name }) => name !== 'lang').map((variable) => field(page, variable));

function field({ query, lang, given, choices }: FormOfQuery, variable: Variable): Markup {
  const { name, defaultText, values, isList } = variable;
  const notes = query.notes[name];
  const current = given.getAll(name).filter((text) => text !== '');
  const chosen = current.length > 0 ? current : [defaultText ?? ''];
  const label = notes?.label[lang] ?? name;
  const offered = choices.get(name) ?? values?.map((value) => ({ value, label: value })) ?? [];
  if (offered.length === 0 || isList) {
    const list = offered.length > 0 ? `choices-${name}` : null;
    return html`<label>${label}<input name="${name}" value="${chosen.join(',')}"${list ? html` list="${list}"` : null}></label>${
      list ? html`<datalist id="${list}">${offered.map((choice) => option(choice, []))}</datalist>` : null
    }
`;
  }
  // A value that the list lacks, such as a place of another kind, stays chosen.
  const lacking = chosen.filter((value) => value !== '' && !offered.some((choice) => choice.value === value));
  return html`<label>${label}<select name="${name}">${defaultText === null ? html`<option value="">–</option>` : null}${[
    ...lacking.map((value) => ({ value, label: value })),
    ...offered,
  ].map((choice) => option(choice, chosen))}</select></label>
`;
}

const option = ({ value, label }: Choice, chosen: readonly string[]): Markup =>
  html`<option value="${value}"${chosen.includes(value) ? html` selected` : null}>${label}</option>`;
