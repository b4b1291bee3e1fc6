import { z } from 'zod';
import { addressesOf } from '../../saved-queries/addresses.ts';
import { readAnswer } from '../../saved-queries/answer.ts';
import { readAsked } from '../../saved-queries/asked.ts';
import type { Cell } from '../../saved-queries/flatten.ts';
import type { Rendering } from '../../saved-queries/format.ts';
import { endingsOf } from '../../saved-queries/formats.ts';
import { namedQuery } from '../../saved-queries/named.ts';
import { Problem } from '../../saved-queries/problem.ts';
import { ownParameters } from '../../saved-queries/query.ts';
import { tableOf } from '../../saved-queries/table.ts';
import { citedWith } from '../cited.ts';
import { fittingRows } from '../fitting-rows.ts';
import { tool } from '../tool.ts';

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))]);
/** Formats that are worth a link for somebody who reads the answer of an assistant. */
const linked = ['csv', 'xlsx', 'svg', 'atom'];

export const runSavedQuery = tool({
  name: 'run_saved_query',
  title: 'Run a saved query',
  description:
    'Answers one of the saved queries of list_saved_queries as a table, with its sources, their licences and states, and links to the page, the files and the citation of the same answer.',
  input: z.strictObject({
    name: z.string().max(100).describe('as list_saved_queries has it, such as compass-matrix'),
    variables: z
      .record(z.string(), value)
      .optional()
      .describe('values by the names of its variables; those left out have their defaults'),
    lang: z.enum(['sv', 'en']).optional().describe('language of texts; en if left out'),
    rows: z.int().min(1).max(200).optional().describe('at most so many rows; 50 if left out'),
  }),
  isOpenWorld: true,
  async call({ name, variables = {}, lang = 'en', rows: most = 50 }, assistance) {
    const query = namedQuery(assistance.saved(), name);
    const given = givenBy(variables, lang);
    const asked = readAsked(query, given, (variable) => query.notes[variable]?.daysAgo);
    const body = await assistance.ask(query.document, asked.variables);
    const isGiven = (argument: unknown) => typeof argument === 'string' && query.givenArguments.has(argument);
    const answer = readAnswer(body, asked.variables, isGiven, assistance.nameOfSource);
    const addressOf = addressesOf(assistance.origin, query.name, given);
    const table = tableOf({ query, answer, addressOf, ...asked });
    const rows = fittingRows(table.rows(), most);
    const left = table.size.rows - rows.length;
    return {
      title: query.title[lang],
      variables: { ...defaultsOf(query), ...asked.variables },
      columns: table.columns,
      rows,
      ...(left > 0 && {
        more: `${left} more rows: the links have them all. Narrow by ${narrowing(query) || 'asking for less'}, or set rows.`,
      }),
      ...meaningsOf(query, rows, lang),
      ...citedWith(answer),
      links: {
        page: addressOf(''),
        ...Object.fromEntries(
          endingsOf(query).flatMap((ending) =>
            linked.includes(ending) ? [[ending, addressOf(ending)]] : [],
          ),
        ),
        cite: addressOf('').replace(/(?=\?|$)/, '/cite'),
      },
    };
  },
});

/** The variables as an address gives them, so that tools and addresses read values alike. */
function givenBy(variables: Readonly<Record<string, z.output<typeof value>>>, lang: string): URLSearchParams {
  const given = new URLSearchParams({ lang });
  for (const [name, of] of Object.entries(variables)) {
    if (name === 'lang')
      throw new Problem('BAD_USER_INPUT', 'lang is given beside variables, not among them.', {
        argument: name,
      });
    if (ownParameters.has(name))
      throw new Problem('BAD_USER_INPUT', `There is no variable ${JSON.stringify(name)}.`, {
        argument: name,
      });
    for (const one of [of].flat()) given.append(name, String(one));
  }
  return given;
}

const defaultsOf = ({ variables }: Rendering['query']) =>
  Object.fromEntries(
    variables.flatMap(({ name, defaultText }) => (defaultText === null ? [] : [[name, defaultText]])),
  );

const narrowing = ({ variables }: Rendering['query']): string =>
  variables
    .map(({ name }) => name)
    .filter((name) => name !== 'lang')
    .join(', ');

/** What the codes among the rows mean, where the notes of the query say. */
function meaningsOf(
  { valueNames }: Rendering['query'],
  rows: readonly (readonly Cell[])[],
  lang: 'sv' | 'en',
): object {
  const present = new Set(rows.flat());
  const meanings = Object.entries(valueNames).flatMap(([code, text]) =>
    present.has(code) ? [[code, text[lang]] as const] : [],
  );
  return meanings.length > 0 ? { meanings: Object.fromEntries(meanings) } : {};
}
