import type { Answer } from './answer.ts';
import type { GraphQLDocument } from './document.ts';
import { nodesOf, type Page } from './pages.ts';
import type { SavedQueries } from './queries.ts';
import { readAnswer } from './read-answer.ts';
import { eventsOf } from './subscribe.ts';

export interface ClientOptions {
  /** Another `fetch`, such as one with a proxy or a store. */
  fetch?: typeof fetch;
  /** Sent with every request. */
  headers?: Readonly<Record<string, string>>;
}

export interface RequestOptions {
  /** Ends the request. */
  signal?: AbortSignal;
}

type Variables = Readonly<Record<string, unknown>>;
type Name = keyof SavedQueries;

/** A client of one gateway, by the address of its start page. */
export class JobtechGraph {
  readonly #url: string;
  readonly #fetch: typeof fetch;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(url: string | URL, { fetch: given, headers = {} }: ClientOptions = {}) {
    this.#url = String(url).replace(/\/+$/, '');
    // A browser refuses its own fetch as a method of another object.
    this.#fetch = given ?? ((...args) => fetch(...args));
    this.#headers = headers;
  }

  /** The answer of a saved query, by GET, which caches keep. */
  async saved<N extends Name>(
    name: N,
    variables: SavedQueries[N]['variables'] = {},
    { signal }: RequestOptions = {},
  ): Promise<Answer<SavedQueries[N]['data']>> {
    return readAnswer(await this.#send(this.urlOf(name, variables), { method: 'GET', signal }));
  }

  /** The address of a saved query in any of its formats: `csv`, `xlsx`, `svg`, `html` … */
  urlOf<N extends Name>(name: N, variables: SavedQueries[N]['variables'] = {}, format = 'json'): string {
    const search = new URLSearchParams();
    for (const [key, value] of Object.entries<unknown>(variables)) {
      for (const one of Array.isArray(value) ? value : [value])
        if (one !== null && one !== undefined) search.append(key, textOf(one));
    }
    return `${this.#url}/q/${name}.${format}${search.size > 0 ? `?${search}` : ''}`;
  }

  /** The answer of any query. */
  async query<Data = unknown, V extends Variables = Variables>(
    document: GraphQLDocument<Data, V>,
    variables?: V,
    { signal }: RequestOptions = {},
  ): Promise<Answer<Data>> {
    return readAnswer(
      await this.#post('/graphql', document, variables, { accept: 'application/json' }, signal),
    );
  }

  /** The nodes of all pages of a connection. The document has a variable `$after`, and selects `nodes` and `pageInfo`. */
  pages<Data, Node, V extends Variables = Variables>(
    document: GraphQLDocument<Data, V>,
    variables: Omit<V, 'after'>,
    connectionIn: (data: Data) => Page<Node> | null | undefined,
    options: RequestOptions = {},
  ): AsyncGenerator<Node, void, undefined> {
    return nodesOf(async (after) => {
      const { data } = await this.query<Data>(String(document), { ...variables, after }, options);
      return connectionIn(data);
    });
  }

  /** The events of a subscription, until the reader stops or `signal` aborts. */
  subscribe<Data = unknown, V extends Variables = Variables>(
    document: GraphQLDocument<Data, V>,
    variables?: V,
    { signal }: RequestOptions = {},
  ): AsyncGenerator<Answer<Data>, void, undefined> {
    return eventsOf<Data>(
      (headers) =>
        this.#post(
          '/graphql/stream',
          document,
          variables,
          { accept: 'text/event-stream', ...headers },
          signal,
        ),
      signal,
    );
  }

  #post(
    path: string,
    document: { toString(): string },
    variables: Variables | undefined,
    headers: Record<string, string>,
    signal: AbortSignal | undefined,
  ): Promise<Response> {
    return this.#send(`${this.#url}${path}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ query: String(document), variables }),
      signal,
    });
  }

  #send(url: string, { signal, headers, ...init }: Sent): Promise<Response> {
    return this.#fetch(url, {
      ...init,
      headers: { ...this.#headers, ...headers },
      ...(signal && { signal }),
    });
  }
}

interface Sent {
  method: string;
  headers?: Record<string, string>;
  body?: string;
  signal: AbortSignal | undefined;
}

const textOf = (value: unknown): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value);
