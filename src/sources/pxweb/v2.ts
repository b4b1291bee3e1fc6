import { z } from 'zod';
import type { Language } from '../../entities/language.ts';
import { PeriodKind } from '../../entities/statistics-vocabulary.ts';
import { entryOf } from '../../text/entry-of.ts';
import type { Call } from '../../upstream/call.ts';
import { listOf, orNull } from '../../upstream/decode.ts';
import { path } from '../../upstream/path.ts';
import { hours } from '../../upstream/time.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import { isFrozen } from '../cube/frozen.ts';
import type { CellQuery, TableCard } from '../cube/table.ts';
import { optionalText, requiredText } from '../formats/fields.ts';
import type { JsonStatCube } from '../formats/json-stat/cube.ts';
import { jsonStatDataset } from '../formats/json-stat/decode.ts';
import { cellFields } from '../formats/json-stat/read-cells.ts';
import type { PxWebDriver } from './driver.ts';
import { languageCode, type PxWebHost } from './host.ts';
import { Limits } from './limits.ts';
import { dateOf, tableIdIn, tableOf, trimmed } from './metadata.ts';
import { reasonIn } from './refusal.ts';

const frequencies: Readonly<Record<string, PeriodKind>> = {
  Annual: PeriodKind.YEAR,
  Halfyear: PeriodKind.HALF_YEAR,
  Quarterly: PeriodKind.QUARTER,
  Monthly: PeriodKind.MONTH,
  Weekly: PeriodKind.WEEK,
};

const named = z.object({ label: z.string().catch('') }).catch({ label: '' });

const card = z.object({
  id: requiredText,
  label: requiredText,
  updated: optionalText,
  firstPeriod: optionalText,
  lastPeriod: optionalText,
  variableNames: z.array(z.string()).catch([]),
  timeUnit: optionalText,
  discontinued: orNull(z.boolean()),
  paths: z.array(z.array(named)).catch([]),
});

const cardPage = z.object({
  tables: listOf(card),
  page: z.object({ totalPages: z.number().int().nonnegative() }).catch({ totalPages: 1 }),
});

const codelist = z.object({
  id: z.string(),
  label: z.string().catch(''),
  values: listOf(z.object({ code: z.string(), label: z.string().catch('') })),
});

const PAGE = 2000;
/** With more pages than these the host does not allow pages of that size, and is searched instead. */
const MAX_PAGES = 8;
/** Of a host that allows more, one answer still holds no more cells. */
const LARGEST_BLOCK = 500_000;

/** PxWebApi 2. Always by POST and always with the whole selection, since the API's own defaults are silent. */
export function v2(upstream: Upstream, host: PxWebHost): PxWebDriver {
  const [own] = host.languages;
  if (!own) throw new TypeError('a host has a language');
  const ownLanguage = languageCode[own];
  const limits = new Limits(upstream, 'config', host.maxCells, LARGEST_BLOCK);

  const page = (query: string | null, pageNumber: number, call: Call) =>
    upstream.get(
      {
        operation: 'tables',
        path: 'tables',
        query: { lang: ownLanguage, query, includeDiscontinued: true, pageNumber, pageSize: PAGE },
        decode: cardPage,
        freshFor: hours(24),
      },
      call,
    );

  // A card lives as long as the decoded page stays in the cache, and with it what is known of its words.
  const cardsOfPage = new WeakMap<object, TableCard[]>();
  const cardsIn = (value: z.output<typeof cardPage>): TableCard[] => {
    const cards = cardsOfPage.get(value) ?? value.tables.map((one) => toCard(one, own));
    cardsOfPage.set(value, cards);
    return cards;
  };

  return {
    maxCells: () => limits.maxCells(),

    async tables(query, call) {
      const first = await page(null, 1, call);
      const { totalPages } = first.value.page;
      const words = query?.match(/[\p{L}\d]+/gu)?.join(' ') ?? null;
      if (totalPages > MAX_PAGES && words) {
        const found = await page(words, 1, call);
        return { cards: cardsIn(found.value), provenance: found.provenance };
      }
      const count = Math.min(totalPages, MAX_PAGES);
      const others = await Promise.all(
        Array.from({ length: Math.max(0, count - 1) }, (_, at) => page(null, at + 2, call)),
      );
      const cards = [first, ...others].flatMap(({ value }) => cardsIn(value));
      return { cards, provenance: first.provenance };
    },

    async table(tableId, language, call) {
      const wanted = {
        operation: 'metadata',
        path: path`tables/${tableId}/metadata`,
        query: { lang: languageCode[language] },
        decode: jsonStatDataset({ cells: false }),
        echo: { asked: [tableId], of: (cube: JsonStatCube) => [[tableIdIn(cube)]] },
      };
      const found = await upstream.find(wanted, call);
      return found && tableOf(found.value, { tableId, language, host, provenance: found.provenance });
    },

    async codelist(id, language, call) {
      const wanted = {
        operation: 'codelist',
        path: path`codelists/${id}`,
        query: { lang: languageCode[language] },
        decode: codelist,
        freshFor: hours(24),
        echo: { asked: [id], of: (found: z.output<typeof codelist>) => [[found.id]] },
      };
      const found = await upstream.find(wanted, call);
      if (!found) return null;
      const { label, values } = found.value;
      const labels = new Map(values.map((one) => [one.code, one.label]));
      return { id, label: label.trim(), codes: [...labels.keys()], labels: trimmed(labels) };
    },

    async cells(query, call) {
      await limits.read(call);
      const { value, provenance } = await upstream.post(
        {
          operation: 'data',
          path: path`tables/${query.tableId}/data`,
          query: { lang: ownLanguage, outputFormat: 'json-stat2' },
          body: bodyOf(query),
          inProcessOnly: query.isOfFile ?? false,
          decode: jsonStatDataset(),
          fields: cellFields,
          reasonIn,
        },
        call,
      );
      return { cube: value, provenance };
    },

    repeatable: (query) => ({
      method: 'POST',
      url: `tables/${encodeURIComponent(query.tableId)}/data?lang=${ownLanguage}&outputFormat=json-stat2`,
      body: bodyOf(query),
    }),
  };
}

function toCard(found: z.output<typeof card>, own: Language): TableCard {
  const { id, label, firstPeriod, lastPeriod } = found;
  return {
    tableId: id,
    title: label,
    language: own,
    keywords: [...found.variableNames, ...found.paths.flat().map((one) => one.label)],
    frequency: entryOf(frequencies, found.timeUnit ?? '') ?? null,
    updatedAt: dateOf(found.updated),
    firstPeriod,
    lastPeriod,
    discontinued: found.discontinued === true || isFrozen({ lastPeriod }),
  };
}

function bodyOf({ dimensions }: CellQuery) {
  return {
    selection: dimensions.map(({ code, codes, codelist: list }) => ({
      variableCode: code,
      valueCodes: codes,
      ...(list && { codelist: list }),
    })),
  };
}
