import type { AdFile } from './ad-files.ts';

const REPORT_EVERY_MS = 5_000;

/** Reports how far a file has been read, every few seconds and at its end. */
export class LoadProgress {
  private name = '';
  private size = 0;
  private bytes = 0;
  private ads = 0;
  private startedAt = 0;
  private reportedAt = 0;

  constructor(
    private readonly report: (line: string) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** The same file; counts the bytes that are read from it. */
  measured(file: AdFile): AdFile {
    [this.name, this.size, this.bytes, this.ads] = [file.name, file.bytes, 0, 0];
    this.startedAt = this.reportedAt = this.now();
    const read = (count: number) => {
      this.bytes += count;
    };
    return {
      ...file,
      chunks: async function* () {
        for await (const chunk of file.chunks()) {
          read(chunk.length);
          yield chunk;
        }
      },
    };
  }

  addAds(ads: number): void {
    this.ads += ads;
    if (this.now() - this.reportedAt < REPORT_EVERY_MS) return;
    this.reportedAt = this.now();
    this.reportNow();
  }

  reportNow(): void {
    const seconds = (this.now() - this.startedAt) / 1000;
    const speed = Math.round(this.ads / Math.max(seconds, 0.001));
    this.report(
      `${this.name}: ${this.ads} ads, ${megabytes(this.bytes)} of ${megabytes(this.size)} MB, ${speed} ads/s`,
    );
  }
}

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1);
