import { readChart } from '../chart/read-chart.ts';
import { isDrawn } from '../chart/shown-view.ts';
import { pictureOf, refusalOf } from '../drawing/picture.ts';
import type { Format, RefusedRendering, Rendering } from '../format.ts';
import { Problem } from '../problem.ts';
import { reasonOf } from '../words/reason.ts';

/** A picture of the answer, with its title, sources and licences. */
export const svg: Format = {
  ending: 'svg',
  contentType: 'image/svg+xml; charset=utf-8',
  isForReaders: true,
  fits: ({ isQuery, view }) => isQuery && isDrawn(view),
  write: drawn,
  refuse: refused,
};

/** The answer as a picture. Throws a `Problem` where it is asked for in a view without one. */
export function drawn(rendering: Rendering): string {
  const chart = readChart(rendering);
  if (!chart)
    throw new Problem(
      'BAD_USER_INPUT',
      { en: 'There is no picture of this view.', sv: 'Det finns ingen bild av den här vyn.' },
      { argument: 'view' },
    );
  return pictureOf(rendering, chart);
}

export function refused(problem: Problem, { query, lang, theme }: RefusedRendering): string {
  const { text, detail } = reasonOf(problem, lang, query);
  return refusalOf(detail === null ? text : `${text} (${detail})`, {
    title: query?.title[lang] ?? null,
    lang,
    theme: theme === 'dark' ? 'dark' : 'light',
  });
}
