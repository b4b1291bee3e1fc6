import type { ServerResponse } from 'node:http';

export interface StreamLimits {
  /** Streams open in this process. */
  mostOpen: number;
  /** Streams open from one address. */
  mostPerClient: number;
}

/** Why no further stream is opened, and how many there may be. */
export interface StreamRefusal {
  isClients: boolean;
  limit: number;
}

/** The event streams that are open: so many at most, and all of them ended when the server is. */
export class OpenStreams {
  private readonly streams = new Map<ServerResponse, AbortController>();
  private readonly byClient = new Map<string, number>();
  private isEnding = false;

  constructor(
    private readonly limits: StreamLimits,
    private readonly onChange: (open: number) => void = () => undefined,
  ) {}

  /** Takes a place until the response closes. The signal tells the stream to end. */
  enter(client: string, response: ServerResponse): AbortSignal | StreamRefusal {
    const { mostOpen, mostPerClient } = this.limits;
    const ofClient = this.byClient.get(client) ?? 0;
    if (ofClient >= mostPerClient) return { isClients: true, limit: mostPerClient };
    if (this.streams.size >= mostOpen) return { isClients: false, limit: mostOpen };

    const controller = new AbortController();
    // Gone while its operation was read; nothing would tell us of it any more.
    if (response.closed) {
      controller.abort(left());
      return controller.signal;
    }
    this.streams.set(response, controller);
    this.byClient.set(client, ofClient + 1);
    this.onChange(this.streams.size);
    response.once('close', () => {
      controller.abort(left());
      this.streams.delete(response);
      const others = (this.byClient.get(client) ?? 1) - 1;
      if (others > 0) this.byClient.set(client, others);
      else this.byClient.delete(client);
      this.onChange(this.streams.size);
    });
    if (this.isEnding) controller.abort(closing());
    return controller.signal;
  }

  /** Ends every stream that is open, and every one that is opened from now on, as soon as it has begun. */
  end(): void {
    this.isEnding = true;
    for (const controller of this.streams.values()) controller.abort(closing());
  }

  /** Cuts off those whose clients have not taken the end. */
  cut(): void {
    for (const response of this.streams.keys()) response.destroy();
  }
}

function left(): Error {
  return new Error('the client went away');
}

function closing(): Error {
  return new Error('the server is closing');
}
