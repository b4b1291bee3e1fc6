import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const ofProxy = /^[\w.:-]{1,100}$/;

/**
 * Ids of requests, for the log, the trace and `x-request-id`: different in all replicas, and after a restart. A trusted
 * proxy may give its own, by which its log and ours are found together.
 */
export function requestIds(trustsProxy: boolean): (request: Pick<IncomingMessage, 'headers'>) => string {
  const process = randomBytes(6).toString('base64url');
  let count = 0;
  return ({ headers }) => {
    const given = headers['x-request-id'];
    if (trustsProxy && typeof given === 'string' && ofProxy.test(given)) return given;
    count += 1;
    return `${process}-${count.toString(36)}`;
  };
}
