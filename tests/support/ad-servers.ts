import { forem } from '../../src/sources/forem/index.ts';
import { historical } from '../../src/sources/historical/index.ts';
import { joblinks } from '../../src/sources/joblinks/index.ts';
import { jobsearch } from '../../src/sources/jobsearch/index.ts';
import { nav } from '../../src/sources/nav/index.ts';
import type { AnySource } from '../../src/sources/registry.ts';
import { type FakeUpstream, fakeUpstream, type Reply } from './fake-upstream.ts';
import { fixtureText } from './fixture.ts';

/** A source of job ads with its fixtures in wire format, by the path that they answer. */
export interface AdFixtures {
  source: AnySource;
  /** The first pattern that fits a path answers it. */
  answers: readonly [path: RegExp, fixture: string][];
}

export const adFixtures: readonly AdFixtures[] = [
  {
    source: jobsearch,
    answers: [
      [/^\/ad\//, 'ad.json'],
      [/stats/, 'counts.json'],
      [/^\/search/, 'search.json'],
    ],
  },
  { source: joblinks, answers: [[/^\/joblinks/, 'joblinks.json']] },
  {
    source: historical,
    answers: [
      [/^\/ad\//, 'ad.json'],
      [/historical-to/, 'count.json'],
      [/^\/search/, 'search.json'],
    ],
  },
  {
    source: nav,
    answers: [
      [/publicToken/, 'token.txt'],
      [/feedentry/, 'entry-gaps.json'],
      [/feed/, 'feed-last.json'],
    ],
  },
  { source: forem, answers: [[/records/, 'records.json']] },
];

/** A server that answers with the fixtures, changed as a test wants. */
export function adServer(
  { source, answers }: AdFixtures,
  change: (body: unknown, fixture: string) => unknown = (body) => body,
): Promise<FakeUpstream> {
  return fakeUpstream({
    '*': ({ url = '' }): Reply => {
      const name = answers.find(([path]) => path.test(decodeURIComponent(url)))?.[1];
      if (name === undefined) return { status: 404 };
      const text = fixtureText(source.id, name);
      if (!name.endsWith('.json')) return { body: text, headers: { 'content-type': 'text/plain' } };
      return { json: change(JSON.parse(text), name) };
    },
  });
}

/** The same value with every text in it changed. The field is the path of keys that leads to it, `hits.employer.name`. */
export function withTexts(value: unknown, change: (text: string, field: string) => string): unknown {
  const visit = (inner: unknown, field: string): unknown => {
    if (typeof inner === 'string') return change(inner, field);
    if (Array.isArray(inner)) return inner.map((one) => visit(one, field));
    if (typeof inner !== 'object' || inner === null) return inner;
    return Object.fromEntries(
      Object.entries(inner).map(([key, one]) => [key, visit(one, `${field}.${key}`.replace(/^\./, ''))]),
    );
  };
  return visit(value, '');
}
