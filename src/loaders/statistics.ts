import DataLoader from 'dataloader';
import { type Connection, pageOf } from '../entities/connection.ts';
import type { Language } from '../entities/language.ts';
import { entity } from '../entities/node.ts';
import { Provenance } from '../entities/provenance.ts';
import {
  Category,
  Codelist,
  Cube,
  Dimension,
  type LabelOrigin,
  StatisticsTable,
  TableNote,
} from '../entities/statistics.ts';
import { type Answer, askEach } from '../sources/across/ask-each.ts';
import { failureOf } from '../sources/across/list.ts';
import { contentOf } from '../sources/cube/content.ts';
import { fetchCube, type SelectedCube } from '../sources/cube/fetch-cube.ts';
import { isAbout, scoreOf } from '../sources/cube/rank.ts';
import type { DimensionChoice } from '../sources/cube/selection.ts';
import type { TableCard, TableDimension, TableFacts } from '../sources/cube/table.ts';
import type { Window } from '../sources/kinds/kind.ts';
import { firstLanguage, type StatisticsOperations } from '../sources/kinds/statistics.ts';
import type { OpenSource, Sources } from '../sources/open-sources.ts';
import type { Call } from '../upstream/call.ts';
import { sharedCall } from './shared-call.ts';
import { statisticsFileUrl } from './statistics-file.ts';

/** A table and the language of its texts. */
interface TableKey {
  agency: string;
  tableId: string;
  language: Language;
}

export interface StatisticsSettings {
  /** Cells of one answer. */
  maxCells: number;
}

/** Cells of one file. */
export const maxFileCells = 1_500_000;

/** The loaders of statistics tables and cubes. */
export function statisticsLoaders(sources: Sources, { maxCells }: StatisticsSettings, call: Call) {
  const facts = new DataLoader<TableKey, TableFacts | null, string>(
    (keys) =>
      Promise.all(
        keys.map(async ({ agency, tableId, language }) => {
          try {
            const source = sources.member('STATISTICS', agency);
            return source ? await source.operations.table(tableId, language, call) : null;
          } catch (error) {
            return error instanceof Error ? error : new Error(String(error));
          }
        }),
      ),
    { cacheKeyFn: ({ agency, tableId, language }) => JSON.stringify([agency, tableId, language]) },
  );

  /** The agency's own language nearest to what the client wants. */
  const languageOf = (agency: string, wanted: readonly Language[]): Language | null => {
    const operations = sources.member('STATISTICS', agency)?.operations;
    if (!operations) return null;
    return wanted.find((one) => operations.languages.includes(one)) ?? firstLanguage(operations);
  };

  const tableEntity = (agency: string, card: TableCard, provenance: StatisticsTable['provenance']) =>
    entity(StatisticsTable, {
      agency,
      tableId: card.tableId,
      language: card.language,
      ownTitle: card.title,
      frequency: card.frequency,
      updatedAt: card.updatedAt,
      firstPeriod: card.firstPeriod,
      lastPeriod: card.lastPeriod,
      discontinued: card.discontinued,
      licence: provenance.licence,
      citation: provenance.attribution,
      maxCells: sources.member('STATISTICS', agency)?.operations.maxCells() ?? null,
      provenance,
    });

  const selectedCube = async (
    key: TableKey,
    choices: readonly DimensionChoice[] | null,
    limit: number,
  ): Promise<{ cube: SelectedCube; source: OpenSource<'STATISTICS'> } | null> => {
    const source = sources.member('STATISTICS', key.agency);
    const table = source && (await facts.load(key));
    if (!table) return null;
    const cube = await fetchCube(
      {
        source: source.operations,
        table,
        choices,
        maxCells: limit,
        fileOf: (cells) => (cells <= maxFileCells ? statisticsFileUrl(key, choices ?? []) : null),
      },
      call,
    );
    return { cube, source };
  };

  return {
    statisticsLanguage: languageOf,
    tableFacts: (key: TableKey) => facts.load(key),
    /** Tables of all agencies that have every word, the best first. */
    statisticsTables: sharedCall(
      async (
        { query, agencies }: { query: string | null; agencies: readonly string[] | null },
        window: Window,
      ): Promise<Answer<Connection<StatisticsTable>>> => {
        const asked = await askEach(sources.members('STATISTICS', { ids: agencies }), ({ operations }) =>
          operations.tables(query, call),
        );
        if (asked.answers.length === 0 && asked.failures.length > 0)
          return { value: null, failures: asked.failures };
        const found = asked.answers.flatMap(({ id, value: { cards, provenance } }) =>
          cards.flatMap((card) => {
            const score = scoreOf(card, query ?? '');
            return score > 0 ? [{ id, card, provenance, score }] : [];
          }),
        );
        found.sort((one, other) => other.score - one.score);
        const page = found.slice(window.offset, window.offset + window.limit);
        const nodes = page.map(({ id, card, provenance }) => tableEntity(id, card, provenance));
        const connection = pageOf(nodes, { ...window, total: found.length });
        return {
          value: { ...connection, failures: asked.failures.map(failureOf) },
          failures: asked.failures,
        };
      },
    ),
    /** Tables of all agencies that have one of the terms, those that are still updated first. */
    async tablesAbout(terms: readonly string[]): Promise<Answer<StatisticsTable[]>> {
      const asked = await askEach(sources.members('STATISTICS'), ({ operations }) =>
        operations.tables(null, call),
      );
      if (asked.answers.length === 0 && asked.failures.length > 0)
        return { value: null, failures: asked.failures };
      const found = asked.answers.flatMap(({ id, value: { cards, provenance } }) =>
        cards.filter((card) => isAbout(card, terms)).map((card) => ({ id, card, provenance })),
      );
      found.sort((one, other) => Number(one.card.discontinued) - Number(other.card.discontinued));
      const tables = found.map(({ id, card, provenance }) => tableEntity(id, card, provenance));
      return { value: tables, failures: asked.failures };
    },
    /** One table; null where the agency does not know it. */
    async statisticsTable(key: TableKey): Promise<StatisticsTable | null> {
      const found = await facts.load(key);
      return found && tableEntity(key.agency, found, found.provenance);
    },
    async tableDimensions(key: TableKey): Promise<Dimension[] | null> {
      const found = await facts.load(key);
      return found?.dimensions.map((one) => dimensionEntity(one, { ...key, dimension: one.code })) ?? null;
    },
    async tableNotes(key: TableKey): Promise<TableNote[]> {
      const found = await facts.load(key);
      return (found?.notes ?? []).map(({ text, mandatory }) =>
        entity(TableNote, { text: { [key.language]: text }, mandatory }),
      );
    },
    /** A label in another language of the agency; the one at hand where it has none there. */
    async labelIn(
      language: Language,
      { origin, ownLabel, code }: { origin: LabelOrigin; ownLabel: string; code: string },
      isDimension: boolean,
    ): Promise<string> {
      if (language === origin.language || origin.agency === '') return ownLabel;
      const found = await facts.load({ ...origin, language });
      const dimension = found?.dimensions.find((one) => one.code === origin.dimension);
      return (isDimension ? dimension?.label : dimension?.labels.get(code)) ?? ownLabel;
    },
    async cube(key: TableKey, choices: readonly DimensionChoice[] | null): Promise<Cube | null> {
      const found = await selectedCube(key, choices, maxCells);
      return found && cubeEntity(key, found.cube, found.source.operations);
    },
    /** The cube of a file, which may be larger than an answer. */
    fileCube: (key: TableKey, choices: readonly DimensionChoice[] | null) =>
      selectedCube(key, choices, maxFileCells),
  };
}

