import type { SampleRequest } from '../../upstream/sample.ts';
import { expand } from '../formats/rdf-json.ts';

type Node = Record<string, object[]>;

const uri = (value: string) => ({ type: 'uri', value });
const text = (value: string, lang?: string) => ({ type: 'literal', value, ...(lang && { lang }) });
const TYPE = expand('rdf:type');
const STORE = 'https://admin.dataportal.se/store';

/** The number of datasets in the sample catalogue. */
const TOTAL = 12;
/** A context that the portal does not have, so that no link leads to a real dataset. */
const NOWHERE = '0';

/** Answers in RDF/JSON with the portal's structure; every title begins with “Exempel”. */
export function samples({ operation, path, query }: SampleRequest): object | null {
  const lucene = query.get('query') ?? '';
  if (operation === 'search') return search(lucene, query);
  if (operation === 'facets') return { ...search(lucene, query), facetFields: facetFields(query) };
  if (operation === 'link-reports') {
    const children = [...lucene.matchAll(/store\\?\/([\w-]+)\\?\/entry/g)].map(([, context = '']) =>
      linkReport(context),
    );
    return { offset: 0, limit: 100, results: children.length, resource: { children } };
  }
  if (operation === 'publishers') {
    const found = valuesIn(lucene, 'resource').map((address, at) => organisation(address, at + 1));
    return { offset: 0, limit: 100, results: found.length, resource: { children: found } };
  }
  if (operation === 'services') {
    const found = valuesIn(lucene, 'resource').map((address, at) => service(address, at + 1));
    return { offset: 0, limit: 100, results: found.length, resource: { children: found } };
  }
  const [context = '', , entry = ''] = path.split('/');
  // Ids of the portal are numbers; any other id is unknown.
  if (!/^\d+$/.test(context) || !/^\d+$/.test(entry)) return null;
  const address = datasetAddress(context, entry);
  if (operation === 'metadata') return inFull(address);
  return null;
}

function search(lucene: string, query: URLSearchParams): object {
  const offset = Number(query.get('offset') ?? 0);
  const limit = Number(query.get('limit') ?? 50);
  const children = (): object[] => {
    const [address] = valuesIn(lucene, 'resource');
    if (address) return [dataset(NOWHERE, '1', lucene, address)];
    const [page] = valuesIn(lucene, 'uri');
    const ids = /\/store\/(\d+)\/entry\/(\d+)$/.exec(page ?? '');
    if (ids?.[1] && ids[2]) return [dataset(ids[1], ids[2], lucene)];
    if (page) return [];
    return Array.from({ length: TOTAL }, (_, at) => dataset(NOWHERE, String(at + 1), lucene));
  };
  const all = children();
  return {
    offset,
    limit,
    results: all.length,
    facetFields: [],
    resource: { children: all.slice(offset, offset + limit) },
  };
}

function linkReport(context: string): object {
  const count = (value: number) => [
    { type: 'literal', datatype: 'http://www.w3.org/2001/XMLSchema#integer', value: String(value) },
  ];
  return {
    contextId: context,
    entryId: '9',
    metadata: {
      [`${STORE}/${context}/resource/9`]: {
        [TYPE]: [uri('http://entryscape.com/terms/LinkCheckReport')],
        'http://purl.org/dc/terms/created': [text('2024-06-01T03:00:00.000Z')],
        'http://entryscape.com/terms/linkChecks': count(12),
        'http://entryscape.com/terms/failedLinkChecks': count(2),
        'http://entryscape.com/terms/excludedLinkChecks': count(0),
      },
    },
    relations: {},
  };
}

/** The counts of the fields that are asked for. */
function facetFields(query: URLSearchParams): object[] {
  const values: Readonly<Record<string, string>> = {
    '9259d4c1': 'http://dataportal.se/organisation/SE0000000000',
    b5d28d0a: 'text/csv',
    '3494e2ce': 'http://creativecommons.org/publicdomain/zero/1.0/',
    '0ce6b231': 'http://publications.europa.eu/resource/authority/data-theme/SOCI',
  };
  return (query.get('facetFields') ?? '').split(',').map((name) => ({
    name,
    valueCount: 1,
    values: [{ name: values[name.split('.').at(-1) ?? ''] ?? 'exempel', count: TOTAL }],
  }));
}

const datasetAddress = (context: string, entry: string) => `https://example.org/dataset/${context}-${entry}`;

/** What the query asks for in one field, unescaped. */
function valuesIn(lucene: string, field: string): string[] {
  const clause =
    new RegExp(`(?:^| )${field}:(\\((?:\\\\.|[^)\\\\])*\\)|(?:\\\\.|[^\\s)\\\\])+)`).exec(lucene)?.[1] ?? '';
  return clause
    .replace(/^\(|\)$/g, '')
    .split(' OR ')
    .filter((value) => value !== '')
    .map((value) => value.replace(/\\(.)/g, '$1').replace(/\*$/, ''));
}

