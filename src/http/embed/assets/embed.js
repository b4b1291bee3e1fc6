// The element <jobtech-graph query="…" var-place="1280" lang="sv" view="bar" theme="auto">. It leaves nothing behind on
// the page: no global, no cookie, no style outside of its shadow.
(() => {
  const script = document.currentScript ?? document.querySelector('script[src*="/embed.js"]');
  if (!script?.src || customElements.get('jobtech-graph')) return;
  const origin = script.src.replace(/\/embed\.js.*$/, '');
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('__STYLE__');

  const words = {
    sv: {
      loading: 'Hämtar uppgifter …',
      failed: 'Uppgifterna kan inte visas just nu.',
      wrong: 'De här uppgifterna finns inte att visa.',
    },
    en: {
      loading: 'Loading data …',
      failed: 'The data cannot be shown at the moment.',
      wrong: 'There are no such data to show.',
    },
  };
  // Elements and attributes that an answer may consist of. All others are left out.
  const inHtml = new Set('div p span ul li a br time details summary table thead tbody tr th td'.split(' '));
  const inSvg = new Set('svg g text path rect circle line'.split(' '));
  const allowed =
    /^(class|role|aria-[a-z]+|href|rel|target|datetime|lang|scope|tabindex|viewBox|width|height|x|y|x1|x2|y1|y2|cx|cy|r|d|fill|stroke|stroke-[a-z]+|font-[a-z]+|text-anchor|transform)$/;
  const namespace = 'http://www.w3.org/2000/svg';

  const build = (tree) => {
    if (typeof tree === 'string') return document.createTextNode(tree);
    const [name, attributes, ...inner] = tree;
    if (!inHtml.has(name) && !inSvg.has(name)) return document.createDocumentFragment();
    const element = inSvg.has(name)
      ? document.createElementNS(namespace, name)
      : document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      const isSafe = allowed.test(key) && (key !== 'href' || /^https?:/i.test(value));
      if (isSafe) element.setAttribute(key, value);
    }
    element.append(...inner.map(build));
    return element;
  };

  const kebab = /-([a-z0-9])/g;

  class JobtechGraph extends HTMLElement {
    #body = document.createElement('div');
    #seen = false;
    #asked = '';
    #running = new AbortController();
    #eye = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        this.#eye.disconnect();
        this.#seen = true;
        this.#load();
      },
      { rootMargin: '300px' },
    );
    #changes = new MutationObserver(() => this.#load());

    constructor() {
      super();
      const root = this.attachShadow({ mode: 'open' });
      root.adoptedStyleSheets = [sheet];
      this.#body.className = 'body';
      root.append(this.#body);
    }

    connectedCallback() {
      this.#say('loading', true);
      this.#changes.observe(this, { attributes: true });
      if (this.#seen) this.#load();
      else this.#eye.observe(this);
    }

    disconnectedCallback() {
      this.#changes.disconnect();
      this.#eye.disconnect();
      this.#running.abort();
      this.#asked = '';
    }

    get #lang() {
      const lang = this.getAttribute('lang') ?? this.closest('[lang]')?.getAttribute('lang') ?? 'sv';
      return /^en/i.test(lang) ? 'en' : 'sv';
    }

    get #address() {
      const given = new URLSearchParams({ lang: this.#lang });
      const view = this.getAttribute('view');
      if (view) given.set('view', view);
      for (const { name, value } of this.attributes) {
        if (!name.startsWith('var-')) continue;
        given.set(
          name.slice(4).replace(kebab, (_, letter) => letter.toUpperCase()),
          value,
        );
      }
      const query = (this.getAttribute('query') ?? '').split('/').map(encodeURIComponent).join('/');
      return `${origin}/q/${query}.embed?${given}`;
    }

    async #load() {
      if (!this.#seen) return;
      const address = this.#address;
      if (address === this.#asked) return;
      this.#asked = address;
      this.#running.abort();
      this.#running = new AbortController();
      const { signal } = this.#running;
      this.#body.setAttribute('aria-busy', 'true');
      let answer;
      try {
        const response = await fetch(address, {
          signal,
          credentials: 'omit',
          referrerPolicy: 'strict-origin-when-cross-origin',
        });
        answer = response.ok ? await response.json() : { status: response.status };
      } catch {
        answer = { status: 0 };
      }
      if (signal.aborted) return;
      if (!answer.tree) {
        // The next change of an attribute asks anew, also for the same.
        this.#asked = '';
        this.#say([400, 404, 410].includes(answer.status) ? 'wrong' : 'failed', false);
        return;
      }
      this.#body.setAttribute('lang', answer.lang);
      this.#body.setAttribute('role', 'group');
      this.#body.setAttribute('aria-label', answer.title);
      this.#body.removeAttribute('aria-busy');
      this.#state(answer.state?.toLowerCase() ?? 'shown');
      this.#body.replaceChildren(...answer.tree.map(build));
    }

    #say(word, isBusy) {
      const line = document.createElement('p');
      line.setAttribute('role', 'status');
      line.textContent = words[this.#lang][word];
      this.#body.setAttribute('lang', this.#lang);
      this.#body.toggleAttribute('aria-busy', false);
      if (isBusy) this.#body.setAttribute('aria-busy', 'true');
      this.#state(isBusy ? 'loading' : 'error');
      this.#body.replaceChildren(line);
    }

    /** For styles of the page: `jobtech-graph::part(sample)`. */
    #state(state) {
      this.#body.setAttribute('part', `body ${state}`);
      this.#body.dataset.state = state;
    }
  }
  customElements.define('jobtech-graph', JobtechGraph);
})();