export function dimensionEntity(
  {
    code,
    label,
    role,
    required,
    codes,
    labels,
    units,
    codelists,
  }: Pick<
    TableDimension,
    'code' | 'label' | 'role' | 'required' | 'codes' | 'labels' | 'units' | 'codelists'
  >,
  origin: LabelOrigin,
): Dimension {
  let list: Category[] | null = null;
  const dimension = entity(Dimension, {
    origin,
    ownLabel: label,
    code,
    role,
    required,
    size: codes.length,
    codelists: codelists.map((one) =>
      entity(Codelist, { id: one.id, label: { [origin.language]: one.label || one.id } }),
    ),
  });
  // A dimension may have thousands of categories, of which an answer often shows none.
  Object.defineProperty(dimension, 'categoryList', {
    get: (): readonly Category[] => {
      list ??= codes.map((one) =>
        entity(Category, {
          origin,
          ownLabel: labels.get(one) ?? one,
          code: one,
          unit: units.get(one)?.label ?? null,
          decimals: units.get(one)?.decimals ?? null,
        }),
      );
      return list;
    },
  });
  return dimension;
}

function cubeEntity(key: TableKey, selected: SelectedCube, operations: StatisticsOperations): Cube {
  const { axes, selection, cubeNotes, provenance } = selected;
  const query = operations.repeatable({ tableId: key.tableId, dimensions: selection.dimensions });
  return entity(Cube, {
    placeScheme: operations.placeScheme,
    content: contentOf(selected, operations.statusScheme),
    dimensions: axes.map((axis) => dimensionEntity(axis, { ...key, dimension: axis.code })),
    size: selection.size,
    eliminated: [...selection.eliminated],
    defaulted: [...selection.defaulted],
    notes: cubeNotes.map(({ text, mandatory }) =>
      entity(TableNote, { text: { [key.language]: text }, mandatory }),
    ),
    provenance: entity(Provenance, {
      ...provenance,
      locator: `${query.method} ${query.url}${query.body === null ? '' : ` ${JSON.stringify(query.body)}`}`,
    }),
  });
}
