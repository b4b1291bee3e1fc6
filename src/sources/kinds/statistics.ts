import type { Language } from '../../entities/language.ts';
import { SourceKind } from '../../entities/source.ts';
import type { Call } from '../../upstream/call.ts';
import type { Block } from '../cube/blocks.ts';
import type { PlaceScheme } from '../cube/place-codes.ts';
import { resolveSelection } from '../cube/selection.ts';
import type { StatusScheme } from '../cube/status.ts';
import type { AgencyQuery, CellQuery, Codelist, TableFacts, TableList } from '../cube/table.ts';
import { defineKind } from './kind.ts';

/** What every statistical agency answers. Tables of two agencies are never merged. */
export interface StatisticsOperations {
  /** Languages of its texts; the first is asked for where the client wants none of them. */
  languages: readonly Language[];
  placeScheme: PlaceScheme | null;
  statusScheme: StatusScheme;
  /** Cells that one request may ask for. */
  maxCells(): number;
  /** Tables that one request may ask for together: their ids with a comma between, as a table of several metrics. */
  joinsTables: boolean;
  /** Whether an answer about a table holds the table's id, so that another table is noticed. */
  repeatsTableId: boolean;
  /** A period without numbers is no error, so an indicator is asked for without the table's periods. */
  takesAnyPeriod: boolean;
  /**
   * Its tables. An agency that gives no list of all of them searches by the words, and lists some well-known ones
   * without words.
   */
  tables(query: string | null, call: Call): Promise<TableList>;
  /** Null for an unknown id. */
  table(tableId: string, language: Language, call: Call): Promise<TableFacts | null>;
  /** Null for an unknown id. Absent for an agency that has no codelists. */
  codelist?(id: string, language: Language, call: Call): Promise<Codelist | null>;
  /** The cells of a part that is not larger than one request may ask for. */
  cells(query: CellQuery, call: Call): Promise<Block>;
  /** The request that `cells` sends, for a person to repeat. */
  repeatable(query: CellQuery): AgencyQuery;
}

export const statistics = defineKind<StatisticsOperations>({
  publicKind: SourceKind.STATISTICS,
  examples: {
    tables: (source, call) => source.tables('arbetslöshet', call),
    cells: async (source, call) => {
      const { cards } = await source.tables('arbetslöshet', call);
      const table = cards[0] && (await source.table(cards[0].tableId, firstLanguage(source), call));
      if (!table) return null;
      const { dimensions } = resolveSelection(table, null);
      return source.cells({ tableId: table.tableId, dimensions }, call);
    },
  },
  lookUps: {
    'a table': {
      known: async (source, call) => {
        const { cards } = await source.tables('arbetslöshet', call);
        return source.repeatsTableId ? cards.map(({ tableId }) => tableId) : null;
      },
      ask: (source, id, call) => source.table(id, firstLanguage(source), call),
    },
  },
});

/** The language of the data requests, so that equal requests are one. */
export function firstLanguage({ languages }: StatisticsOperations): Language {
  const [first] = languages;
  if (!first) throw new TypeError('an agency has a language');
  return first;
}
