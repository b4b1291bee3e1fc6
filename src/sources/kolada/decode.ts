import { z } from 'zod';
import { listOf, orNull } from '../../upstream/decode.ts';
import { requiredText } from '../formats/fields.ts';

/** Every answer is a page. `count` is the page's in some answers and the total in others, so it is not read. */
function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ values: listOf(item), next_url: orNull(z.string()) });
}

export const kpis = pageOf(
  z.object({
    id: requiredText,
    title: requiredText,
    description: orNull(z.string()),
    // 0 or 1 in the older version.
    is_divided_by_gender: z.union([z.boolean(), z.number().transform((one) => one === 1)]).catch(false),
    municipality_type: orNull(z.string()),
    operating_area: orNull(z.string()),
    publication_date: orNull(z.string()),
    publ_period: orNull(z.string()),
  }),
);
export type Kpi = z.output<typeof kpis>['values'][number];

export const municipalities = pageOf(
  z.object({ id: requiredText, title: requiredText, type: orNull(z.string()) }),
);

const value = z.object({
  gender: z.enum(['T', 'K', 'M']),
  value: z.number().nullable(),
  status: orNull(z.string()),
  isdeleted: z.boolean().catch(false),
});

export const rows = pageOf(
  z.object({
    kpi: requiredText,
    municipality: requiredText,
    period: z.number().int(),
    values: z.array(value),
  }),
);
export type Row = z.output<typeof rows>['values'][number];

/** The unit stands behind the last comma of the title: “andel (%)”, “kr/inv”; null where there is none. */
export function unitOf(title: string): string | null {
  const comma = title.lastIndexOf(',');
  return comma < 0 ? null : title.slice(comma + 1).trim() || null;
}
