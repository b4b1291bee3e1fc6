import { attributeOf, elementOf } from '../src/http/embed/snippet.ts';

/** What a program needs to ask the same. */
export interface Asked {
  /** `https://…/graphql` */
  endpoint: string;
  document: string;
  variables: Readonly<Record<string, unknown>>;
  /** The answer as CSV; null where the query is too long for an address. */
  csv: string | null;
}

export interface Language {
  id: string;
  label: string;
  /** Null where this language needs the CSV, and there is none. */
  write: (asked: Asked) => string | null;
}

const body = ({ document, variables }: Asked): string => JSON.stringify({ query: document, variables });

/** A text in single quotes for a POSIX shell. */
const shell = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
/** JSON texts are texts of JavaScript, Python and R too, where nothing is left that only JSON writes so. */
const quoted = (text: string): string => JSON.stringify(text);
/** In Power Query and in spreadsheets, a quote is doubled. */
const doubled = (text: string): string => `"${text.replaceAll('"', '""')}"`;

const request = (asked: Asked) => `const response = await fetch(${quoted(asked.endpoint)}, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    query: ${template(asked.document)},
    variables: ${JSON.stringify(asked.variables)},
  }),
});`;

/** A text between backquotes, so that a query keeps its lines. */
const template = (text: string): string => `\`${text.replaceAll(/[\\`]|\$\{/g, (found) => `\\${found}`)}\``;

export const languages: readonly Language[] = [
  {
    id: 'curl',
    label: 'curl',
    write: (asked) =>
      `curl ${shell(asked.endpoint)} \\\n  -H 'content-type: application/json' \\\n  -d ${shell(body(asked))}\n`,
  },
  {
    id: 'fetch',
    label: 'JavaScript (fetch)',
    write: (asked) => `${request(asked)}
const { data, errors } = await response.json();
if (errors) console.warn(errors);
console.log(JSON.stringify(data));
`,
  },
  {
    id: 'typescript',
    label: 'TypeScript',
    write: (asked) => `interface Answer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: (string | number)[] }[];
  extensions?: { sources?: { source: string; state: string | null; licence?: string | null }[] };
}

${request(asked)}
const answer: Answer = await response.json();
if (answer.errors) console.warn(answer.errors);
console.log(JSON.stringify(answer.data));
`,
  },
  {
    id: 'python',
    label: 'Python (pandas)',
    write: (asked) =>
      asked.csv
        ? `import pandas as pd

table = pd.read_csv(${quoted(asked.csv)})
print(table)
`
        : `import json
import urllib.request
import pandas as pd

body = json.dumps({"query": ${quoted(asked.document)}, "variables": json.loads(${quoted(JSON.stringify(asked.variables))})})
request = urllib.request.Request(${quoted(asked.endpoint)}, body.encode(), {"content-type": "application/json"})
answer = json.load(urllib.request.urlopen(request))
table = pd.json_normalize(answer["data"])
print(table)
`,
  },
  {
    id: 'r',
    label: 'R',
    write: ({ csv }) => csv && `answer <- read.csv(${quoted(csv)}, encoding = "UTF-8")\nprint(answer)\n`,
  },
  {
    id: 'power-query',
    label: 'Excel (Power Query)',
    write: ({ csv }) =>
      csv &&
      `let
  File = Csv.Document(Web.Contents(${doubled(csv)}), [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]),
  Answer = Table.PromoteHeaders(File, [PromoteAllScalars = true])
in
  Answer
`,
  },
  { id: 'sheets', label: 'Google Sheets', write: ({ csv }) => csv && `=IMPORTDATA(${doubled(csv)})\n` },
];

/** A frame for another page. */
export const frame = (html: string, title: string): string =>
  `<iframe src="${html.replaceAll('&', '&amp;')}" title="${title.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}" width="100%" height="480" loading="lazy"></iframe>`;

/** The lines by which another page shows a saved query with the script of the gateway. */
export function element(
  origin: string,
  { query, lang, given }: { query: string; lang: string; given: URLSearchParams },
): string {
  const variables = [...new Set(given.keys())]
    .filter((name) => name !== 'lang')
    .map((name) => [attributeOf(name), given.getAll(name).join(',')] as const);
  return `<script src="${origin}/embed.js" defer></script>
${elementOf([['query', query], ['lang', (given.get('lang') ?? lang).toLowerCase()], ...variables])}
`;
}
