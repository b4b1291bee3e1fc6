import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { samples as dataportal } from '../../src/sources/dataportal-se/sample.ts';
import { samples as riksdagen } from '../../src/sources/riksdagen/sample.ts';
import type { SampleRequest } from '../../src/upstream/sample.ts';

type Handler = (request: SampleRequest) => object | null;

const operations: { handler: Handler; operation: string; path: RegExp; query?: RegExp }[] = [
  { handler: dataportal, operation: 'publishers', path: /^search$/, query: /^public:true AND resource:/ },
  { handler: dataportal, operation: 'search', path: /^search$/ },
  { handler: dataportal, operation: 'metadata', path: /^[\w-]+\/metadata\// },
  { handler: riksdagen, operation: 'person', path: /^person\// },
  { handler: riksdagen, operation: 'persons', path: /^personlista\/$/ },
  { handler: riksdagen, operation: 'documents', path: /^dokumentlista\/$/ },
  { handler: riksdagen, operation: 'document', path: /^dokumentstatus\// },
  { handler: riksdagen, operation: 'report', path: /^utskottsforslag\// },
  { handler: riksdagen, operation: 'votes', path: /^voteringlista\/$/ },
  { handler: riksdagen, operation: 'speeches', path: /^anforandelista\/$/ },
];

/** What a source would send for an address, in its wire format; null for what it does not know. */
export function sampleAnswer(url: string): object | null {
  const { pathname, searchParams: query } = new URL(url, 'http://stand-in');
  const path = decodeURIComponent(pathname.slice(1));
  const found = operations.find(
    (one) => one.path.test(path) && (!one.query || one.query.test(query.get('query') ?? '')),
  );
  return found?.handler({ operation: found.operation, path, query, body: null }) ?? null;
}

export interface StandIn {
  url: string;
  /** Paths asked for so far, without the query. */
  asked: string[];
  close(): Promise<void>;
}

/** A server that answers for any source in its wire format, from the records that the source carries itself. */
export async function standIn(): Promise<StandIn> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const url = request.url ?? '/';
    asked.push(decodeURIComponent(new URL(url, 'http://stand-in').pathname.slice(1)));
    const body = sampleAnswer(url);
    response.writeHead(body ? 200 : 404, { 'content-type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify(body ?? { error: 'not found' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
