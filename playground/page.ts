import { buildSchema, type GraphQLSchema, stripIgnoredCharacters } from 'graphql';
import { Problem } from '../src/http/saved-queries/problem.ts';
import { readVariables, type Variable } from '../src/http/saved-queries/variables.ts';
import { list, record, text } from './answer-body.ts';
import { answerView } from './answer-view.ts';
import { askAll, askOnce, NoAnswer, type Received } from './ask.ts';
import { announce } from './copy.ts';
import { button, el } from './dom.ts';
import { type QueryEditor, queryEditor } from './editor.ts';
import { type Example, type Examples, examplesList } from './examples.ts';
import { type Choice, choicesIn, startOf, type Typed, variablesForm } from './form.ts';
import { type Operation, planOf, readOperation, variablesIn } from './operation.ts';
import type { Answered } from './rows.ts';
import { isSame, isSubscription } from './share.ts';
import { keepDraft, keepLanguage, keptDraft, keptLanguage } from './storage.ts';
import { tabs } from './tabs.ts';
import { words as allWords, type Lang, type Words } from './words.ts';

/** A stream may go on for days. */
const maxEvents = 200;

interface State {
  lang: Lang;
  document: string;
  typed: Typed;
  example: Example | null;
  examples: Examples;
  schema: GraphQLSchema | null;
  /** Null until the schema has been asked for. */
  isSchemaAsked: boolean;
  names: ReadonlyMap<string, string>;
  answered: Answered | null;
  running: AbortController | null;
  view: 'json' | 'table' | 'chart' | 'sources';
  left: 'examples' | 'docs';
  docsAt: string;
}

/** Draws the page, and keeps it up to date with what its reader does. */
export async function openPage(): Promise<void> {
  const page = new Page();
  page.draw();
  await page.load();
}

class Page {
  private editor: QueryEditor | null = null;
  private readonly choices = new Map<string, Promise<readonly Choice[]>>();
  private readonly state: State = {
    lang: keptLanguage(),
    document: '',
    typed: new Map(),
    example: null,
    examples: { examples: [], lists: {} },
    schema: null,
    isSchemaAsked: false,
    names: new Map(),
    answered: null,
    running: null,
    view: 'json',
    left: 'examples',
    docsAt: '',
  };

  private get words(): Words {
    return allWords[this.state.lang];
  }

  /** Fetches what the page needs: the examples, then the schema. */
  async load(): Promise<void> {
    const { state } = this;
    state.examples = await fetch('/playground/examples.json')
      .then((response) => response.json())
      .catch(() => state.examples);
    this.begin();
    this.draw();
    const schema = fetch('/schema.graphql').then(async (response) => {
      const sdl = await response.text();
      // It has been checked where it was made.
      return buildSchema(sdl, { assumeValid: true, assumeValidSDL: true });
    });
    state.schema = await schema.catch(() => null);
    state.isSchemaAsked = true;
    if (state.schema) this.editor?.useSchema(state.schema);
    this.drawForm();
    this.drawLeft();
  }

  /** What stands in the editor first: the query of the address, what stood there before, or the first example. */
  private begin(): void {
    const { state } = this;
    const given = new URLSearchParams(location.search);
    const query = given.get('query');
    const draft = keptDraft();
    const [first] = state.examples.examples;
    if (query !== null) {
      state.document = query;
      const variables = record(parsedOr(given.get('variables') ?? '{}'));
      for (const [name, value] of Object.entries(variables))
        state.typed.set(
          name,
          Array.isArray(value)
            ? value.join(',')
            : typeof value === 'object'
              ? JSON.stringify(value)
              : String(value),
        );
    } else if (draft) {
      state.document = draft.document;
      state.typed = new Map(draft.typed);
    } else if (first) {
      state.document = first.document;
    }
    state.example = state.examples.examples.find(({ document }) => isSame(document, state.document)) ?? null;
  }

