import { z } from 'zod';
import { choicesOf } from '../../saved-queries/choices.ts';
import { found } from '../../saved-queries/html/list-page.ts';
import { namedQuery } from '../../saved-queries/named.ts';
import type { SavedQuery } from '../../saved-queries/query.ts';
import { checkInTurns } from '../../saved-queries/read.ts';
import type { ClientAssistance } from '../assistance.ts';
import { tool } from '../tool.ts';

/** Choices of a variable that are listed; a list of all occupations helps nobody. */
const maxChoices = 100;

export const listSavedQueries = tool({
  name: 'list_saved_queries',
  title: 'List the saved queries',
  description:
    'Lists the saved queries: ready questions on the election compass, parties, parliament, open datasets, missing data, statistics of places, occupations and job ads. Begin here. With a name: that query alone, with the values that its variables take.',
  input: z.strictObject({
    search: z
      .string()
      .max(200)
      .optional()
      .describe('words in the name, title or description, Swedish or English; all if left out'),
    name: z.string().max(100).optional().describe('one query, with the choices of its variables'),
    lang: z.enum(['sv', 'en']).optional().describe('en if left out'),
  }),
  isOpenWorld: false,
  async call({ search = '', name, lang = 'en' }, assistance) {
    if (name !== undefined) return withChoices(namedQuery(assistance.saved(), name), lang, assistance);
    await checkInTurns(assistance.saved());
    const whole = found(assistance.saved(), search);
    const queries = whole.length > 0 ? whole : withMostWords(assistance.saved(), search);
    if (queries.length === 0)
      return { queries: [], hint: 'No saved query has these words. Leave out “search” to see all.' };
    return {
      ...(whole.length === 0 && { hint: 'No saved query has all these words; these have the most of them.' }),
      queries: queries.map((query) => ({
        name: query.name,
        title: query.title[lang],
        description: query.description[lang],
        variables: Object.fromEntries(
          asked(query).map(({ name, type, defaultText }) => [
            name,
            defaultText === null ? type : `${type} = ${defaultText}`,
          ]),
        ),
      })),
    };
  },
});

/** The queries that have the most words of a search. A word of two letters begins too many others. */
function withMostWords(all: readonly SavedQuery[], search: string): SavedQuery[] {
  const words = new Set(search.split(/\s+/).filter((word) => word.length > 2));
  const counts = new Map<SavedQuery, number>();
  for (const word of words)
    for (const query of found(all, word)) counts.set(query, (counts.get(query) ?? 0) + 1);
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .slice(0, 8)
    .map(([query]) => query);
}

const asked = ({ variables }: SavedQuery) => variables.filter(({ name }) => name !== 'lang');

async function withChoices(
  query: SavedQuery,
  lang: 'sv' | 'en',
  { ask, origin }: ClientAssistance,
): Promise<object> {
  const choices = await choicesOf(query, lang, ask);
  return {
    name: query.name,
    title: query.title[lang],
    description: query.description[lang],
    variables: asked(query).map(({ name, type, defaultText, values }) => {
      const all = choices.get(name);
      const note = query.notes[name];
      return {
        name,
        type,
        label: note?.label[lang],
        default: defaultText,
        ...(note?.daysAgo !== undefined && { defaultIs: `the day ${note.daysAgo} days ago` }),
        ...(values && { values }),
        ...(all && { choices: all.slice(0, maxChoices) }),
        ...(all && all.length > maxChoices && { moreChoices: all.length - maxChoices }),
      };
    }),
    columns: query.plan.columns.map(({ name }) => name),
    page: `${origin}/q/${query.name}?lang=${lang}`,
  };
}
