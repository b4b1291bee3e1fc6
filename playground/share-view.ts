import { announce, copyButton } from './copy.ts';
import { el, outsideLink } from './dom.ts';
import type { Answered } from './rows.ts';
import { type AddressOf, addressOf, fileEndings, isSame, isSubscription } from './share.ts';
import { element, frame, languages } from './snippets.ts';
import type { Lang, Words } from './words.ts';

const fileNames: Readonly<Record<string, string>> = {
  csv: 'CSV',
  xlsx: 'Excel',
  json: 'JSON',
  jsonstat: 'JSON-stat',
  svg: 'SVG',
  png: 'PNG',
  atom: 'Atom',
  jsonfeed: 'JSON Feed',
};

/** Files, links and code for the last answer. */
export async function shareView(
  answered: Answered,
  { lang, words }: { lang: Lang; words: Words },
): Promise<HTMLElement> {
  const address = await addressOf(answered);
  return el(
    'section',
    { class: 'share', 'aria-labelledby': 'share-heading' },
    el('h3', { id: 'share-heading' }, words.share),
    address
      ? links(answered, address, { lang, words })
      : el('p', {}, isSubscription(answered.operation.operation) ? words.noLinkOfStream : words.tooLong),
    isSubscription(answered.operation.operation) ? null : code(answered, address, words),
  );
}

function links(
  answered: Answered,
  address: AddressOf,
  { lang, words }: { lang: Lang; words: Words },
): HTMLElement {
  const { example, document, operation } = answered;
  const isSaved = example !== null && isSame(example.document, document);
  const title = isSaved ? example.title[lang] : (operation.operation.name?.value ?? 'JobTech Graph');
  return el(
    'div',
    { class: 'row' },
    ...fileEndings(answered).map((ending) =>
      el(
        'a',
        {
          class: 'button',
          href: address(`.${ending}`),
          ...(isSavedAsFile(ending) && { download: '' }),
          target: '_blank',
          rel: 'noopener',
        },
        fileNames[ending] ?? ending,
      ),
    ),
    outsideLink(address(''), words.page),
    outsideLink(address('/cite'), words.cite),
    copyButton(`${words.copy}: ${words.page.toLocaleLowerCase(lang)}`, () => address(''), words),
    copyButton(
      `${words.copy}: ${words.embed.toLocaleLowerCase(lang)}`,
      () => frame(address('.html'), title),
      words,
    ),
    ...(isSaved
      ? [
          copyButton(
            `${words.copy}: ${words.element.toLocaleLowerCase(lang)}`,
            () => element(location.origin, { query: example.name, lang, given: answered.given }),
            words,
          ),
        ]
      : []),
  );
}

/** What browsers show, they open. */
const isSavedAsFile = (ending: string): boolean =>
  !['json', 'svg', 'png', 'atom', 'jsonfeed'].includes(ending);

function code({ document, variables }: Answered, address: AddressOf | null, words: Words): HTMLElement {
  const asked = {
    endpoint: `${location.origin}/graphql`,
    document,
    variables,
    csv: address?.('.csv') ?? null,
  };
  const offered = languages.flatMap(({ id, label, write }) => {
    const written = write(asked);
    return written ? [{ id, label, written }] : [];
  });
  const choice = el(
    'select',
    { id: 'code-language' },
    ...offered.map(({ id, label }) => el('option', { value: id }, label)),
  );
  const shown = el('pre', { tabindex: 0, role: 'region', 'aria-label': words.code });
  const current = () => offered.find(({ id }) => id === choice.value)?.written ?? '';
  choice.addEventListener('input', () => {
    shown.textContent = current();
    announce(choice.selectedOptions[0]?.text ?? '');
  });
  shown.textContent = current();
  return el(
    'details',
    {},
    el('summary', {}, words.code),
    el(
      'div',
      { class: 'row' },
      el('label', { for: 'code-language' }, words.codeFor),
      choice,
      copyButton(words.copy, current, words),
    ),
    shown,
  );
}
