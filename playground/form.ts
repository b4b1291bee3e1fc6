import type { Variable } from '../src/http/saved-queries/variables.ts';
import { type AnswerBody, list, record, text } from './answer-body.ts';
import { el } from './dom.ts';
import type { Example, ExampleVariable } from './examples.ts';
import type { Lang, Words } from './words.ts';

export interface Choice {
  value: string;
  label: string;
}

/** The values of a form as they were typed, by the names of variables. */
export type Typed = Map<string, string>;

interface FormOptions {
  lang: Lang;
  words: Words;
  example: Example | null;
  typed: Typed;
  onChange: () => void;
  /** Asks for a list of the content; empty where it cannot be had. */
  choicesOf: (name: string) => Promise<readonly Choice[]>;
}

/** A field for every variable. What is left empty is not sent. */
export function variablesForm(variables: readonly Variable[], options: FormOptions): HTMLElement {
  const { words, typed, example, lang } = options;
  return el(
    'fieldset',
    { class: 'variables', ...(variables.length === 0 && { hidden: true }) },
    el('legend', {}, words.variables),
    ...variables.map((variable) => {
      const notes = example?.variables[variable.name];
      const id = `variable-${variable.name}`;
      const onValue = (value: string) => {
        typed.set(variable.name, value);
        options.onChange();
      };
      const control = controlOf(variable, notes, id, { ...options, onValue });
      control.value = typed.get(variable.name) ?? startOf(variable, notes, lang);
      control.addEventListener('input', () => onValue(control.value));
      const label = notes?.label[lang] ?? (variable.name === 'lang' ? languageLabel[lang] : variable.name);
      return el(
        'div',
        {},
        el('label', { for: id }, label, ' ', el('code', {}, `$${variable.name}: ${variable.type}`)),
        control,
      );
    }),
  );
}

const languageLabel: Readonly<Record<Lang, string>> = { sv: 'Språk', en: 'Language' };
const dayMs = 86_400_000;

/** What a field begins with. */
export function startOf(variable: Variable, notes: ExampleVariable | undefined, lang: Lang): string {
  if (variable.name === 'lang' && variable.values) return lang.toUpperCase();
  if (notes?.daysAgo !== undefined)
    return new Date(Date.now() - notes.daysAgo * dayMs).toISOString().slice(0, 10);
  return variable.defaultText ?? '';
}

function controlOf(
  variable: Variable,
  notes: ExampleVariable | undefined,
  id: string,
  { words, lang, choicesOf, onValue }: FormOptions & { onValue: (value: string) => void },
): HTMLInputElement | HTMLSelectElement {
  const { type, isList, isRequired, values } = variable;
  const optional = isRequired ? [] : [el('option', { value: '' }, '–')];
  const options = (choices: readonly Choice[]) =>
    choices.map(({ value, label }) => el('option', { value }, label));
  if (/^Boolean!?$/.test(type)) {
    return el(
      'select',
      { id },
      ...optional,
      ...options([
        { value: 'true', label: words.yes },
        { value: 'false', label: words.no },
      ]),
    );
  }
  if (values && !isList)
    return el('select', { id }, ...optional, ...options(values.map((value) => ({ value, label: value }))));
  const input = el('input', {
    id,
    type: 'text',
    autocomplete: 'off',
    required: isRequired,
    ...(/^(Int|Float)!?$/.test(type) && { inputmode: 'decimal' }),
  });
  const choices = notes?.choices ?? values?.map((value) => ({ value, label: { sv: value, en: value } }));
  if (!choices) return input;
  const offer = (found: readonly Choice[]) => {
    if (found.length === 0) return;
    const list = el('datalist', { id: `${id}-choices` }, ...options(found));
    if (isList) {
      input.setAttribute('list', list.id);
      input.after(list);
      return;
    }
    // A value that the list lacks, such as a place of another kind, stays chosen.
    const isLacking = input.value !== '' && !found.some(({ value }) => value === input.value);
    const own = isLacking ? [{ value: input.value, label: input.value }] : [];
    const select = el('select', { id }, ...optional, ...options([...own, ...found]));
    select.value = input.value;
    select.addEventListener('input', () => onValue(select.value));
    input.replaceWith(select);
  };
  // After the field has its value and its place.
  const found =
    typeof choices === 'string'
      ? choicesOf(choices)
      : Promise.resolve(choices.map(({ value, label }) => ({ value, label: label[lang] })));
  void found.then(offer);
  return input;
}

/** Reads an answer whose lists, one after the other, have items with `value` and `label`. */
export function choicesIn({ data }: AnswerBody): Choice[] {
  return Object.values(record(data))
    .flatMap(list)
    .flatMap((item) => {
      const { value, label } = record(item);
      const code = text(value);
      return code === null ? [] : [{ value: code, label: text(label) ?? code }];
    });
}
