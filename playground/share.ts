import { type OperationDefinitionNode, stripIgnoredCharacters } from 'graphql';
import type { Answered } from './rows.ts';

/** As the server has it for the part of an address that holds a query. */
const maxCompressed = 8_000;

/** The addresses of what was asked; null where an address cannot hold it. */
export type AddressOf = (ending: string) => string;

/** A saved query has its own address; any other stands in the address itself. */
export async function addressOf({
  document,
  example,
  operation,
  given,
}: Answered): Promise<AddressOf | null> {
  if (isSubscription(operation.operation)) return null;
  const isSaved = example !== null && isSame(example.document, document);
  const name = isSaved ? example.name : `-/${await compressed(document)}`;
  if (!isSaved && name.length > maxCompressed) return null;
  const search = given.size > 0 ? `?${given}` : '';
  return (ending) => `${location.origin}/q/${name}${ending}${search}`;
}

export const isSubscription = ({ operation }: OperationDefinitionNode): boolean =>
  operation === 'subscription';

/** Whether two documents differ in white space and comments only. */
export function isSame(first: string, second: string): boolean {
  try {
    return stripIgnoredCharacters(first) === stripIgnoredCharacters(second);
  } catch {
    return false;
  }
}

/** The formats of files. JSON-stat is of cubes only; pictures and feeds are of saved queries whose views have them. */
export function fileEndings({ plan, example, document }: Answered): string[] {
  const ofSaved = ['svg', 'png', 'atom', 'jsonfeed'].filter(
    (ending) => example?.formats.includes(ending) && isSame(example.document, document),
  );
  return ['csv', 'xlsx', 'json', ...(plan?.types.has('Cube') ? ['jsonstat'] : []), ...ofSaved];
}

async function compressed(document: string): Promise<string> {
  const bytes = new Blob([stripIgnoredCharacters(document)]).stream();
  const packed = await new Response(bytes.pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer();
  const binary = Array.from(new Uint8Array(packed), (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