  /** Draws everything anew, as when the language changes. */
  draw(): void {
    const { state, words } = this;
    const { lang } = state;
    document.documentElement.lang = lang;
    this.editor = queryEditor(state.document, {
      label: words.queryText,
      onChange: () => this.edited(),
      onRun: () => void this.run(),
      onDocs: (type) => this.openDocs(type),
    });
    if (state.schema) this.editor.useSchema(state.schema);
    const other = lang === 'sv' ? 'en' : 'sv';
    const left = el(
      'details',
      { class: 'left', open: window.innerWidth >= 1000 },
      el('summary', {}, words.left),
      el('div', { id: 'left' }),
    );
    document.body.replaceChildren(
      el(
        'header',
        {},
        el('h1', {}, 'JobTech Graph'),
        el('p', {}, words.about),
        el(
          'nav',
          { 'aria-label': 'JobTech Graph' },
          el('a', { href: `/q?lang=${lang}` }, words.saved),
          el('a', { href: '/docs', hreflang: 'en' }, words.guides),
          el('a', { href: '/schema.graphql' }, words.schema),
          button(words.other, () => this.speak(other), { lang: other }),
        ),
      ),
      el(
        'main',
        {},
        left,
        el(
          'section',
          { class: 'query', 'aria-labelledby': 'query-heading' },
          el('h2', { id: 'query-heading' }, words.query),
          el('div', { class: 'row', id: 'run' }),
          el('div', { class: 'editor' }, this.editor.element),
          el('div', { id: 'problem', role: 'alert' }),
          el('div', { id: 'form' }),
        ),
        el(
          'section',
          { class: 'answer', 'aria-labelledby': 'answer-heading' },
          el('h2', { id: 'answer-heading' }, words.answer),
          el('p', { id: 'status', role: 'status' }),
          el('div', { id: 'answer' }),
        ),
      ),
    );
    this.drawRun();
    this.drawLeft();
    this.drawForm();
    this.drawAnswer();
  }

  private speak(lang: Lang): void {
    this.state.lang = lang;
    keepLanguage(lang);
    this.state.typed.delete('lang');
    this.choices.clear();
    this.draw();
    document.querySelector<HTMLElement>('header button')?.focus();
  }

  private drawRun(): void {
    const { state, words } = this;
    const main = state.running
      ? button(words.stop, () => state.running?.abort(), { class: 'primary' })
      : button(words.run, () => void this.run(), { class: 'primary', title: words.runHint });
    const place = byId('run');
    const hadFocus = place.contains(document.activeElement);
    place.replaceChildren(main, el('span', { class: 'quiet hint' }, words.runHint));
    if (hadFocus) main.focus();
  }

  private drawLeft(): void {
    const { state, words } = this;
    const { lang } = state;
    const made = tabs(
      'left',
      [
        { id: 'examples', label: words.examples },
        { id: 'docs', label: words.documentation },
      ],
      {
        label: words.left,
        chosen: state.left,
        show: (id, panel) => {
          state.left = id;
          if (id === 'examples')
            panel.append(
              examplesList(state.examples, { lang, words, open: (example) => this.openExample(example) }),
            );
          else if (state.schema) void this.drawDocs(panel, state.schema);
          else panel.append(el('p', {}, state.isSchemaAsked ? words.noSchema : words.loading));
        },
      },
    );
    byId('left').replaceChildren(made.element);
  }

  private async drawDocs(panel: HTMLElement, schema: GraphQLSchema): Promise<void> {
    const { docsView } = await import('./docs.ts');
    panel.replaceChildren(
      docsView(schema, {
        words: this.words,
        at: this.state.docsAt,
        onMove: (at) => {
          this.state.docsAt = at;
        },
      }),
    );
  }

  private openDocs(type: string): void {
    this.state.docsAt = type.replaceAll(/[[\]!]/g, '');
    this.state.left = 'docs';
    document.querySelector('details.left')?.setAttribute('open', '');
    this.drawLeft();
  }

