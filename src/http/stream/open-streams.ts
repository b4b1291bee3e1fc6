import type { ServerResponse } from 'node:http';

export interface StreamLimits {
  /** Open streams in this process. */
  maxOpen: number;
  /** Open streams of one client. */
  maxPerClient: number;
}

/** Which limit was reached: that of the client, or that of the process. */
export interface StreamRefusal {
  isClientLimit: boolean;
  limit: number;
}

/** The open event streams. It enforces their limits, and ends them when the server shuts down. */
export class OpenStreams {
  private readonly streams = new Map<ServerResponse, AbortController>();
  private readonly countOfClient = new Map<string, number>();
  private isEnding = false;

  constructor(
    private readonly limits: StreamLimits,
    private readonly onChange: (open: number) => void = () => undefined,
  ) {}

  /** Counts a stream until its response closes. The returned signal aborts when the stream must end. */
  open(client: string, response: ServerResponse): AbortSignal | StreamRefusal {
    const { maxOpen, maxPerClient } = this.limits;
    const count = this.countOfClient.get(client) ?? 0;
    if (count >= maxPerClient) return { isClientLimit: true, limit: maxPerClient };
    if (this.streams.size >= maxOpen) return { isClientLimit: false, limit: maxOpen };

    const controller = new AbortController();
    // The client disconnected while its operation was checked. A closed response emits no further `close`.
    if (response.closed) {
      controller.abort(disconnected());
      return controller.signal;
    }
    this.streams.set(response, controller);
    this.countOfClient.set(client, count + 1);
    this.onChange(this.streams.size);
    response.once('close', () => {
      controller.abort(disconnected());
      this.streams.delete(response);
      const others = (this.countOfClient.get(client) ?? 1) - 1;
      if (others > 0) this.countOfClient.set(client, others);
      else this.countOfClient.delete(client);
      this.onChange(this.streams.size);
    });
    if (this.isEnding) controller.abort(closing());
    return controller.signal;
  }

  /** Ends every open stream, and every later one as soon as it has started. */
  endAll(): void {
    this.isEnding = true;
    for (const controller of this.streams.values()) controller.abort(closing());
  }

  /** Closes the connections of clients that have not read the end of their stream. */
  disconnectAll(): void {
    for (const response of this.streams.keys()) response.destroy();
  }
}

function disconnected(): Error {
  return new Error('the client disconnected');
}

function closing(): Error {
  return new Error('the server is shutting down');
}
