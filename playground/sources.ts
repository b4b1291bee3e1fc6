import type { SourceLine } from './answer-body.ts';
import { el, isWebAddress, outsideLink } from './dom.ts';
import type { Answered } from './rows.ts';
import type { Lang, Words } from './words.ts';

interface SourcesOptions {
  lang: Lang;
  words: Words;
  /** Names of sources for people, by their ids. */
  names: ReadonlyMap<string, string>;
}

/** Where the last answer is from: its sources, those that failed, whom to name, and what it cost. */
export function sourcesView({ bodies, pointsLeft }: Answered, options: SourcesOptions): HTMLElement {
  const { words, names } = options;
  const last = bodies.at(-1);
  if (!last) return el('p', {}, words.noSources);
  const heads = [words.source, words.state, words.age, words.licence, words.calls];
  return el(
    'div',
    {},
    ...markOf(last.sources, words),
    last.sources.length === 0
      ? el('p', {}, words.noSources)
      : el(
          'div',
          { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': words.sources },
          el(
            'table',
            {},
            el('thead', {}, el('tr', {}, ...heads.map((head) => el('th', { scope: 'col' }, head)))),
            el('tbody', {}, ...last.sources.map((line) => sourceRow(line, options))),
          ),
        ),
    last.failures.length > 0 &&
      el(
        'div',
        {},
        el('h3', {}, words.failures),
        el(
          'ul',
          {},
          ...last.failures.map(({ source, message }) =>
            el('li', {}, `${names.get(source) ?? source}: `, el('span', { lang: 'en' }, message)),
          ),
        ),
      ),
    last.attributions.length > 0 && el('p', {}, `${words.attribution}: ${last.attributions.join('; ')}`),
    pointsLeft !== null && el('p', { class: 'quiet' }, words.pointsLeft(pointsLeft)),
  );
}

/** What marks old or invented data; it stands above every view of an answer. */
export function markOf(sources: readonly SourceLine[], words: Words): HTMLElement[] {
  return ['SAMPLE', 'STALE']
    .filter((state) => sources.some((line) => line.state === state))
    .map((state) => el('p', { class: 'mark' }, words.marks[state] ?? state));
}

function sourceRow(line: SourceLine, { lang, words, names }: SourcesOptions): HTMLTableRowElement {
  const { source, state, retrievedAt, licence, error, requests, cacheHits } = line;
  const name = names.get(source);
  const calls = [String(requests), ...(cacheHits > 0 ? [words.fromCache(cacheHits)] : [])].join(', ');
  return el(
    'tr',
    {},
    el('td', {}, name ? `${name} (${source})` : source),
    el(
      'td',
      {},
      state ? `${state}: ${words.states[state] ?? state}` : `${words.failed}${error ? ` (${error})` : ''}`,
    ),
    el(
      'td',
      {},
      retrievedAt ? el('time', { datetime: retrievedAt, title: retrievedAt }, ageOf(retrievedAt, lang)) : '–',
    ),
    el('td', {}, licenceOf(licence, words)),
    el('td', {}, calls),
  );
}

function licenceOf(licence: string | null, words: Words): Node | string {
  if (licence === null) return words.notStated;
  if (isWebAddress(licence)) return outsideLink(licence, licence);
  // A licence of SPDX has a page of its own.
  return /^[A-Za-z0-9]+(?:[-.+][A-Za-z0-9]+)+$/.test(licence)
    ? outsideLink(`https://spdx.org/licenses/${licence}`, licence)
    : licence;
}

const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

function ageOf(time: string, lang: Lang): string {
  const seconds = Math.round((Date.parse(time) - Date.now()) / 1_000);
  if (!Number.isFinite(seconds)) return time;
  const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(lang, { numeric: 'auto' }).format(Math.trunc(seconds / size), unit);
}
