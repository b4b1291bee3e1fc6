import { BlockList, isIP } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { errorBody } from '../errors.ts';
import type { Metrics } from '../metrics.ts';
import type { ServerSettings } from '../server-options.ts';

/** Headers by which a proxy says that it passes on the request of someone else. */
const forwarding = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/** `/metrics`, for Prometheus: for this machine, and for the addresses that the settings name. */
export function metricsRoute(
  app: FastifyInstance,
  metrics: Metrics,
  { metricsFor = [], trustProxy = false }: Pick<ServerSettings, 'metricsFor' | 'trustProxy'>,
): void {
  const allowed = networksOf(['127.0.0.0/8', '::1', ...metricsFor]);
  // Behind a proxy on this machine that the gateway does not know of, everyone seems to be on this machine.
  const isForwarded = ({ headers }: FastifyRequest) =>
    trustProxy === false && forwarding.some((name) => headers[name] !== undefined);

  app.get('/metrics', { config: { rateLimit: false } }, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    if (!isIn(allowed, request.ip) || isForwarded(request)) {
      return reply
        .code(403)
        .send(
          errorBody(
            'FORBIDDEN',
            'Metrics are for this machine. METRICS_FOR names others that may read them.',
          ),
        );
    }
    const { type, body } = await metrics.text();
    return reply.type(type).send(body);
  });
}

function networksOf(names: readonly string[]): BlockList {
  const list = new BlockList();
  for (const name of names) {
    const [address = '', bits] = name.split('/');
    const family = familyOf(address);
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

/** An IPv4 address that is written as IPv6 is found too. */
function isIn(list: BlockList, address: string): boolean {
  return isIP(address) > 0 && list.check(address, familyOf(address));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
