import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { button, el } from './dom.ts';
import type { Words } from './words.ts';

/** The types that everything is joined by come first. */
const hubs = [
  'Topic',
  'Place',
  'Occupation',
  'Party',
  'Person',
  'Organisation',
  'Questionnaire',
  'Dataset',
  'JobAd',
  'Indicator',
];
const maxHits = 60;

interface DocsOptions {
  words: Words;
  /** Name of the type that is open; empty at the start. */
  at: string;
  onMove: (at: string) => void;
}

/** The types and fields of the schema with their descriptions, which are in English. */
export function docsView(schema: GraphQLSchema, { words, at, onMove }: DocsOptions): HTMLElement {
  const body = el('div');
  const search = el('input', { type: 'search', id: 'docs-search', autocomplete: 'off' });
  const open = (name: string, isMoved = true) => {
    onMove(name);
    const type = schema.getType(name);
    const heading = el('h2', { tabindex: -1 }, type ? name : words.documentation);
    body.replaceChildren(
      ...(type ? [button(`← ${words.start}`, () => open(''))] : []),
      heading,
      ...(type ? typeView(schema, type, words, open) : startView(schema, words, open)),
    );
    if (isMoved) heading.focus();
  };
  search.addEventListener('input', () => {
    const wanted = search.value.trim().toLowerCase();
    if (wanted === '') open('', false);
    else body.replaceChildren(...hitsOf(schema, wanted, words, open));
  });
  open(at, false);
  return el('div', { class: 'docs' }, el('label', { for: 'docs-search' }, words.searchDocs), search, body);
}

type Open = (name: string) => void;

const typeButton = (name: string, open: Open, label = name): HTMLButtonElement =>
  button(label, () => open(name.replaceAll(/[[\]!]/g, '')), { class: 'link' });

const about = (description: string | null | undefined): HTMLElement | null =>
  description ? el('p', { lang: 'en' }, description) : null;

function startView(schema: GraphQLSchema, words: Words, open: Open): HTMLElement[] {
  const known = hubs.flatMap((name) => schema.getType(name) ?? []);
  const roots = [schema.getQueryType(), schema.getSubscriptionType()].filter(
    (type) => type !== null && type !== undefined,
  );
  return [
    ...(known.length > 0
      ? [
          el('h3', {}, words.hubs),
          el(
            'dl',
            {},
            ...known.flatMap((type) => [
              el('dt', {}, typeButton(type.name, open)),
              el('dd', { lang: 'en' }, firstSentence(type.description)),
            ]),
          ),
        ]
      : []),
    ...roots.flatMap((root) => [
      el('h3', {}, root.name === 'Query' ? words.otherFields : root.name),
      fieldList(Object.values(root.getFields()), words, open),
    ]),
  ];
}

const firstSentence = (description: string | null | undefined): string =>
  /^[\s\S]*?[.!?](?=\s|$)/.exec(description ?? '')?.[0] ?? description ?? '';

function typeView(
  schema: GraphQLSchema,
  type: GraphQLNamedType,
  words: Words,
  open: Open,
): (HTMLElement | string)[] {
  const parts: (HTMLElement | string | null)[] = [about(type.description)];
  if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))
    parts.push(el('h3', {}, words.fields), fieldList(Object.values(type.getFields()), words, open));
  if (isEnumType(type))
    parts.push(
      el('h3', {}, words.values),
      el(
        'dl',
        {},
        ...type
          .getValues()
          .flatMap(({ name, description }) => [
            el('dt', {}, el('code', {}, name)),
            el('dd', { lang: 'en' }, description ?? ''),
          ]),
      ),
    );
  if (isAbstractType(type))
    parts.push(
      el('h3', {}, words.possible),
      el('ul', {}, ...schema.getPossibleTypes(type).map(({ name }) => el('li', {}, typeButton(name, open)))),
    );
  const users = usersOf(schema, type);
  if (users.length > 0)
    parts.push(
      el('h3', {}, words.usedBy),
      el(
        'ul',
        {},
        ...users.map(([owner, field]) => el('li', {}, typeButton(owner, open, `${owner}.${field}`))),
      ),
    );
  return parts.filter((part) => part !== null);
}

function fieldList(
  fields: readonly (GraphQLField<unknown, unknown> | GraphQLInputField)[],
  words: Words,
  open: Open,
): HTMLElement {
  return el(
    'dl',
    {},
    ...fields.flatMap((field) => {
      const args: readonly GraphQLArgument[] = 'args' in field ? field.args : [];
      return [
        el('dt', {}, el('code', {}, field.name), ' ', typeButton(String(field.type), open)),
        el(
          'dd',
          { lang: 'en' },
          field.deprecationReason
            ? el('p', {}, el('strong', {}, `${words.deprecated}: `), field.deprecationReason)
            : null,
          about(field.description),
          args.length === 0
            ? null
            : el(
                'ul',
                { 'aria-label': words.args },
                ...args.map((arg) =>
                  el(
                    'li',
                    {},
                    el('code', {}, arg.name),
                    ' ',
                    typeButton(String(arg.type), open),
                    arg.description ? ` ${arg.description}` : '',
                  ),
                ),
              ),
        ),
      ];
    }),
  );
}

/** Fields that answer with the type, or take it. */
function usersOf(schema: GraphQLSchema, wanted: GraphQLNamedType): [string, string][] {
  return Object.values(schema.getTypeMap()).flatMap((type): [string, string][] => {
    if (
      type.name.startsWith('__') ||
      !(isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))
    )
      return [];
    return Object.values(type.getFields()).flatMap((field): [string, string][] => {
      const args: readonly GraphQLArgument[] = 'args' in field ? field.args : [];
      const used: readonly GraphQLType[] = [field.type, ...args.map((arg) => arg.type)];
      return used.some((one) => getNamedType(one).name === wanted.name) ? [[type.name, field.name]] : [];
    });
  });
}

function hitsOf(schema: GraphQLSchema, wanted: string, words: Words, open: Open): HTMLElement[] {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  const hits = types.flatMap((type) => [
    ...(type.name.toLowerCase().includes(wanted)
      ? [{ owner: type.name, label: type.name, description: type.description }]
      : []),
    ...(isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)
      ? Object.values(type.getFields())
          .filter(({ name }) => name.toLowerCase().includes(wanted))
          .map(({ name, description }) => ({ owner: type.name, label: `${type.name}.${name}`, description }))
      : []),
  ]);
  if (hits.length === 0) return [el('p', { role: 'status' }, words.noHit)];
  return [
    el(
      'dl',
      {},
      ...hits
        .slice(0, maxHits)
        .flatMap(({ owner, label, description }) => [
          el('dt', {}, typeButton(owner, open, label)),
          el('dd', { lang: 'en' }, firstSentence(description)),
        ]),
    ),
  ];
}
