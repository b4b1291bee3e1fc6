import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestGateway, testGateway } from '../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await testGateway();
});
afterAll(() => gateway.close());

async function data<T>(query: string): Promise<T> {
  const reply = await gateway.server.inject({ method: 'POST', url: '/graphql', payload: { query } });
  const body = reply.json<{ data: T; errors?: unknown }>();
  expect(body.errors).toBeUndefined();
  return body.data;
}

type Seat = { from: string | null; to: string | null; asOf: string | null };
type Person = { name: string; roles: (Seat & { organisation: { slug: string } | null })[] };

const seatsOf = async (name: string) => {
  const { person } = await data<{ person: Person }>(
    `{ person(name: "${name}") { name roles { from to asOf organisation { slug } } } }`,
  );
  return person.roles.filter(({ organisation }) => organisation?.slug === 'riksdagen');
};

describe('seats in the Riksdag', () => {
  it('have an end, or the last day on which they are known to be held', async () => {
    for (const name of [
      'Niels Paarup-Petersen',
      'Alireza Akhondi',
      'Michael Anefur',
      'Roger Haddad',
      'Leila Ali Elmi',
      'Emma Berginger',
    ]) {
      const seats = await seatsOf(name);
      expect(seats.length).toBeGreaterThan(0);
      for (const { to, asOf } of seats) expect([to, asOf].filter((day) => day !== null)).toHaveLength(1);
    }
  });

  it('are not said to go on after the election of 2026', async () => {
    const seats = await seatsOf('Alireza Akhondi');
    expect(seats.at(-1)).toMatchObject({ to: null, asOf: '2025-09-30' });
  });

  it('show a member who signs motions in 2026 as a member then', async () => {
    const seats = await seatsOf('Niels Paarup-Petersen');
    expect(seats.at(-1)).toMatchObject({ from: null, to: null, asOf: '2026-04-01' });
  });
});

describe('what the editors concluded', () => {
  it('is marked on the links of a data gap', async () => {
    const { dataGaps } = await data<{ dataGaps: { linksBasis: string }[] }>('{ dataGaps { linksBasis } }');
    expect(new Set(dataGaps.map(({ linksBasis }) => linksBasis))).toEqual(new Set(['INFERRED']));
  });

  it('is marked on what a measure addresses', async () => {
    const { dataGaps } = await data<{
      dataGaps: { measures: { relatedBasis: string }[]; obstacles: { relatedBasis: string }[] }[];
    }>('{ dataGaps { measures { relatedBasis } obstacles { relatedBasis } } }');
    for (const { measures, obstacles } of dataGaps) {
      for (const { relatedBasis } of [...measures, ...obstacles]) expect(relatedBasis).toBe('INFERRED');
    }
  });

  it('is explained for the election of a questionnaire', async () => {
    const { questionnaire } = await data<{
      questionnaire: { electionBasis: string; electionNote: string };
    }>('{ questionnaire(slug: "valkompass-2022") { electionBasis electionNote } }');
    expect(questionnaire.electionBasis).toBe('INFERRED');
    expect(questionnaire.electionNote).toContain('The page bears no date');
  });
});
