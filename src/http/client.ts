import { isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { remembered } from './answers/remembered.ts';

/** Longer values of the header are cut, so that they take no memory. */
const maxHeader = 100;

/**
 * Who asks, for limits and fair shares: what the trusted header says, where the settings name one, else the network
 * address. An IPv6 network has 2^64 addresses for one household, so it counts as one client.
 */
export function clientOf(request: Pick<FastifyRequest, 'ip' | 'headers'>, header: string | null): string {
  const named = header === null ? undefined : request.headers[header];
  if (typeof named === 'string' && named !== '') return `${header}:${named.slice(0, maxHeader)}`;
  return knownNetworkOf(request.ip);
}

/** An IPv4 address, or the first 64 bits of an IPv6 address. */
export function networkOf(address: string): string {
  const withoutZone = address.replace(/%.*$/, '');
  if (!isIPv6(withoutZone)) return address;
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(withoutZone) ?? [];
  if (mapped) return mapped;
  // An address as the end of the last 32 bits does not reach into the first 64.
  const [head = '', tail] = withoutZone.split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail ? tail.split(':') : [];
  const missing =
    tail === undefined ? 0 : 8 - first.length - last.length - (last.at(-1)?.includes('.') ? 1 : 0);
  const groups = [...first, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...last];
  const network = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}

/** A client sends many requests, and each is counted more than once. */
const knownNetworkOf = remembered(networkOf);
