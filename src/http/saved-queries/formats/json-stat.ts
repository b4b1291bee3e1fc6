import { fieldOfCube } from '../cube-document.ts';
import type { Format, Rendering } from '../format.ts';
import { json } from './json.ts';

/** JSON-stat 2.0 of the cubes of an answer: a dataset, or a collection of several. */
export const jsonStat: Format = {
  ending: 'jsonstat',
  contentType: 'application/json; charset=utf-8',
  isFile: true,
  fits: ({ cubeDocument }) => cubeDocument !== null,
  documentOf: ({ cubeDocument, document }) => cubeDocument ?? document,
  write(rendering) {
    const cubes = cubesOf(rendering.answer.data).map((cube) => ({
      ...cube,
      extension: extensionOf(cube, rendering),
    }));
    const [first, ...others] = cubes;
    if (first && others.length === 0) return JSON.stringify(first);
    const { query, lang } = rendering;
    return JSON.stringify({
      version: '2.0',
      class: 'collection',
      label: query.title[lang],
      link: { item: cubes },
    });
  },
  refuse: json.refuse,
};

type JsonObject = Readonly<Record<string, unknown>>;

function cubesOf(value: unknown): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(cubesOf);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === fieldOfCube ? (isObject(inner) ? [inner] : []) : cubesOf(inner),
  );
}

function extensionOf(cube: JsonObject, { answer, addressOf }: Rendering): JsonObject {
  const own = cube['extension'];
  const { sources, attributions } = answer;
  return { ...(isObject(own) ? own : {}), sources, attributions, address: addressOf('jsonstat') };
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
