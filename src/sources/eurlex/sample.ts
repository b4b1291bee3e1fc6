import type { SampleRequest } from '../../upstream/sample.ts';

/** Answers in the SPARQL results format; every title begins with “Exempel” or “Example”. */
export function samples({ query }: SampleRequest): object {
  const asked = [...(query.get('query') ?? '').matchAll(/"([^"]+)"\^\^xsd:string/g)].map(
    ([, celex]) => celex,
  );
  const uri = (value: string) => ({ type: 'uri', value });
  const typed = (value: string, datatype: string) => ({
    type: 'typed-literal',
    datatype: `http://www.w3.org/2001/XMLSchema#${datatype}`,
    value,
  });
  const bindings = asked.flatMap((celex = '') =>
    [
      ['SWE', `Exempel: rättsakten ${celex}`],
      ['ENG', `Example: the act ${celex}`],
    ].map(([language, title = '']) => ({
      celex: typed(celex, 'string'),
      inForce: typed('1', 'boolean'),
      lang: uri(`http://publications.europa.eu/resource/authority/language/${language}`),
      title: { type: 'literal', 'xml:lang': language === 'SWE' ? 'sv' : 'en', value: title },
    })),
  );
  return { head: { vars: ['celex', 'inForce', 'lang', 'title'] }, results: { bindings } };
}
