import { namedAxes, suggestedAxes } from './axes.ts';
import { chartView } from './chart.ts';
import { el } from './dom.ts';
import { jsonView } from './editor.ts';
import { type Answered, openRows } from './rows.ts';
import { addressOf, isSame } from './share.ts';
import { shareView } from './share-view.ts';
import { markOf, sourcesView } from './sources.ts';
import { tableView } from './table.ts';
import { tabs } from './tabs.ts';
import type { Lang, Words } from './words.ts';

type View = 'json' | 'table' | 'chart' | 'sources';

interface AnswerOptions {
  lang: Lang;
  words: Words;
  names: ReadonlyMap<string, string>;
  view: View;
  onView: (view: View) => void;
}

/** The last answer in the view that was chosen, with its errors and marks above, and what can be made of it below. */
export function answerView(
  answered: Answered,
  { lang, words, names, view, onView }: AnswerOptions,
): HTMLElement {
  const last = answered.bodies.at(-1);
  const show: Readonly<Record<View, (panel: HTMLElement) => void>> = {
    json: (panel) => panel.append(jsonView(jsonOf(answered), words.jsonText)),
    table: (panel) => {
      const opened = openRows(answered, lang);
      panel.append(opened ? tableView(opened, { lang, words }) : el('p', {}, words.noTable));
    },
    chart: (panel) => {
      const opened = openRows(answered, lang);
      if (!isDrawnByServer(answered)) {
        if (!opened) panel.append(el('p', {}, words.noTable));
        else {
          const axes = namedAxes(opened, answered.example?.view ?? {}) ?? suggestedAxes(opened);
          panel.append(chartView(opened, { axes, lang, words }));
        }
        return;
      }
      void addressOf(answered).then((address) => {
        const alt = answered.example?.title[lang] ?? '';
        if (!address) return;
        const picture = new URL(address('.svg'));
        picture.searchParams.set('lang', lang);
        picture.searchParams.set(
          'theme',
          matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
        );
        panel.append(el('img', { class: 'drawing', src: picture.href, alt }));
      });
    },
    sources: (panel) => panel.append(sourcesView(answered, { lang, words, names })),
  };
  const made = tabs(
    'answer',
    (['json', 'table', 'chart', 'sources'] as const).map((id) => ({
      id,
      label: labelOf(id, answered, words),
    })),
    {
      label: words.answer,
      chosen: view,
      show: (id, panel) => {
        onView(id);
        show[id](panel);
      },
    },
  );
  const share = el('div');
  void shareView(answered, { lang, words }).then((section) => share.replaceChildren(section));
  return el(
    'div',
    {},
    ...markOf(last?.sources ?? [], words),
    ...errorsOf(answered, words),
    made.element,
    share,
  );
}

function labelOf(id: View, { bodies }: Answered, words: Words): string {
  const count = id === 'sources' ? bodies.at(-1)?.sources.length : undefined;
  return count === undefined ? words[id] : `${words[id]} (${count})`;
}

function jsonOf({ bodies }: Answered): string {
  const whole = bodies.map((body) => body.whole);
  return JSON.stringify(whole.length === 1 ? whole[0] : whole, null, 2);
}

function errorsOf({ bodies }: Answered, words: Words): HTMLElement[] {
  const errors = bodies.at(-1)?.errors ?? [];
  if (errors.length === 0) return [];
  const items = errors.map(({ message, path }) =>
    el('li', { lang: 'en' }, path === '' ? message : `${path}: ${message}`),
  );
  return [el('div', { class: 'problem' }, el('h3', {}, words.errors), el('ul', {}, ...items))];
}

/** The server draws a saved query as it is. */
function isDrawnByServer({ example, document }: Answered): boolean {
  return Boolean(example?.formats.includes('svg')) && isSame(example?.document ?? '', document);
}
