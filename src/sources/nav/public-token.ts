import type { Call } from '../../upstream/call.ts';
import { SourceError } from '../../upstream/errors.ts';
import { type Clock, minutes } from '../../upstream/time.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import { token } from './decode.ts';

const REUSE_FOR = minutes(30);

type Headers = Record<string, string>;

/** Sends requests with NAV's public token, unless the deployment has a token of its own. */
export class PublicToken {
  private current: { token: string; at: number } | null = null;

  constructor(
    private readonly upstream: Upstream,
    private readonly clock: Clock,
  ) {}

  /** The public token changes without notice: when a reused one is refused, a new one is fetched and tried once. */
  async authorised<T>(call: Call, request: (headers: Headers) => Promise<T>): Promise<T> {
    if (this.upstream.hasKey) return request({});
    const reused = this.current && this.clock.now() - this.current.at < REUSE_FOR ? this.current : null;
    const first = reused ?? (await this.fetch(call));
    try {
      return await request({ authorization: `Bearer ${first.token}` });
    } catch (error) {
      if (!(error instanceof SourceError && error.refusedWith !== null) || !reused) throw error;
      const second = await this.fetch(call);
      if (second.token === first.token) throw error;
      return request({ authorization: `Bearer ${second.token}` });
    }
  }

  private async fetch(call: Call): Promise<{ token: string; at: number }> {
    const { value } = await this.upstream.get(
      {
        operation: 'token',
        path: 'api/publicToken',
        format: 'text',
        decode: token,
        keep: false,
      },
      call,
    );
    this.current = { token: value, at: this.clock.now() };
    return this.current;
  }
}
