import type { CellQuery } from '../../src/sources/cube/table.ts';
import type { Reply } from './fake-upstream.ts';

interface Selected {
  variableCode: string;
  valueCodes: string[];
}

/** What PxWeb 2 would answer: a cube over the selection, whose numbers count its cells. */
export function pxwebData(
  body: string,
  change: (cube: ReturnType<typeof cubeOver>) => object = (cube) => cube,
): Reply {
  const { selection }: { selection: Selected[] } = JSON.parse(body);
  return {
    json: change(cubeOver(selection.map(({ variableCode: code, valueCodes: codes }) => ({ code, codes })))),
  };
}

export function cubeOver(dimensions: readonly { code: string; codes: readonly string[] }[]) {
  const size = dimensions.reduce((product, { codes }) => product * codes.length, 1);
  return {
    version: '2.0',
    class: 'dataset',
    id: dimensions.map(({ code }) => code),
    size: dimensions.map(({ codes }) => codes.length),
    dimension: Object.fromEntries(
      dimensions.map(({ code, codes }) => [
        code,
        { label: code, category: { index: Object.fromEntries(codes.map((one, at) => [one, at])) } },
      ]),
    ),
    value: Array.from({ length: size }, (_, cell): number | null => cell + 1),
    status: {} as Record<string, string>,
  };
}

/** The codes of a selection, by dimension. */
export const asked = ({ dimensions }: Pick<CellQuery, 'dimensions'>) =>
  Object.fromEntries(dimensions.map(({ code, codes }) => [code, codes]));
