import { type Quad, Writer } from 'n3';
import { prefixes } from './own-catalogue.ts';

/** The triples as Turtle. */
export function asTurtle(quads: readonly Quad[]): Promise<string> {
  const writer = new Writer({ prefixes });
  writer.addQuads([...quads]);
  return new Promise((resolve, reject) => {
    writer.end((error, text) => (error ? reject(error) : resolve(text)));
  });
}

/** The triples as JSON-LD, one object a subject. */
export function asJsonLd(quads: readonly Quad[]): object {
  const subjects = new Map<string, Record<string, unknown[]>>();
  for (const { subject, predicate, object } of quads) {
    const facts = subjects.get(subject.value) ?? {};
    subjects.set(subject.value, facts);
    const isType = predicate.value === `${prefixes.rdf}type`;
    const name = isType ? '@type' : shortName(predicate.value);
    const values = facts[name] ?? [];
    facts[name] = values;
    values.push(isType ? shortName(object.value) : jsonOf(object));
  }
  return {
    '@context': prefixes,
    '@graph': [...subjects].map(([id, facts]) => ({ '@id': id, ...facts })),
  };
}

function shortName(uri: string): string {
  for (const [prefix, namespace] of Object.entries(prefixes)) {
    if (uri.startsWith(namespace)) return `${prefix}:${uri.slice(namespace.length)}`;
  }
  return uri;
}

function jsonOf(object: Quad['object']): object {
  if (object.termType !== 'Literal') return { '@id': object.value };
  if (object.language) return { '@value': object.value, '@language': object.language };
  const isText = object.datatype.value === `${prefixes.xsd}string`;
  return isText
    ? { '@value': object.value }
    : { '@value': object.value, '@type': shortName(object.datatype.value) };
}
