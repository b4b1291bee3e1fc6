import { foldWords, wordsBeginning } from '../../../text/fold.ts';
import { html } from '../../markup.ts';
import { endingsOf } from '../formats.ts';
import type { PageLanguage } from '../front-matter.ts';
import type { SavedQuery } from '../query.ts';
import { pageOf } from './page.ts';

const words = {
  sv: {
    title: 'Sparade frågor',
    about: 'Svar ur grafen med en adress: att läsa, ladda ned, bädda in och följa.',
    search: 'Sök',
    other: 'English',
    none: 'Ingen fråga har de orden.',
    for: { analyst: 'analytiker', partner: 'partner', editor: 'redaktör', developer: 'utvecklare' },
  },
  en: {
    title: 'Saved queries',
    about: 'Answers of the graph with an address: to read, download, embed and follow.',
    search: 'Search',
    other: 'Svenska',
    none: 'No query has these words.',
    for: { analyst: 'analyst', partner: 'partner', editor: 'editor', developer: 'developer' },
  },
} as const;

/** The queries that have every word of a search in their name, title, description or the names of their variables. */
export function found(all: readonly SavedQuery[], search: string): SavedQuery[] {
  const asked = all.filter(({ isQuery }) => isQuery);
  if (search.trim() === '') return asked;
  const holds = wordsBeginning(search);
  return asked.filter(({ name, title, description, variables }) =>
    holds([
      foldWords(
        [name, title.sv, title.en, description.sv, description.en, ...variables.map((one) => one.name)].join(
          ' ',
        ),
      ),
    ]),
  );
}

/** The list for programs. */
export function listJson(queries: readonly SavedQuery[], origin: string): object {
  return {
    queries: queries.map((query) => ({
      name: query.name,
      title: query.title,
      description: query.description,
      for: query.audience,
      view: query.view,
      variables: query.variables
        .filter(({ name }) => name !== 'lang')
        .map(({ name, type, defaultText, values }) => {
          const { label, choices, daysAgo } = query.notes[name] ?? {};
          return {
            name,
            type,
            label,
            default: defaultText,
            ...(daysAgo !== undefined && { daysAgo }),
            ...(choices && { choices }),
            ...(values && { values }),
          };
        }),
      formats: endingsOf(query),
      url: `${origin}/q/${query.name}`,
    })),
  };
}

/** The list for people. */
export function listPage(queries: readonly SavedQuery[], search: string, lang: PageLanguage): string {
  const own = words[lang];
  const other = lang === 'sv' ? 'en' : 'sv';
  return pageOf({
    lang,
    title: own.title,
    body: html`<main><h1>${own.title}</h1><p>${own.about} <a href="/q?lang=${other}" lang="${other}" hreflang="${other}">${own.other}</a></p>
<form action="/q" role="search"><input type="hidden" name="lang" value="${lang}"><label>${own.search}<input type="search" name="search" value="${search}"></label><button>${own.search}</button></form>
${queries.length === 0 ? html`<p role="status">${own.none}</p>` : null}<ul class="queries">
${queries.map(
  (
    query,
  ) => html`<li><a href="/q/${query.name}?lang=${lang}">${query.title[lang]}</a><br>${query.description[lang]}
<br><span class="quiet">${query.audience.map((one) => own.for[one]).join(', ')}</span> ${endingsOf(query).map((ending) => html`<a href="/q/${query.name}.${ending}?lang=${lang}">.${ending}</a> `)}</li>
`,
)}</ul></main>`,
  });
}
