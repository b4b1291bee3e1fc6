import { html, Markup } from '../../markup.ts';
import type { Rendering } from '../format.ts';
import { markMarkup, sourcesMarkup } from './sources.ts';
import { viewOf } from './views.ts';

const words = {
  sv: { more: 'Alla format och mer om frågan' },
  en: { more: 'All formats and more on the query' },
} as const;

/** Title, answer and sources: all of a page for a frame, or a part of a page of another site. */
export function embedBody(rendering: Rendering, { isPage }: { isPage: boolean }): Markup {
  const { query, lang, addressOf } = rendering;
  // A part must not have the landmarks and headings of a page.
  const main = new Markup(isPage ? 'main' : 'div');
  const title = new Markup(isPage ? 'h1' : 'p');
  const footer = new Markup(isPage ? 'footer' : 'div');
  return html`<${main}><${title} class="title">${query.title[lang]}</${title}>
${rendering.subject ? html`<p class="quiet">${rendering.subject}</p>` : null}
${markMarkup(rendering)}
${viewOf(rendering)}</${main}>
<${footer} class="footer">${sourcesMarkup(rendering)}<p><a href="${addressOf('')}" rel="noopener" target="_blank">${words[lang].more}</a></p></${footer}>`;
}
