import type { Format } from './format.ts';
import { csv } from './formats/csv.ts';
import { embed } from './formats/embed.ts';
import { atom, jsonFeed } from './formats/feeds.ts';
import { html } from './formats/html.ts';
import { json } from './formats/json.ts';
import { jsonStat } from './formats/json-stat.ts';
import { png } from './formats/png.ts';
import { svg } from './formats/svg.ts';
import { xlsx } from './formats/xlsx.ts';
import type { AddressedQuery } from './query.ts';

/** Every format, in the order in which pages offer them. A new one is a file in `formats/` and a line here. */
export const formats: readonly Format[] = [json, csv, xlsx, jsonStat, svg, png, html, embed, atom, jsonFeed];

export const formatOf = (ending: string): Format | null =>
  formats.find((format) => format.ending === ending) ?? null;

/** The endings under which a query has answers. */
export const endingsOf = (query: AddressedQuery): string[] =>
  formats.filter((format) => !format.isPart && format.fits(query)).map(({ ending }) => ending);
