import type { Language } from '../../entities/language.ts';
import type { Call } from '../../upstream/call.ts';
import type { Block } from '../cube/blocks.ts';
import type { AgencyQuery, CellQuery, Codelist, TableFacts, TableList } from '../cube/table.ts';

/** One version of PxWeb's API; both give the same tables and cubes. */
export interface PxWebDriver {
  maxCells(): number;
  tables(query: string | null, call: Call): Promise<TableList>;
  table(tableId: string, language: Language, call: Call): Promise<TableFacts | null>;
  codelist(id: string, language: Language, call: Call): Promise<Codelist | null>;
  cells(query: CellQuery, call: Call): Promise<Block>;
  repeatable(query: CellQuery): AgencyQuery;
}
