import { ask, testSchema, testServer } from './http.ts';

/** The text for each index, joined by spaces. */
export const repeat = (times: number, text: (index: number) => string) =>
  Array.from({ length: times }, (_, index) => text(index)).join(' ');

/** The extensions of the first error. */
export const refusal = (reply: { body?: { errors?: { extensions: Record<string, unknown> }[] } }) =>
  reply.body?.errors?.[0]?.extensions;

/** Sends a query; the answer says how many resolvers it called. */
export async function sent(query: string, variables?: unknown) {
  const schema = testSchema();
  const reply = await ask(testServer({ schema }), { query, variables });
  return { ...reply, calls: schema.calls() };
}
