import type { Assistance } from './assistance.ts';
import type { Tool } from './tool.ts';
import { listSavedQueries } from './tools/list-saved-queries.ts';
import { lookUpSchema } from './tools/look-up-schema.ts';
import { queryGraph } from './tools/query-graph.ts';
import { runSavedQuery } from './tools/run-saved-query.ts';
import { search } from './tools/search.ts';

const always: readonly Tool[] = [listSavedQueries, runSavedQuery, search];
/** Of no use where only saved queries are answered. */
const forAnyQuery: readonly Tool[] = [lookUpSchema, queryGraph];

export const toolsFor = ({ isSavedOnly }: Pick<Assistance, 'isSavedOnly'>): readonly Tool[] =>
  isSavedOnly ? always : [...always, ...forAnyQuery];
