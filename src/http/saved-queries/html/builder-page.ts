import { attributeOf, elementOf, frameOf, ownAttributes } from '../../embed/snippet.ts';
import { html, type Markup } from '../../markup.ts';
import { viewsOf } from '../chart/shown-view.ts';
import type { SavedQuery } from '../query.ts';
import { pageOf } from './page.ts';
import { type FormOfQuery, variableFields } from './query-page.ts';

const words = {
  sv: {
    title: 'Bädda in en sparad fråga',
    about: 'Välj en fråga och klistra in raderna på din sida. Inga kakor, ingen spårning.',
    query: 'Fråga',
    view: 'Vy',
    theme: 'Färger',
    lang: 'Språk',
    show: 'Visa',
    element: 'Med skript',
    frame: 'Utan skript',
    preview: 'Så blir det',
    own: 'frågans egen',
    views: {
      table: 'tabell',
      matrix: 'matris',
      bar: 'staplar',
      line: 'linjer',
      list: 'lista',
      number: 'tal',
      map: 'karta',
    },
    themes: { auto: 'som läsaren har valt', light: 'ljusa', dark: 'mörka' },
  },
  en: {
    title: 'Embed a saved query',
    about: 'Choose a query, and paste the lines into your page. No cookies, no tracking.',
    query: 'Query',
    view: 'View',
    theme: 'Colours',
    lang: 'Language',
    show: 'Show',
    element: 'With a script',
    frame: 'Without a script',
    preview: 'What it looks like',
    own: 'the query’s own',
    views: {
      table: 'table',
      matrix: 'matrix',
      bar: 'bars',
      line: 'lines',
      list: 'list',
      number: 'number',
      map: 'map',
    },
    themes: { auto: 'as the reader has chosen', light: 'light', dark: 'dark' },
  },
} as const;

interface BuilderPage extends FormOfQuery {
  queries: readonly SavedQuery[];
  origin: string;
  addressOf(ending: string): string;
}

/** The page that builds an embed. Its form works without scripts; with one the preview follows each choice. */
export function builderPage(page: BuilderPage): string {
  const { queries, query, lang, given, origin, addressOf } = page;
  const own = words[lang];
  const variables = query.variables.map(({ name }) => name).filter((name) => name !== 'lang');
  const attributes = [...new Map([...given, ['query', query.name], ['lang', lang]] as [string, string][])]
    .filter(([name, value]) => value !== '' && (ownAttributes.includes(name) || variables.includes(name)))
    .map(([name, value]) => [ownAttributes.includes(name) ? name : attributeOf(name), value] as const);
  const frame = new URL(addressOf('html'));
  for (const name of ['view', 'theme']) {
    const value = given.get(name);
    if (value) frame.searchParams.set(name, value);
  }
  frame.searchParams.delete('query');
  return pageOf({
    lang,
    title: own.title,
    head: [html`<script src="/embed.js" defer></script><script src="/embed-builder.js" defer></script>`],
    body: html`<main><h1>${own.title}</h1><p>${own.about}</p>
<form action="/embed" data-builder>${select(
      own.query,
      'query',
      queries.map(({ name, title }) => [name, title[lang]]),
      query.name,
    )}${select(
      own.lang,
      'lang',
      [
        ['sv', 'Svenska'],
        ['en', 'English'],
      ],
      lang,
    )}${select(
      own.view,
      'view',
      [['', own.own], ...viewsOf(query.view).map((view) => [view, own.views[view]] as const)],
      given.get('view') ?? '',
    )}${select(own.theme, 'theme', Object.entries(own.themes), given.get('theme') ?? 'auto')}
${variableFields(page)}<button>${own.show}</button></form>
<h2>${own.element}</h2><pre tabindex="0" id="snippet">${`<script src="${origin}/embed.js" defer></script>\n${elementOf(attributes)}`}</pre>
<h2>${own.frame}</h2><pre tabindex="0" id="frame">${frameOf(frame.href, query.title[lang], { width: '100%', height: '480' })}</pre>
<h2>${own.preview}</h2><jobtech-graph${attributes.map(([name, value]) => html` ${name}="${value}"`)}></jobtech-graph></main>`,
  });
}

const select = (
  label: string,
  name: string,
  choices: readonly (readonly [value: string, label: string])[],
  chosen: string,
): Markup =>
  html`<label>${label}<select name="${name}">${choices.map(
    ([value, text]) =>
      html`<option value="${value}"${value === chosen ? html` selected` : null}>${text}</option>`,
  )}</select></label>
`;
