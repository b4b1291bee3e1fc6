import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql';

/** The types that everything is joined by. */
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

const typesPath = 'docs/schema-types.md';
const valuesPath = 'docs/schema-values.md';

/** The reference of the schema as Markdown, from its descriptions. */
export function schemaPages(sdl) {
  const schema = buildSchema(sdl);
  const operations = [schema.getQueryType(), schema.getSubscriptionType()].filter(Boolean);
  const types = Object.values(schema.getTypeMap())
    .filter(
      (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type) && !operations.includes(type),
    )
    .sort((one, other) => one.name.localeCompare(other.name));
  const ofHubs = hubs.filter((name) => schema.getType(name)).map((name) => linkTo(schema.getType(name)));
  return [
    {
      path: 'docs/schema.md',
      text: `# Schema: queries

Made from the descriptions in the schema; \`/schema.graphql\` is the schema itself. Begin with the types that everything is joined by: ${ofHubs.join(', ')}. [All types](schema-types.md), [inputs, enums and scalars](schema-values.md).

${operations.map((type) => `## ${type.name === 'Query' ? 'Queries' : 'Subscriptions'}\n\n${tableOf(type)}`).join('\n')}`,
    },
    {
      path: typesPath,
      text: `# Schema: types\n\nObjects, interfaces and unions, by name. [Queries](schema.md).\n\n${types
        .filter((type) => pathOf(type) === typesPath)
        .map(sectionOf)
        .join('\n')}`,
    },
    {
      path: valuesPath,
      text: `# Schema: inputs, enums and scalars\n\nBy name. [Queries](schema.md).\n\n${types
        .filter((type) => pathOf(type) === valuesPath)
        .map(sectionOf)
        .join('\n')}`,
    },
  ];
}

function pathOf(type) {
  return isEnumType(type) || isInputObjectType(type) || isScalarType(type) ? valuesPath : typesPath;
}

function sectionOf(type) {
  const head = `## ${type.name}\n\n${oneLine(type.description)}\n`;
  if (isEnumType(type)) {
    const rows = type.getValues().map(({ name, description }) => `| \`${name}\` | ${cell(description)} |`);
    return `${head}\n| value | description |\n| --- | --- |\n${rows.join('\n')}\n`;
  }
  if (isUnionType(type)) return `${head}\nOne of ${type.getTypes().map(linkTo).join(', ')}.\n`;
  if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))
    return `${head}\n${tableOf(type)}`;
  return head;
}

function tableOf(type) {
  const rows = Object.values(type.getFields()).flatMap(
    ({ name, type: of, description, deprecationReason, args = [] }) => [
      `| \`${name}\` | ${linkTo(of)} | ${cell(deprecationReason ? `Deprecated: ${deprecationReason} ${description ?? ''}` : description)} |`,
      ...args.map(
        (argument) =>
          `| – \`${argument.name}:\` | ${linkTo(argument.type)}${defaultOf(argument)} | ${cell(argument.description)} |`,
      ),
    ],
  );
  return `| field, argument | type | description |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
}

function defaultOf({ astNode }) {
  const value = astNode?.defaultValue;
  return value ? ` = \`${value.loc.source.body.slice(value.loc.start, value.loc.end)}\`` : '';
}

function linkTo(type) {
  const named = getNamedType(type);
  if (isSpecifiedScalarType(named)) return `\`${type}\``;
  return `[\`${type}\`](${pathOf(named).replace('docs/', '')}#${named.name.toLowerCase()})`;
}

/** One line, with links to the pages that a description names. */
function oneLine(text) {
  return (text ?? '').replace(/\s+/g, ' ').replace(/\bdocs\/([\w-]+\.md)/g, '[$1]($1)');
}

function cell(text) {
  return oneLine(text).replaceAll('|', '\\|');
}
