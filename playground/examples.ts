import { foldWords, wordsBeginning } from '../src/text/fold.ts';
import { el } from './dom.ts';
import type { Lang, Words } from './words.ts';

type Text = Readonly<Record<Lang, string>>;

/** A saved query, as `/playground/examples.json` has it. */
export interface Example {
  name: string;
  title: Text;
  description: Text;
  for: readonly (keyof Words['audience'])[];
  /** How it is shown, and names of columns. */
  view: Readonly<Record<string, unknown>>;
  variables: Readonly<Record<string, ExampleVariable>>;
  columns: Readonly<Record<string, Text>>;
  document: string;
  /** Endings of its formats below `/q/`; none of a subscription. */
  formats: readonly string[];
}

export interface ExampleVariable {
  label: Text;
  /** The values themselves, or the name of a list of the content. */
  choices?: string | readonly { value: string; label: Text }[];
  daysAgo?: number;
}

export interface Examples {
  examples: readonly Example[];
  /** Selections that answer the lists, by their names. */
  lists: Readonly<Record<string, readonly string[]>>;
}

/** The examples under a field that searches them. They stay, whatever has been opened. */
export function examplesList(
  { examples }: Examples,
  { lang, words, open }: { lang: Lang; words: Words; open: (example: Example) => void },
): HTMLElement {
  const list = el('ul', { class: 'examples' });
  const count = el('p', { role: 'status', class: 'quiet' });
  const search = el('input', { type: 'search', id: 'example-search', autocomplete: 'off' });
  const show = () => {
    const found = matching(examples, search.value);
    count.textContent = found.length === 0 ? words.noExample : words.found(found.length);
    list.replaceChildren(...found.map((example) => item(example, { lang, words, open })));
  };
  search.addEventListener('input', show);
  show();
  return el('div', {}, el('label', { for: 'example-search' }, words.searchExamples), search, count, list);
}

function item(
  example: Example,
  { lang, words, open }: { lang: Lang; words: Words; open: (example: Example) => void },
): HTMLElement {
  const whom = example.for.map((one) => words.audience[one]).join(', ');
  const made = el(
    'button',
    { type: 'button' },
    el('strong', {}, example.title[lang]),
    el('span', {}, example.description[lang]),
    el('span', { class: 'quiet' }, whom),
  );
  made.addEventListener('click', () => open(example));
  return el('li', {}, made);
}

function matching(examples: readonly Example[], search: string): readonly Example[] {
  if (search.trim() === '') return examples;
  const holds = wordsBeginning(search);
  return examples.filter(({ name, title, description }) =>
    holds([foldWords([name, title.sv, title.en, description.sv, description.en].join(' '))]),
  );
}
