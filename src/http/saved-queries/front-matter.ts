import { parse as parseYaml } from 'yaml';
import { z } from 'zod';

/** A text in both languages of the pages. */
export const text = z.strictObject({ sv: z.string().min(1), en: z.string().min(1) });
export type Text = z.output<typeof text>;
export type PageLanguage = keyof Text;

const column = z.string().min(1);
const view = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('table'), columns: z.array(column).min(1).optional() }),
  z.strictObject({
    type: z.literal('matrix'),
    rows: column,
    columns: column,
    value: column,
    /** Column that is shown where the value is `NONE`, which alone does not say whether there was an answer. */
    insteadOfNone: column.optional(),
  }),
  z.strictObject({
    type: z.literal('bar'),
    category: column,
    value: column,
    unit: column.optional(),
    /** Of several rows of a category, the one of the latest time counts. */
    time: column.optional(),
    /** Column with the colour of a party. */
    colour: column.optional(),
  }),
  z.strictObject({
    type: z.literal('line'),
    time: column,
    value: column,
    series: column.optional(),
    unit: column.optional(),
    /** Column that says where a series breaks. */
    status: column.optional(),
  }),
  z.strictObject({
    type: z.literal('list'),
    title: column,
    /** Column with the address that an entry leads to. */
    url: column.optional(),
    /** Column with what never changes of an entry; without it, its address. */
    id: column.optional(),
    date: column.optional(),
    summary: z.array(column).optional(),
  }),
  z.strictObject({
    type: z.literal('number'),
    value: column,
    label: column.optional(),
    unit: column.optional(),
    time: column.optional(),
  }),
  z.strictObject({
    type: z.literal('map'),
    /** Column with the code of a county or municipality. */
    place: column,
    name: column.optional(),
    value: column,
    unit: column.optional(),
    time: column.optional(),
  }),
]);
/** How an answer is shown, and the columns that it is shown by. */
export type View = z.output<typeof view>;

/** Lists of the content that a form offers for a variable. */
export const choiceLists = [
  'questionnaires',
  'parties',
  'topics',
  'data-gaps',
  'organisations',
  'counties',
  'municipalities',
  'occupations',
  'indicators',
  'elections',
] as const;
export type ChoiceList = (typeof choiceLists)[number];

const variable = z.strictObject({
  label: text,
  /** A list by name, or the values themselves. Other values are allowed too, where the schema allows them. */
  choices: z
    .union([z.enum(choiceLists), z.array(z.strictObject({ value: z.string(), label: text })).min(1)])
    .optional(),
  /** The default of a day: so many days before today. Every other default stands in the document. */
  daysAgo: z.number().int().min(0).max(3650).optional(),
});
export type VariableNotes = z.output<typeof variable>;

export const audiences = ['analyst', 'partner', 'editor', 'developer'] as const;

/** Of a query that states none. */
export const lastOrder = 100;

const frontMatter = z.strictObject({
  title: text,
  description: text,
  for: z.array(z.enum(audiences)).min(1),
  view,
  variables: z.record(z.string(), variable).default({}),
  /** Headings of columns, where those of `words/headings.ts` do not fit. */
  columns: z.record(z.string(), text).default({}),
  /** The queries with the lowest stand first. */
  order: z.number().int().default(lastOrder),
});
export type FrontMatter = z.output<typeof frontMatter>;

/** A file of `queries/` cannot be used. The message names the file, and what to change. */
export class SavedQueryError extends Error {
  override readonly name = 'SavedQueryError';
}

const fence = '# ---';

/** Reads the YAML in the comment that a file begins with, between two lines `# ---`. */
export function readFrontMatter(file: string, content: string): { notes: FrontMatter; document: string } {
  const lines = content.replace(/\r\n/g, '\n').split('\n');
  const end = lines.indexOf(fence, 1);
  if (lines[0] !== fence || end < 0)
    throw new SavedQueryError(`${file} must begin with a comment of YAML between two lines “${fence}”`);
  const yaml = lines.slice(1, end).map((line, index) => {
    if (!/^#( |$)/.test(line)) throw new SavedQueryError(`${file}:${index + 2} must begin with “# ”`);
    return line.slice(2);
  });
  let given: unknown;
  try {
    given = parseYaml(yaml.join('\n'));
  } catch (error) {
    throw new SavedQueryError(`${file}: ${error instanceof Error ? error.message : 'is not YAML'}`);
  }
  const parsed = frontMatter.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new SavedQueryError(`${file}: ${issue?.path.join('.') || 'the comment'}: ${issue?.message}`);
  }
  return {
    notes: parsed.data,
    document: lines
      .slice(end + 1)
      .join('\n')
      .trim(),
  };
}
