import type { IncomingHttpHeaders } from 'node:http';

/** The id of the last event that the client received. A browser sends it when it reconnects to an event stream. */
export function lastEventId(headers: IncomingHttpHeaders): string | null {
  const id = headers['last-event-id'];
  return typeof id === 'string' && id !== '' ? id : null;
}
