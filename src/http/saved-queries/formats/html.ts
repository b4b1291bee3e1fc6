import { html as markup } from '../../markup.ts';
import type { Format } from '../format.ts';
import { embedPolicy, pageOf } from '../html/page.ts';
import { markMarkup, sourcesMarkup } from '../html/sources.ts';
import { viewOf } from '../html/views.ts';

const words = {
  sv: { more: 'Alla format och mer om frågan', refused: 'Uppgifterna kan inte visas' },
  en: { more: 'All formats and more on the query', refused: 'The data cannot be shown' },
} as const;

/** A page for frames of other sites. It needs no script. */
export const html: Format = {
  ending: 'html',
  contentType: 'text/html; charset=utf-8',
  headers: { 'content-security-policy': embedPolicy },
  isFrameable: true,
  fits: ({ isQuery }) => isQuery,
  write(rendering) {
    const { query, lang, options, addressOf } = rendering;
    return pageOf({
      lang,
      title: query.title[lang],
      theme: options.theme,
      body: markup`<main><h1>${query.title[lang]}</h1>
${markMarkup(rendering)}
${viewOf(rendering)}</main>
<footer>${sourcesMarkup(rendering)}<p><a href="${addressOf('')}" rel="noopener" target="_blank">${words[lang].more}</a></p></footer>`,
    });
  },
  refuse: ({ message }, { lang, theme, query }) =>
    pageOf({
      lang,
      title: query?.title[lang] ?? words[lang].refused,
      theme,
      body: markup`<main><p role="status">${words[lang].refused}. <span lang="en">${message}</span></p></main>`,
    }),
};