function dataset(
  context: string,
  entry: string,
  lucene: string,
  address = datasetAddress(context, entry),
): object {
  const term = (/title:\(?((?:\\.|[^\s)\\])+)/.exec(lucene)?.[1] ?? '')
    .replace(/\\(.)/g, '$1')
    .replace(/[()*]/g, '');
  const number = /SE(\d{10})/.exec(lucene)?.[1] ?? '0000000000';
  const theme = /theme\\\/([A-Z]+)/.exec(lucene)?.[1] ?? 'SOCI';
  const about = term ? ` om ${term}` : '';
  const node: Node = {
    [TYPE]: [uri('http://www.w3.org/ns/dcat#Dataset')],
    [expand('dcterms:title')]: [
      text(`Exempel ${entry}: datamängd${about}`, 'sv'),
      text(`Example ${entry}: dataset`, 'en'),
    ],
    [expand('dcterms:description')]: [
      text(`Exempel på en beskrivning${about}; portalen har inte nåtts.`, 'sv'),
    ],
    [expand('dcterms:publisher')]: [uri(`http://dataportal.se/organisation/SE${number}`)],
    [expand('dcterms:identifier')]: [text(`exempel-${context}-${entry}`)],
    [expand('dcterms:accessRights')]: [
      uri('http://publications.europa.eu/resource/authority/access-right/PUBLIC'),
    ],
    [expand('dcterms:accrualPeriodicity')]: [
      uri('http://publications.europa.eu/resource/authority/frequency/ANNUAL'),
    ],
    [expand('dcterms:license')]: [uri('http://creativecommons.org/publicdomain/zero/1.0/')],
    [expand('dcterms:modified')]: [text('2024')],
    [expand('dcterms:temporal')]: [{ type: 'bnode', value: '_:exempel' }],
    [expand('dcat:keyword')]: [text('exempel', 'sv'), ...(term ? [text(term, 'sv')] : [])],
    [expand('dcat:theme')]: [uri(`http://publications.europa.eu/resource/authority/data-theme/${theme}`)],
    [expand('dcat:landingPage')]: [uri('https://example.org/')],
    [expand('entryscape:servedByDataService')]: [uri('https://example.org/service/1')],
    [expand('dcat:distribution')]: [uri(`${address}/csv`), uri(`${address}/json`)],
  };
  const periodNode: Node = {
    [expand('dcat:startDate')]: [text('2020')],
    [expand('dcat:endDate')]: [text('2024')],
  };
  return {
    contextId: context,
    entryId: entry,
    rights: ['readmetadata', 'readresource'],
    info: info(context, entry, address),
    metadata: { [address]: node, '_:exempel': periodNode },
  };
}

function info(context: string, entry: string, address: string): Record<string, Node> {
  return {
    [`${STORE}/${context}/entry/${entry}`]: {
      [expand('entrystore:resource')]: [uri(address)],
      [expand('dcterms:created')]: [text('2024-01-01T04:00:00+01:00')],
      [expand('dcterms:modified')]: [text('2024-06-01T04:00:00+02:00')],
    },
  };
}

function service(address: string, at: number): object {
  return {
    contextId: NOWHERE,
    entryId: String(2000 + at),
    info: info(NOWHERE, String(2000 + at), address),
    metadata: {
      [address]: {
        [TYPE]: [uri('http://www.w3.org/ns/dcat#DataService')],
        [expand('dcterms:title')]: [text('Exempel: ett gränssnitt', 'sv')],
        [expand('dcat:endpointURL')]: [uri('https://example.org/')],
      },
    },
  };
}

function organisation(address: string, at: number): object {
  return {
    contextId: NOWHERE,
    entryId: String(1000 + at),
    info: info(NOWHERE, String(1000 + at), address),
    metadata: {
      [address]: {
        [TYPE]: [uri('http://xmlns.com/foaf/0.1/Agent')],
        [expand('foaf:name')]: [text('Exempel: en utgivare', 'sv')],
      },
    },
  };
}

function inFull(address: string): object {
  const distribution = (format: string, title: string): Node => ({
    [TYPE]: [uri('http://www.w3.org/ns/dcat#Distribution')],
    [expand('dcterms:title')]: [text(title, 'sv')],
    [expand('dcterms:format')]: [text(format)],
    [expand('dcat:accessURL')]: [uri('https://example.org/')],
    [expand('dcterms:license')]: [uri('http://creativecommons.org/publicdomain/zero/1.0/')],
  });
  return {
    [address]: {
      [TYPE]: [uri('http://www.w3.org/ns/dcat#Dataset')],
      [expand('dcterms:title')]: [text('Exempel: en datamängd', 'sv')],
      [expand('dcat:distribution')]: [uri(`${address}/csv`), uri(`${address}/json`)],
    },
    [`${address}/csv`]: distribution('text/csv', 'Exempel: tabell'),
    [`${address}/json`]: distribution('application/json', 'Exempel: gränssnitt'),
  };
}
