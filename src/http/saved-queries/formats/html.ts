import { discoveryLink } from '../../embed/snippet.ts';
import { html as markup } from '../../markup.ts';
import type { Format } from '../format.ts';
import { embedBody } from '../html/embed-body.ts';
import { embedPolicy, pageOf } from '../html/page.ts';
import { reasonMarkup } from '../html/reason.ts';
import { reasonOf } from '../words/reason.ts';

const words = {
  sv: { refused: 'Uppgifterna kan inte visas' },
  en: { refused: 'The data cannot be shown' },
} as const;

/** A page for frames of other sites. It needs no script. */
export const html: Format = {
  ending: 'html',
  contentType: 'text/html; charset=utf-8',
  headers: { 'content-security-policy': embedPolicy },
  isFrameable: true,
  isForReaders: true,
  fits: ({ isQuery }) => isQuery,
  write(rendering) {
    const { query, lang, options } = rendering;
    return pageOf({
      lang,
      title: query.title[lang],
      theme: options.theme,
      head: [discoveryLink(rendering.addressOf(''), query.title[lang])],
      body: embedBody(rendering, { isPage: true }),
    });
  },
  refuse: (problem, { lang, theme, query }) =>
    pageOf({
      lang,
      title: query?.title[lang] ?? words[lang].refused,
      theme,
      body: markup`<main><p role="status">${words[lang].refused}. ${reasonMarkup(reasonOf(problem, lang, query))}</p></main>`,
    }),
};