  private openExample(example: Example): void {
    const { state } = this;
    state.running?.abort();
    state.example = example;
    state.typed = new Map();
    state.answered = null;
    // The history of the editor keeps what stood there.
    this.editor?.replace(example.document);
    this.drawForm();
    this.drawAnswer();
    announce('');
    byId('problem').replaceChildren();
    document.querySelector<HTMLElement>('#run button')?.focus();
    if (window.innerWidth < 1000) {
      document.querySelector('details.left')?.removeAttribute('open');
      document.querySelector('.query')?.scrollIntoView();
    }
  }

  private edited(): void {
    const { state } = this;
    const before = this.variables()
      .map(({ name, type }) => `${name} ${type}`)
      .join();
    state.document = this.editor?.text() ?? '';
    this.keep();
    const after = this.variables();
    // While a query is being typed it cannot be read; its fields stay.
    if (
      typeof readOperation(state.document, this.words) !== 'string' &&
      after.map(({ name, type }) => `${name} ${type}`).join() !== before
    )
      this.drawForm();
    this.markEarlier();
  }

  private keep(): void {
    const { document, typed } = this.state;
    keepDraft({ document, typed: [...typed] });
  }

  private variables(): readonly Variable[] {
    return variablesIn(this.state.schema, this.state.document, this.words);
  }

  private drawForm(): void {
    const { state, words } = this;
    const place = byId('form');
    place.replaceChildren(
      variablesForm(this.variables(), {
        lang: state.lang,
        words,
        example: state.example,
        typed: state.typed,
        onChange: () => {
          this.keep();
          this.markEarlier();
        },
        choicesOf: (name) => this.choicesOf(name),
      }),
    );
  }

  /** A list is asked for once. Without it, a field takes what is typed. */
  private choicesOf(name: string): Promise<readonly Choice[]> {
    const selections = this.state.examples.lists[name];
    if (!selections) return Promise.resolve([]);
    const before = this.choices.get(name);
    if (before) return before;
    const fields = selections.map((selection, part) => `list${part}: ${selection}`).join(' ');
    const usesLang = fields.includes('$lang');
    const query = `query Choices${usesLang ? '($lang: Language)' : ''} { ${fields} }`;
    const asked = askOnce({
      query,
      variables: usesLang ? { lang: this.state.lang.toUpperCase() } : {},
      signal: AbortSignal.timeout(10_000),
    }).then(
      ({ body }) => choicesIn(body),
      () => [],
    );
    this.choices.set(name, asked);
    return asked;
  }

  /** The variables as an address gives them, without those that are left as the document has them. */
  private given(): URLSearchParams {
    const { typed, example, lang } = this.state;
    const given = new URLSearchParams();
    for (const variable of this.variables()) {
      const value = typed.get(variable.name) ?? startOf(variable, example?.variables[variable.name], lang);
      if (value !== '' && value !== variable.defaultText) given.set(variable.name, value);
    }
    return given;
  }

  private refuse(sentence: string, lang: Lang = this.state.lang): void {
    byId('problem').replaceChildren(el('p', { class: 'problem', lang }, sentence));
  }

  private async run(): Promise<void> {
    const { state, words } = this;
    state.running?.abort();
    byId('problem').replaceChildren();
    const operation = readOperation(state.document, words);
    if (typeof operation === 'string') return this.refuse(operation);
    const given = this.given();
    let variables: Readonly<Record<string, unknown>>;
    try {
      variables = readVariables(this.variables(), given, { ignored: new Set() });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return this.refuse(error.message, 'en');
    }
    const controller = new AbortController();
    state.running = controller;
    this.drawRun();
    announce(words.running);
    const asked = { query: state.document, variables, signal: controller.signal };
    const base = {
      document: state.document,
      example: state.example,
      operation,
      variables,
      given,
      plan: planOf(state.schema, operation),
    };
    try {
      if (isSubscription(operation.operation)) await this.follow(askAll(asked), base, controller);
      else await this.take(askOnce(asked), base, controller);
    } catch (error) {
      if (state.running !== controller && !controller.signal.aborted) throw error;
      if (controller.signal.aborted) announce(words.stopped);
      else {
        state.answered = null;
        this.drawAnswer();
        announce('');
        this.refuse(error instanceof NoAnswer ? words.notAnAnswer(error.status) : words.offline);
      }
    } finally {
      if (state.running === controller) {
        state.running = null;
        this.drawRun();
      }
    }
  }

