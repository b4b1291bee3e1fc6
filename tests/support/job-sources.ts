import { samples as historical } from '../../src/sources/historical/sample.ts';
import { samples as joblinks } from '../../src/sources/joblinks/sample.ts';
import { samples as jobsearch } from '../../src/sources/jobsearch/sample.ts';
import { samples as nav } from '../../src/sources/nav/sample.ts';
import type { SampleRequest } from '../../src/upstream/sample.ts';
import { type FakeUpstream, fakeUpstream, type Reply } from './fake-upstream.ts';

type Handler = (request: SampleRequest) => object | string | null;

const operationAt: [RegExp, string][] = [
  [/^api\/publicToken/, 'token'],
  [/^api\/v1\/feedentry/, 'entry'],
  [/^api\/v1\/feed/, 'feed'],
  [/^ad\//, 'ad'],
  [/^(search|joblinks)/, 'search'],
];

/** A server that answers for one source of job ads from the records that the source carries itself. */
function serverOf(handler: Handler): Promise<FakeUpstream> {
  return fakeUpstream({
    '*': ({ url = '' }): Reply => {
      const { pathname, searchParams: query } = new URL(url, 'http://stand-in');
      const path = decodeURIComponent(pathname.slice(1));
      const operation = operationAt.find(([pattern]) => pattern.test(path))?.[1] ?? '';
      const body = handler({ operation, path, query, body: null });
      if (body === null) return { status: 404 };
      return typeof body === 'string' ? { body, headers: { 'content-type': 'text/plain' } } : { json: body };
    },
  });
}

/** Servers for all sources of job ads, and the settings that lead to them; for the length of one test. */
export async function jobSources() {
  const servers = {
    jobsearch: await serverOf(jobsearch),
    joblinks: await serverOf(joblinks),
    historical: await serverOf(historical),
    nav: await serverOf(nav),
  };
  const environment: Record<string, string> = { SOURCES: 'live' };
  for (const [id, { url }] of Object.entries(servers)) environment[`SOURCE_${id.toUpperCase()}_URL`] = url;
  return { servers, environment };
}
