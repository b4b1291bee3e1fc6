import { html, isWebAddress, type Markup } from '../../markup.ts';
import type { SourceLine } from '../answer.ts';
import type { Rendering } from '../format.ts';
import type { PageLanguage } from '../front-matter.ts';
import { licenceOf, markOf, nameOf, sourceWords, stateOf } from '../source-lines.ts';

/** What stands before figures that are old or invented. */
export function markMarkup(rendering: Rendering): Markup | null {
  const mark = markOf(rendering);
  return mark === null ? null : html`<p class="mark" role="note">${mark}</p>`;
}

/** The sources of an answer, with state, day and licence, and whom to name. */
export function sourcesMarkup({ answer, lang }: Rendering): Markup {
  const words = sourceWords(lang);
  return html`<ul>${answer.sources.map((line) => sourceMarkup(line, lang))}</ul>${
    answer.attributions.length > 0
      ? html`<p>${words.attribution}: ${answer.attributions.join('; ')}</p>`
      : null
  }`;
}

function sourceMarkup(line: SourceLine, lang: PageLanguage): Markup {
  const { retrievedAt } = line;
  const words = sourceWords(lang);
  const terms = licenceOf(line, lang);
  return html`<li>${nameOf(line)}: ${stateOf(line, lang)}${
    retrievedAt ? html` <time datetime="${retrievedAt}">${retrievedAt.slice(0, 10)}</time>` : null
  }, ${words.licence}: ${isWebAddress(terms) ? html`<a href="${terms}" rel="noopener license" target="_blank">${terms}</a>` : terms}</li>`;
}