  private async take(asked: Promise<Received>, base: Base, { signal }: AbortController): Promise<void> {
    const { state, words } = this;
    const start = performance.now();
    const { body, bytes, pointsLeft } = await asked;
    if (signal.aborted) return;
    state.answered = { ...base, bodies: [body], pointsLeft };
    this.drawAnswer();
    const number = new Intl.NumberFormat(state.lang, { maximumFractionDigits: 1 });
    const figures = words.done(
      number.format(Math.round(performance.now() - start)),
      number.format(bytes / 1_000),
    );
    announce(body.errors.length > 0 ? `${words.doneWithErrors(body.errors.length)} ${figures}` : figures);
    this.askNames();
  }

  private async follow(
    events: AsyncIterable<Received>,
    base: Base,
    { signal }: AbortController,
  ): Promise<void> {
    const { state, words } = this;
    let count = 0;
    state.answered = { ...base, bodies: [], pointsLeft: null };
    this.drawAnswer();
    announce(words.listening(count));
    for await (const { body, pointsLeft } of events) {
      if (signal.aborted) return;
      count += 1;
      state.answered = { ...base, bodies: [...state.answered.bodies, body].slice(-maxEvents), pointsLeft };
      this.drawAnswer();
      announce(words.listening(count));
    }
    if (!signal.aborted) announce(words.ended);
  }

  private drawAnswer(): void {
    const { state, words } = this;
    const { lang, answered, names, view } = state;
    const place = byId('answer');
    const focused = place.contains(document.activeElement) ? document.activeElement?.id : null;
    if (!answered) {
      place.replaceChildren(el('p', { class: 'quiet' }, words.noAnswer));
      return;
    }
    place.replaceChildren(
      el('p', { id: 'earlier', class: 'quiet', hidden: true }, words.ofEarlier),
      answerView(answered, {
        lang,
        words,
        names,
        view,
        onView: (chosen) => {
          state.view = chosen;
        },
      }),
    );
    this.markEarlier();
    // The next event of a subscription does not take the keyboard away.
    if (focused) document.getElementById(focused)?.focus();
  }

  /** Says that the answer is of another query than the one in the editor. */
  private markEarlier(): void {
    const { answered, document: current } = this.state;
    const mark = document.getElementById('earlier');
    if (mark && answered)
      mark.hidden = isSame(answered.document, current) && String(answered.given) === String(this.given());
  }

  /** Names of sources for people are asked for once, after the first answer that has sources. */
  private askNames(): void {
    const { state } = this;
    const hasSources = state.answered?.bodies.some(({ sources }) => sources.length > 0);
    if (!hasSources || state.names.size > 0 || !state.schema?.getQueryType()?.getFields()['sources']) return;
    const signal = AbortSignal.timeout(10_000);
    askOnce({
      query: stripIgnoredCharacters('query SourceNames { sources { slug name } }'),
      variables: {},
      signal,
    }).then(
      ({ body }) => {
        const found = list(record(body.data)['sources']).map((source) => record(source));
        state.names = new Map(
          found.flatMap(({ slug, name }) => {
            const id = text(slug);
            return id === null ? [] : [[id, text(name) ?? id] as const];
          }),
        );
        if (state.view === 'sources') this.drawAnswer();
      },
      () => undefined,
    );
  }
}

type Base = Omit<Answered, 'bodies' | 'pointsLeft'> & { operation: Operation };

function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}

function parsedOr(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
