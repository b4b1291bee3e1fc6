import { html, type Markup } from '../../markup.ts';
import type { Reason } from '../words/reason.ts';

/** Why there is no answer, with what is known in English alone marked as such. */
export const reasonMarkup = ({ text, detail }: Reason): Markup =>
  html`${text}${detail === null ? null : html` <span class="quiet" lang="en">${detail}</span>`}`;
