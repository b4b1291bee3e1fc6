import { z } from 'zod';
import type { Language } from '../../entities/language.ts';
import { withoutTags } from '../../text/html-text.ts';
import { oneLine } from '../../text/white-space.ts';
import type { Call } from '../../upstream/call.ts';
import { listOf } from '../../upstream/decode.ts';
import { SourceError } from '../../upstream/errors.ts';
import { joinedPath, path } from '../../upstream/path.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import { isFrozen } from '../cube/frozen.ts';
import type { CellQuery, TableCard, TableDimension } from '../cube/table.ts';
import { optionalText, requiredText } from '../formats/fields.ts';
import { jsonStatDataset } from '../formats/json-stat/decode.ts';
import { cellFields } from '../formats/json-stat/read-cells.ts';
import type { PxWebDriver } from './driver.ts';
import { languageCode, type PxWebHost } from './host.ts';
import { Limits } from './limits.ts';
import { dateOf, periodsOf, roleOf } from './metadata.ts';
import { reasonIn } from './refusal.ts';

const LARGEST_BLOCK = 500_000;

const variable = z.object({
  code: requiredText,
  text: z.string().catch(''),
  // Both are null where a variable has more values than the host lists.
  values: z.array(z.string()).nullish(),
  valueTexts: z.array(z.string()).nullish(),
  elimination: z.boolean().catch(false),
  time: z.boolean().catch(false),
});
/** A table without one of its variables would be another table, so none is left out. */
const metadata = z.object({ title: z.string().catch(''), variables: z.array(variable).min(1) });
/** At the path of a folder there is the list of what it holds. */
const metadataOrFolder = z.union([metadata, z.array(z.unknown()).transform(() => null)]);

/** A hit of `?query=`; a table comes once for each path to it. */
const hits = listOf(z.object({ id: requiredText, title: requiredText, published: optionalText }));

/** SCB sends a byte order mark. */
const withoutMark = (body: string): string => body.replace(/^\uFEFF/, '');

/** PxWeb API 1: for Statistics Estonia, which has no other, and for tables that are known by their path at SCB. */
export function v1(upstream: Upstream, host: PxWebHost): PxWebDriver {
  const [own] = host.languages;
  if (!own) throw new TypeError('a host has a language');
  const ownCode = languageCode[own];
  const config = `${ownCode}${host.configSlash}?config`;
  const limits = new Limits(upstream, config, Math.min(host.maxCells, LARGEST_BLOCK), LARGEST_BLOCK);

  const address = (tableId: string, language: Language): string | null => {
    const steps = tableId.split('/').filter((step) => step !== '');
    // Without a step it would be the list of all subjects.
    if (steps.length === 0) return null;
    return joinedPath([
      path`${languageCode[language]}/${host.database}`,
      ...steps.map((step) => path`${step}`),
    ]);
  };

  return {
    maxCells: () => limits.maxCells(),

    async tables(query, call) {
      const words = query?.match(/[\p{L}\d]+/gu)?.join(' ') || host.defaultSearch;
      const found = await upstream.get(
        {
          operation: 'search',
          path: path`${ownCode}/${host.database}`,
          query: { query: words },
          decode: hits,
          clean: withoutMark,
        },
        call,
      );
      const cards = new Map<string, TableCard>();
      for (const { id, title, published } of found.value) {
        const tableId = id.replace(/\.px$/i, '');
        // Some hosts have HTML in their titles.
        const plain = oneLine(withoutTags(title));
        cards.set(tableId, {
          tableId,
          title: plain,
          language: own,
          keywords: [words],
          frequency: null,
          updatedAt: dateOf(published),
          firstPeriod: null,
          lastPeriod: null,
          discontinued: false,
        });
      }
      return { cards: [...cards.values()], provenance: found.provenance };
    },

    async table(tableId, language, call) {
      const wanted = {
        operation: 'metadata-1',
        path: address(tableId, language),
        decode: metadataOrFolder,
        clean: withoutMark,
        // Metadata of API 1 does not repeat the table's id.
        echo: null,
      };
      const found = await upstream.find(wanted, call).catch(absentAt400);
      if (!found?.value) return null;
      const { title, variables } = found.value;
      const dimensions = variables.map((one) => dimensionOf(one, host));
      const periods = periodsOf(dimensions);
      return {
        tableId,
        title: title.trim() || tableId,
        language,
        keywords: [],
        ...periods,
        updatedAt: null,
        discontinued: isFrozen(periods),
        dimensions,
        notes: [],
        webUrl: null,
        nextRelease: null,
        provenance: found.provenance,
      };
    },

    // API 1 has no request for a codelist: its codes go to the host as they are given.
    codelist: async () => null,

    async cells(query, call: Call) {
      await limits.read(call);
      const { value, provenance } = await upstream.post(
        {
          operation: 'data-1',
          path: address(query.tableId, own),
          body: bodyOf(query),
          inProcessOnly: query.isOfFile ?? false,
          decode: jsonStatDataset(),
          fields: cellFields,
          clean: withoutMark,
          reasonIn,
        },
        call,
      );
      return { cube: value, provenance };
    },

    repeatable: (query) => ({ method: 'POST', url: address(query.tableId, own) ?? '', body: bodyOf(query) }),
  };
}

/** For a wrong path and for a table that has moved, the server itself says 400; 404 comes from the one in front. */
function absentAt400(error: unknown): null {
  if (error instanceof SourceError && error.refusedWith === 400) return null;
  throw error;
}

function dimensionOf(
  { code, text, values, valueTexts, elimination, time }: z.output<typeof variable>,
  host: PxWebHost,
): TableDimension {
  const codes = [...new Set(values ?? [])];
  const labels = new Map((values ?? []).map((one, at) => [one, valueTexts?.[at]?.trim() ?? one]));
  const roles = { time: time ? [code] : [], geo: [], metric: [] };
  return {
    code,
    label: text.trim() || code,
    role: roleOf(code, roles, host),
    required: !elimination,
    codes,
    labels,
    // Units come with the numbers.
    units: new Map(),
    codelists: [],
  };
}

function bodyOf({ dimensions }: CellQuery) {
  return {
    query: dimensions.map(({ code, codes, codelist }) => ({
      code,
      selection: { filter: filterOf(codelist), values: codes },
    })),
    response: { format: 'json-stat2' },
  };
}

/** `agg_X` of API 2 is `agg:X` here, and `vs_X` is `vs:X`. */
function filterOf(codelist: string | null): string {
  return codelist === null ? 'item' : codelist.replace(/^(agg|vs)_/, '$1:');
}
