import type { Context } from '../../context.ts';
import type { Publisher } from '../../entities/dataset.ts';
import type { Organisation } from '../../entities/organisation.ts';
import { organisationNumberIn } from '../../sources/formats/dcat.ts';
import { isSameId } from '../../upstream/echo.ts';

type Content = Pick<Context['content'], 'organisations' | 'organisationByIdentifier'>;

/** The organisation of the content that a publisher is: by its organisation number, else by its URI. */
export function organisationOfPublisher(
  content: Content,
  { organisationNumber, uri }: Pick<Publisher, 'organisationNumber' | 'uri'>,
): Organisation | null {
  const number = organisationNumber ?? organisationNumberIn(uri ?? '');
  const numbered = number === null ? null : content.organisationByIdentifier('organisation-number', number);
  return numbered ?? (uri === null ? null : organisationWithUri(content, uri));
}

/** Scheme and last slash of a URI differ between catalogues. */
function organisationWithUri({ organisations }: Content, uri: string): Organisation | null {
  for (const organisation of organisations.values()) {
    const { identifiers } = organisation;
    if (identifiers.some(({ scheme, value }) => scheme === 'publisher-uri' && isSameId(value, uri)))
      return organisation;
  }
  return null;
}
