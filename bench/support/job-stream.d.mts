/** An ad as JobStream sends it. */
export type WireAd = { id: string; [field: string]: unknown };

export interface JobStreamServer {
  url: string;
  /** Decoded URLs of the requests so far. */
  asked: string[];
  ads: Map<string, { said: WireAd; at: number; time: string; seenFrom: number; before: unknown }>;
  publish(ad: WireAd): void;
  change(id: string, patch: object): void;
  remove(id: string): void;
  /** The ads that are published now. */
  current(): WireAd[];
  setFault(
    fault:
      | ((
          url: string,
          body: string,
        ) => { status?: number; body?: string; cut?: boolean; hang?: boolean; after?: Promise<void> } | null)
      | null,
  ): void;
  close(): Promise<void>;
}

export function swedishTime(instant: number | Date): string;
export function startJobStream(settings: {
  now: () => number;
  delay?: () => number;
}): Promise<JobStreamServer>;
export function anAd(id: string, changes?: object): WireAd;
