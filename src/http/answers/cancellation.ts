import type { ServerResponse } from 'node:http';

/** Says when nobody waits any longer. Its signal is made when it is asked for, which few requests do. */
export class Cancellation {
  private readonly followers: ((reason: Error) => void)[] = [];
  private controller: AbortController | null = null;
  private reason: Error | null = null;

  /** Cancelled when the connection of a client closes before its answer was sent. */
  static ofClient(response: ServerResponse, onClose: () => void = () => {}): Cancellation {
    const cancellation = new Cancellation();
    response.once('close', () => {
      if (!response.writableFinished) cancellation.cancel(new Error('the client disconnected'));
      onClose();
    });
    return cancellation;
  }

  get signal(): AbortSignal {
    if (!this.controller) {
      this.controller = new AbortController();
      if (this.reason) this.controller.abort(this.reason);
    }
    return this.controller.signal;
  }

  cancel(reason: Error): void {
    if (this.reason) return;
    this.reason = reason;
    this.controller?.abort(reason);
    for (const follow of this.followers) follow(reason);
  }

  /** Calls it once: now, if it is cancelled already. */
  onCancel(follow: (reason: Error) => void): void {
    if (this.reason) follow(this.reason);
    else this.followers.push(follow);
  }
}
