import { z } from 'zod';
import { addressesOf } from '../../saved-queries/addresses.ts';
import { readAnswer } from '../../saved-queries/answer.ts';
import { compressed, linkPrefix } from '../../saved-queries/link.ts';
import { noLinks } from '../../saved-queries/named.ts';
import { Problem } from '../../saved-queries/problem.ts';
import { parseQuery } from '../../saved-queries/query.ts';
import { citedWith } from '../cited.ts';
import { tool } from '../tool.ts';

/** A longer answer would fill an assistant’s context. */
const maxCharacters = 20_000;

export const queryGraph = tool({
  name: 'query_graph',
  title: 'Query the graph',
  description:
    'Answers a GraphQL query of your own. Look the fields up with look_up_schema first, ask for few fields, and set “first” on lists. Only queries; cost, depth and rate are limited.',
  input: z.strictObject({
    query: z.string().min(1).max(20_000).describe('one GraphQL query operation'),
    variables: z.record(z.string(), z.unknown()).optional().describe('values of its variables'),
  }),
  isOpenWorld: true,
  async call({ query: document, variables = {} }, { ask, origin, isSavedOnly, ...assistance }) {
    if (isSavedOnly) throw noLinks();
    const parsed = parseQuery(document);
    if (typeof parsed === 'string') throw new Problem('GRAPHQL_PARSE_FAILED', parsed);
    // Every argument is the assistant’s: an error of any is its to correct.
    const answer = readAnswer(await ask(document, variables), variables, () => true, assistance.nameOfSource);
    const link = linkOf(document, variables, origin);
    const { length } = JSON.stringify(answer.data);
    if (length > maxCharacters)
      throw new Problem(
        'TOO_LARGE',
        `The answer has ${length} characters; at most ${maxCharacters} are given here. Ask for fewer fields, set a smaller “first”, or filter.${link ? ` All of it: ${link}` : ''}`,
      );
    return { data: answer.data, ...citedWith(answer), ...(link && { links: { page: link } }) };
  },
});

/** The permanent link of the query; null where it is too long, or has variables that no address can hold. */
function linkOf(document: string, variables: Readonly<Record<string, unknown>>, origin: string) {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(variables)) {
    if (value === null || value === undefined) continue;
    given.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  try {
    return addressesOf(origin, `${linkPrefix}${compressed(document)}`, given)('');
  } catch {
    return null;
  }
}
