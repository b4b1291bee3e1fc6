import type { IncomingHttpHeaders } from 'node:http';

/** The last event that a client has seen, as a browser says when it opens an event stream again. */
export function lastEventId(headers: IncomingHttpHeaders): string | null {
  const id = headers['last-event-id'];
  return typeof id === 'string' && id !== '' ? id : null;
}
