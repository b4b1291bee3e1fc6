import type { FastifyRequest } from 'fastify';
import { remembered } from '../answers/remembered.ts';

/** Parameters that change how an answer is written in one format only. */
const ofOneFormat = ['view', 'theme', 'bom', 'sources', 'width'];

/** The address at which clients reach the gateway. A client may write what it likes into `Host`. */
export function originOf({ protocol, host }: FastifyRequest, publicUrl: string | null): string {
  if (publicUrl !== null) return publicUrl.replace(/\/+$/, '');
  const origin = `${protocol}://${host}`;
  if (!isOrigin(origin))
    throw Object.assign(new Error('The header Host is not the address of a host.'), { statusCode: 400 });
  return origin;
}

const isOrigin = remembered((origin) => /^https?:\/\/[\w.:[\]-]+$/.test(origin) && URL.canParse(origin));

/** The addresses of a query with its variables, in every format; without an ending, its page. */
export function addressesOf(origin: string, name: string, given: URLSearchParams) {
  let search: string | null = null;
  return (ending: string): string => {
    search ??= searchOf(given);
    return `${origin}/q/${name}${ending === '' ? '' : `.${ending}`}${search}`;
  };
}

function searchOf(given: URLSearchParams): string {
  const kept = new URLSearchParams(given);
  for (const parameter of ofOneFormat) kept.delete(parameter);
  for (const [parameter, value] of given) if (value === '') kept.delete(parameter);
  kept.sort();
  return kept.size > 0 ? `?${kept}` : '';
}

/** The path of a query with what was given, whenever it was answered. */
export function pathOf(name: string, given: URLSearchParams): string {
  const kept = new URLSearchParams(given);
  kept.delete('at');
  return addressesOf('', name, kept)('');
}
