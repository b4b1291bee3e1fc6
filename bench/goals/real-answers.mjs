// Answers in the wire formats of three sources. The small ones are the samples that the sources carry. The real ones
// have the size that the real sources answer with: ads of 2 to 6 kB, datasets and documents with long texts.
import { createHash } from 'node:crypto';
import { samples as dataportal } from '../../dist/sources/dataportal-se/sample.js';
import { samples as jobsearch } from '../../dist/sources/jobsearch/sample.js';
import { samples as riksdagen } from '../../dist/sources/riksdagen/sample.js';

const most = 100;
const aboutWork = [
  'Vi söker dig som vill utveckla system tillsammans med ett erfaret lag.',
  'Du planerar, bygger och testar tjänster som många människor använder varje dag.',
  'Erfarenhet av databaser, gränssnitt och drift är meriterande men inget krav.',
  'Arbetet sker på plats i Stockholm med möjlighet till distansarbete två dagar i veckan.',
  'Vi erbjuder kollektivavtal, friskvårdsbidrag och sex veckors semester.',
  'Körkort B krävs eftersom resor till våra kontor i länet förekommer.',
];
const aboutPlaces = [
  'Datamängden beskriver sjöar, vägar och byggnader i länet med läge och namn.',
  'Uppgifterna samlas in en gång om året och granskas innan de ges ut.',
  'Varje rad har en kod för området, en tidpunkt och ett värde med enhet.',
  'Koderna följer den nationella indelningen, som ändrades för några år sedan.',
];
/** A text of about so many characters; another for every number. */
function textOf(length, number, sentences = aboutWork) {
  const found = [];
  for (let at = number, size = 0; size < length; at += 1) {
    const sentence = sentences[at % sentences.length];
    found.push(sentence);
    size += sentence.length + 1;
  }
  return found.join(' ');
}

const asked = (operation, path, query) => ({ operation, path, query: new URLSearchParams(query) });

function ads() {
  const [first] = jobsearch(asked('search', 'search', { limit: '1' })).hits;
  return Array.from({ length: most }, (_, at) => {
    const text = `${textOf(1000 + ((at * 37) % 40) * 50, at)}\nSkicka din ansökan till rekrytering${at}@example.org eller ring 070-000 00 00.`;
    return {
      ...first,
      id: String(91_000_000 + at),
      headline: `Exempel ${at}: systemutvecklare till lag ${at % 7}`,
      description: { text, text_formatted: `<p>${text}</p>` },
      employer: { ...first.employer, name: `Exempel ${at % 15} AB` },
      publication_date: new Date(Date.UTC(2026, 7, 12, 12) - at * 60_000).toISOString().slice(0, 19),
    };
  });
}

const description = 'http://purl.org/dc/terms/description';
function datasets() {
  const [first] = dataportal(asked('search', 'search', { query: 'title:arbete', limit: '1' })).resource
    .children;
  const made = Array.from({ length: most }, (_, at) => {
    const one = JSON.parse(
      JSON.stringify(first)
        .replaceAll('/dataset/0-1', `/dataset/0-${at + 1}`)
        .replaceAll('/entry/1', `/entry/${at + 1}`)
        .replaceAll('Exempel 1:', `Exempel ${at + 1}:`)
        .replaceAll('"entryId":"1"', `"entryId":"${at + 1}"`),
    );
    for (const about of Object.values(one.metadata))
      if (about[description])
        about[description][0].value = textOf(400 + ((at * 53) % 12) * 100, at, aboutPlaces);
    return one;
  });
  return made.sort(byMark);
}

/** The gateway ranks datasets. None of these is better than another, and then it goes by a mark of their addresses. */
function byMark(one, other) {
  const mark = ({ metadata }) => {
    const [uri] = Object.keys(metadata);
    return createHash('sha256').update(uri).digest('base64url').slice(0, 8);
  };
  return mark(one) < mark(other) ? -1 : 1;
}

function documents() {
  const [first] = riksdagen(asked('documents', 'dokumentlista/', { sok: 'arbete', sz: '2' })).dokumentlista
    .dokument;
  return Array.from({ length: most }, (_, at) => ({
    ...first,
    ...{ id: `hx02${1000 + at}`, dok_id: `HX02${1000 + at}`, titel: `Exempel ${at}: dokument om arbete` },
    ...{ summary: textOf(600, at), notis: textOf(200, at), beteckning: String(at) },
  }));
}

function listOf(dokument) {
  const { dokumentlista } = riksdagen(asked('documents', 'dokumentlista/', { sok: 'arbete', sz: '5' }));
  return { dokumentlista: { ...dokumentlista, '@traffar': String(most), dokument } };
}

/** The samples are of this week; what is compared is of one day. */
const published = ['2026-08-12T09:00:00', '2026-08-11T15:30:00', '2026-08-10T07:45:00'];

/** What a source answers to a query, by the source's id. */
export const small = {
  'dataportal-se'(query) {
    const all = dataportal(asked('search', 'search', { query: 'title:arbete', limit: '100' }));
    const children = all.resource.children.sort(byMark).slice(0, Number(query.get('limit')));
    return { ...all, resource: { children } };
  },
  riksdagen: (query) => riksdagen({ operation: 'documents', path: 'dokumentlista/', query }),
  jobsearch(query) {
    const answer = jobsearch({ operation: 'search', path: 'search', query });
    return {
      ...answer,
      total: { value: published.length },
      hits: answer.hits
        .slice(0, published.length)
        .map((ad, at) => ({ ...ad, publication_date: published[at] })),
    };
  },
};

const real = { ads: ads(), datasets: datasets(), documents: documents() };
const upTo = (list, query, name) => {
  const offset = Number(query.get('offset') ?? 0);
  return list.slice(offset, offset + Number(query.get(name) ?? 10));
};
export const realSize = {
  'dataportal-se': (query) => ({
    ...{ offset: 0, limit: Number(query.get('limit')), results: most, facetFields: [] },
    resource: { children: upTo(real.datasets, query, 'limit') },
  }),
  riksdagen: (query) => listOf(upTo(real.documents, query, 'sz')),
  jobsearch: (query) => ({
    ...{ total: { value: most }, positions: most, stats: [] },
    hits: upTo(real.ads, query, 'limit'),
  }),
};
