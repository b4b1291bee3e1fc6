/** A CELEX number: sector, year, type, number, and what marks parts, corrigenda and consolidated texts. */
const CELEX = /^[0-9CE][0-9]{4}[A-Z]{1,2}[0-9]{4,5}(\([0-9]{2}\))?(R\([0-9]{2}\))?(-[0-9]{8})?$/;

/** Nothing that is no CELEX number gets into a query. */
export const isCelex = (text: string): boolean => CELEX.test(text);

const LANGUAGE = 'http://publications.europa.eu/resource/authority/language/';

/** The query of these acts. Literals are typed: an untyped one finds nothing. */
export function actsQuery(celexes: readonly string[]): string {
  const values = celexes.filter(isCelex).map((celex) => `"${celex}"^^xsd:string`);
  return [
    'PREFIX cdm: <http://publications.europa.eu/ontology/cdm#>',
    'PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>',
    'SELECT ?celex ?date ?inForce ?eif ?end ?eli ?lang ?title WHERE {',
    `VALUES ?celex { ${values.join(' ')} }`,
    '?work cdm:resource_legal_id_celex ?celex .',
    'FILTER NOT EXISTS { ?work cdm:do_not_index "true"^^xsd:boolean }',
    'OPTIONAL { ?work cdm:work_date_document ?date }',
    'OPTIONAL { ?work cdm:resource_legal_in-force ?inForce }',
    'OPTIONAL { ?work cdm:resource_legal_date_entry-into-force ?eif }',
    'OPTIONAL { ?work cdm:resource_legal_date_end-of-validity ?end }',
    'OPTIONAL { ?work cdm:resource_legal_eli ?eli }',
    'OPTIONAL { ?exp cdm:expression_belongs_to_work ?work ; cdm:expression_uses_language ?lang ; cdm:expression_title ?title .',
    `FILTER(?lang IN (<${LANGUAGE}SWE>, <${LANGUAGE}ENG>)) }`,
    '} LIMIT 500',
  ].join('\n');
}
