import type { BaseContext } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { GraphQLEndpoint } from '../graphql/endpoint.ts';
import type { ChoiceList, PageLanguage } from './front-matter.ts';
import type { AddressedQuery } from './query.ts';

export interface Choice {
  value: string;
  label: string;
}

/**
 * First digits of the codes of SSYK 2012, with somewhat more than the number of its groups: a list has at most 100, and
 * the cost of a query grows with what is asked for.
 */
const ssykParts: Readonly<Record<string, number>> = {
  '0': 5,
  '1': 40,
  '21': 33,
  '22': 33,
  '23': 16,
  '24': 14,
  '25': 10,
  '26': 26,
  '3': 75,
  '4': 25,
  '5': 46,
  '6': 14,
  '7': 55,
  '8': 50,
  '9': 20,
};

/** Where a list comes from, part by part: the graph itself, without a request to any source. */
export const choiceSelections: Readonly<Record<ChoiceList, readonly string[]>> = {
  questionnaires: ['questionnaires { value: slug label: title(lang: $lang) }'],
  parties: ['parties(country: "SE") { value: code label: name(lang: $lang) }'],
  topics: ['topics { value: slug label: prefLabel(lang: $lang) }'],
  'data-gaps': ['dataGaps { value: slug label: label(lang: $lang) }'],
  organisations: ['organisations { value: slug label: name(lang: $lang) }'],
  counties: ['places(kind: COUNTY) { value: code label: name }'],
  municipalities: ['places(kind: MUNICIPALITY) { value: code label: name }'],
  occupations: Object.entries(ssykParts).map(
    ([digits, first]) =>
      `occupations(level: 4, first: ${first}, query: "${digits}") { value: code label: prefLabel(lang: $lang) }`,
  ),
  indicators: ['indicators { value: slug label: label(lang: $lang) }'],
  elections: ['elections(country: "SE") { value: slug label: name(lang: $lang) }'],
};

const answer = z.object({
  data: z.record(z.string(), z.array(z.object({ value: z.string(), label: z.string() })).nullable()),
});

/** Asks for the choices of a query on behalf of a request. */
export const choicesBy =
  <Context extends BaseContext>({ ask }: Pick<GraphQLEndpoint<Context>, 'ask'>) =>
  (
    { request, reply }: { request: FastifyRequest; reply: FastifyReply },
    query: AddressedQuery,
    lang: PageLanguage,
  ): Promise<ReadonlyMap<string, readonly Choice[]>> =>
    choicesOf(query, lang, async (document, variables) => {
      const { body } = await ask(request, reply, { query: document, variables });
      return body?.text ?? 'null';
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
  const keyOf = (list: ChoiceList, part: number) => `${list.replaceAll('-', '_')}_${part}`;
  const partsOf = (list: ChoiceList) =>
    choiceSelections[list].map((selection, part) => ({ selection, key: keyOf(list, part) }));
  const document = documentOf(
    lists.flatMap((list) => partsOf(list).map(({ key, selection }) => `${key}: ${selection}`)),
  );
  const parsed = answer.safeParse(JSON.parse(await ask(document, { lang: lang.toUpperCase() })));
  // A form without its lists still takes what is typed.
  const data = parsed.success ? parsed.data.data : {};
  return new Map(lists.map((list) => [list, partsOf(list).flatMap(({ key }) => data[key] ?? [])]));
}

function documentOf(fields: readonly string[]): string {
  const selection = fields.join(' ');
  // A variable that nothing uses would make the document invalid.
  return selection.includes('$lang') ? `query Choices($lang: Language) { ${selection} }` : `{ ${selection} }`;
}
