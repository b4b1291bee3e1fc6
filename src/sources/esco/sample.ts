import type { SampleRequest } from '../../upstream/sample.ts';

/** A made-up occupation or skill for each URI asked for, in the wire format. */
export function samples({ path, query }: SampleRequest): object | null {
  const isSkill = path.endsWith('/skill');
  const uris = query.getAll('uris');
  const base = 'http://data.europa.eu/esco';
  const linked = (uri: string, title: string) => [{ href: `https://example.org/?uri=${uri}`, uri, title }];
  return {
    count: uris.length,
    _embedded: Object.fromEntries(
      uris.map((uri) => [
        uri,
        {
          className: isSkill ? 'Skill' : 'Occupation',
          uri,
          title: 'Exempel',
          preferredLabel: { sv: 'Exempel', en: 'Exempel: example' },
          alternativeLabel: { sv: ['Exempel: annat ord'] },
          description: {
            en: { literal: 'Exempel: a description; ESCO was not reached.', mimetype: 'plain/text' },
          },
          _links: {
            self: { href: `https://example.org/?uri=${uri}`, uri, title: 'Exempel' },
            broaderConcept: linked(`${base}/isco/C0000`, 'Exempel: grupp'),
            hasEssentialSkill: isSkill ? [] : linked(`${base}/skill/exempel`, 'Exempel: kunskap'),
          },
        },
      ]),
    ),
  };
}
