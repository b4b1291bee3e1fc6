import type { AdFile } from './ad-files.ts';

const EVERY_MS = 5_000;

/** Tells how far files have been read, every few seconds and at the end of each. */
export class LoadProgress {
  private name = '';
  private size = 0;
  private bytes = 0;
  private ads = 0;
  private began = 0;
  private told = 0;

  constructor(
    private readonly tell: (line: string) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** The same file; what is read of it is noted. */
  watch(file: AdFile): AdFile {
    [this.name, this.size, this.bytes, this.ads] = [file.name, file.bytes, 0, 0];
    this.began = this.told = this.now();
    const read = (count: number) => {
      this.bytes += count;
    };
    return {
      ...file,
      pieces: async function* () {
        for await (const piece of file.pieces()) {
          read(piece.length);
          yield piece;
        }
      },
    };
  }

  have(ads: number): void {
    this.ads += ads;
    if (this.now() - this.told < EVERY_MS) return;
    this.told = this.now();
    this.ended();
  }

  ended(): void {
    const seconds = (this.now() - this.began) / 1000;
    const speed = Math.round(this.ads / Math.max(seconds, 0.001));
    this.tell(
      `${this.name}: ${this.ads} ads, ${megabytes(this.bytes)} of ${megabytes(this.size)} MB, ${speed} ads/s`,
    );
  }
}

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1);
