import { z } from 'zod';
import type { ChoiceList, PageLanguage } from './front-matter.ts';
import type { AddressedQuery } from './query.ts';

export interface Choice {
  value: string;
  label: string;
}

/** Where a list comes from: the graph itself, without a request to any source. */
export const choiceSelections: Readonly<Record<ChoiceList, string>> = {
  questionnaires: 'questionnaires { value: slug label: title(lang: $lang) }',
  parties: 'parties(country: "SE") { value: code label: name(lang: $lang) }',
  topics: 'topics { value: slug label: prefLabel(lang: $lang) }',
  'data-gaps': 'dataGaps { value: slug label: label(lang: $lang) }',
  organisations: 'organisations { value: slug label: name(lang: $lang) }',
  counties: 'places(kind: COUNTY) { value: code label: name }',
  municipalities: 'places(kind: MUNICIPALITY) { value: code label: name }',
  occupations: 'occupations(level: 4, first: 100) { value: code label: prefLabel(lang: $lang) }',
  indicators: 'indicators { value: slug label: label(lang: $lang) }',
  elections: 'elections(country: "SE") { value: slug label: name(lang: $lang) }',
};

const answer = z.object({
  data: z.record(z.string(), z.array(z.object({ value: z.string(), label: z.string() })).nullable()),
});

type Ask = (document: string, variables: Readonly<Record<string, unknown>>) => Promise<string>;

/** What a form offers for each variable of a query that names its choices. */
export async function choicesOf(
  { notes }: AddressedQuery,
  lang: PageLanguage,
  ask: Ask,
): Promise<ReadonlyMap<string, readonly Choice[]>> {
  const lists = new Set(
    Object.values(notes).flatMap(({ choices }) => (typeof choices === 'string' ? [choices] : [])),
  );
  const found = lists.size > 0 ? await listsOf([...lists], lang, ask) : new Map<string, readonly Choice[]>();
  return new Map(
    Object.entries(notes).flatMap(([name, { choices }]) => {
      if (!choices) return [];
      if (typeof choices === 'string') return [[name, found.get(choices) ?? []] as const];
      return [[name, choices.map(({ value, label }) => ({ value, label: label[lang] }))] as const];
    }),
  );
}

async function listsOf(
  lists: readonly ChoiceList[],
  lang: PageLanguage,
  ask: Ask,
): Promise<Map<string, readonly Choice[]>> {
  const keyOf = (list: ChoiceList) => list.replaceAll('-', '_');
  const document = documentOf(lists.map((list) => `${keyOf(list)}: ${choiceSelections[list]}`));
  const parsed = answer.safeParse(JSON.parse(await ask(document, { lang: lang.toUpperCase() })));
  // A form without its lists still takes what is typed.
  const data = parsed.success ? parsed.data.data : {};
  return new Map(lists.map((list) => [list, data[keyOf(list)] ?? []]));
}

function documentOf(fields: readonly string[]): string {
  const selection = fields.join(' ');
  // A variable that nothing uses would make the document invalid.
  return selection.includes('$lang') ? `query Choices($lang: Language) { ${selection} }` : `{ ${selection} }`;
}
