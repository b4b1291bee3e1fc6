import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPrivate } from './private-address.ts';
import { type Clock, seconds } from './time.ts';

type Resolve = (hostname: string) => Promise<LookupAddress[]>;

interface LookupSettings {
  /** Refuse a name when any of its addresses is private. */
  publicOnly: boolean;
  clock: Clock;
  resolve?: Resolve;
}

/** Node asks the operating system, which does not report for how long an answer is valid. */
const VALID_FOR = seconds(60);
const MAX_NAMES = 100;

const askSystem: Resolve = (hostname) =>
  new Promise((resolve, reject) => {
    systemLookup(hostname, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
  });

/**
 * Looks up host names and caches the answer for a minute. When the resolver fails, the last answer is used.
 * undici's own DNS interceptor needs an Agent, and each source here has its own Pool.
 */
export function rememberingLookup({
  publicOnly,
  clock,
  resolve = askSystem,
}: LookupSettings): LookupFunction {
  const known = new Map<string, { addresses: LookupAddress[]; until: number }>();
  const underWay = new Map<string, Promise<LookupAddress[]>>();

  const addressesOf = async (hostname: string): Promise<LookupAddress[]> => {
    const before = known.get(hostname);
    if (before && clock.now() < before.until) return before.addresses;
    const lookup = underWay.get(hostname) ?? resolve(hostname);
    underWay.set(hostname, lookup);
    try {
      const addresses = await lookup;
      if (known.size >= MAX_NAMES) known.clear();
      known.set(hostname, { addresses, until: clock.now() + VALID_FOR });
      return addresses;
    } catch (error) {
      if (before) return before.addresses;
      throw error;
    } finally {
      underWay.delete(hostname);
    }
  };

  return (hostname, options, callback) => {
    addressesOf(hostname).then(
      (all) => {
        const fitting = options.family ? all.filter(({ family }) => family === options.family) : all;
        const [first] = fitting;
        if (!first) return callback(new Error('the name has no address'), '', 0);
        // One private address among them is enough: the connection may choose it.
        if (publicOnly && all.some(({ address }) => isPrivate(address))) {
          return callback(new Error('the name has a private address'), '', 0);
        }
        if (options.all) return callback(null, fitting);
        return callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error('no address'), '', 0),
    );
  };
}
