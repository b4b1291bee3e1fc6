import { setMaxListeners } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type ExecutionResult, graphql } from 'graphql';
import { packFolders } from '../../src/content/open-content.ts';
import { readPack } from '../../src/content/pack/pack.ts';
import { type Content, createContent } from '../../src/content/snapshot.ts';
import type { Context } from '../../src/context.ts';
import { createLoaders } from '../../src/loaders/loaders.ts';
import { createSchema } from '../../src/schema.ts';
import { openSources, type Sources } from '../../src/sources/open-sources.ts';
import type { AnySource } from '../../src/sources/registry.ts';
import { Ledger, type SourceReport } from '../../src/upstream/ledger.ts';
import type { SampleRequest } from '../../src/upstream/sample.ts';
import { keyOfRequest, keyOfSample } from './source-server.ts';

let content: Promise<Content> | null = null;
const schema = createSchema();

/** The content of the package, read once. */
export async function packContent(): Promise<Content> {
  content ??= readPack(packFolders(null)).then((records) => createContent(records));
  return content;
}

/** As in a request of the gateway, every upstream request listens to the one signal. */
function manyListeners(signal: AbortSignal): AbortSignal {
  setMaxListeners(0, signal);
  return signal;
}

export interface GraphAnswer {
  // The shape depends on the query; a test says what it expects.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  data: any;
  errors: {
    message: string;
    path: readonly (string | number)[] | undefined;
    code: unknown;
    source: unknown;
  }[];
  failures: { path: readonly (string | number)[]; source: string; code: string; message: string }[];
  asked: SourceReport[];
}

export interface Graph {
  sources: Sources;
  ask(query: string, variables?: Record<string, unknown>): Promise<GraphAnswer>;
  close(): Promise<void>;
}

interface GraphSettings {
  mode: 'live' | 'sample';
  baseUrls?: Readonly<Record<string, string>>;
  /** Ids of sources that are switched off; all others are on. */
  off?: readonly string[];
  maxCells?: number;
}

/** The graph over these sources, in the order given, without HTTP and without a database. */
export async function graphOver(declarations: readonly AnySource[], settings: GraphSettings): Promise<Graph> {
  const known = await packContent();
  const sources = openSources({
    mode: settings.mode,
    baseUrls: settings.baseUrls ?? {},
    keys: Object.fromEntries(declarations.map(({ id }) => [id, 'key-of-the-test'])),
    enabled: Object.fromEntries(declarations.map(({ id }) => [id, !settings.off?.includes(id)])),
    lastGood: null,
    userAgent: 'test',
    declarations,
  });
  return {
    sources,
    close: () => sources.close(),
    async ask(query, variables) {
      const call = {
        signal: manyListeners(new AbortController().signal),
        deadline: Date.now() + 10_000,
        ledger: new Ledger(),
      };
      const queries = {
        texts: async () => new Map<string, string>(),
        search: async () => [],
        goneDatasets: async () => [],
      };
      const context: Context = {
        content: known,
        sources,
        call,
        signal: call.signal,
        languages: [],
        events: { follow: () => Promise.reject(new Error('no stream here')) },
        lastEventId: null,
        failures: [],
        loaders: createLoaders(
          {
            content: known,
            queries,
            sources,
            adStore: () => null,
            yearCounts: { countsByYear: async () => [] },
            maxCells: settings.maxCells ?? 100_000,
          },
          call,
        ),
      };
      const result: ExecutionResult = await graphql({
        schema,
        source: query,
        contextValue: context,
        variableValues: variables,
      });
      return {
        data: result.data,
        errors: (result.errors ?? []).map(({ message, path, extensions }) => ({
          message,
          path,
          code: extensions['code'],
          source: extensions['source'],
        })),
        failures: context.failures.map(({ path, error: { sourceId, code, message } }) => ({
          path,
          source: sourceId,
          code,
          message,
        })),
        asked: call.ledger.report(),
      };
    },
  };
}

export interface LearnedServers {
  baseUrls: Record<string, string>;
  /** Requests so far, by source. */
  requests: Map<string, number>;
  /** Sources whose server answers 503 from now on. */
  failing: Set<string>;
  /** Sources whose server never answers. */
  hanging: Set<string>;
  /** Changes every answer from now on. */
  change: ((body: string | object, id: string) => string | object) | null;
  close(): Promise<void>;
}

/**
 * A local server for each source that answers these queries as the source's own samples do, in its wire format. What it
 * has to answer is learned by asking the queries of the samples first.
 */
export async function learnedServers(
  declarations: readonly AnySource[],
  queries: readonly string[],
): Promise<LearnedServers> {
  const learned = new Map<string, Map<string, string | object | null>>();
  const listening = declarations.map((declaration): AnySource => {
    const bodies = new Map<string, string | object | null>();
    learned.set(declaration.id, bodies);
    const samples = (request: SampleRequest) => {
      const body = declaration.samples(request);
      bodies.set(keyOfSample(request), body);
      return body;
    };
    return { ...declaration, samples };
  });
  const graph = await graphOver(listening, { mode: 'sample' });
  for (const query of queries) await graph.ask(query);
  await graph.close();

  const requests = new Map<string, number>();
  const failing = new Set<string>();
  const servers: Server[] = [];
  const baseUrls: Record<string, string> = {};
  for (const { id } of declarations) {
    const server = createServer(async (request, response) => {
      requests.set(id, (requests.get(id) ?? 0) + 1);
      if (opened.hanging.has(id)) return;
      const sent = request.method === 'POST' ? await text(request) : '';
      const answer = learned.get(id)?.get(keyOfRequest(request.url ?? '', sent)) ?? null;
      const body = answer !== null && opened.change ? opened.change(answer, id) : answer;
      const isText = typeof body === 'string';
      const status = failing.has(id) ? 503 : body === null ? 404 : 200;
      response.writeHead(status, {
        'content-type': isText ? 'text/plain' : 'application/json; charset=utf-8',
      });
      response.end(status === 200 ? (isText ? body : JSON.stringify(body)) : '');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    servers.push(server);
    baseUrls[id] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  const opened: LearnedServers = {
    baseUrls,
    requests,
    failing,
    hanging: new Set(),
    change: null,
    close: async () => {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
  return opened;
}
