import { html } from '../../markup.ts';
import type { Citation } from '../cite.ts';
import type { Rendering } from '../format.ts';
import { pageOf } from './page.ts';
import { markMarkup, sourcesMarkup } from './sources.ts';

const words = {
  sv: {
    cite: 'Hänvisa till',
    time: 'Tid',
    hash: 'Hash',
    now: 'Svaret nu',
    before: 'Svaret som det var',
    until: 'Finns kvar till',
    gone: 'Svaret sparas inte',
  },
  en: {
    cite: 'Cite',
    time: 'Time',
    hash: 'Hash',
    now: 'The answer now',
    before: 'The answer as it was',
    until: 'Kept until',
    gone: 'The answer is not kept',
  },
} as const;

/** How an answer is cited, for people. */
export function citationPage(citation: Citation, rendering: Rendering): string {
  const { lang } = rendering;
  const own = words[lang];
  const { title, text, time, hash, address, citedAddress, keptUntil, reason } = citation;
  return pageOf({
    lang,
    title: `${own.cite}: ${title}`,
    body: html`<main><h1>${own.cite}: ${title}</h1>
${markMarkup(rendering)}
<pre tabindex="0">${text}</pre>
<ul><li>${own.time}: <time datetime="${time}">${time}</time></li><li>${own.hash}: <code>${hash}</code></li>
<li><a href="${address}">${own.now}</a></li><li><a href="${citedAddress}">${own.before}</a></li>
<li>${keptUntil ? `${own.until} ${keptUntil.slice(0, 10)}` : html`${own.gone}: <span lang="en">${reason}</span>`}</li></ul>
${sourcesMarkup(rendering)}</main>`,
  });
}
