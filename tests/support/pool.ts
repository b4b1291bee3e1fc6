/** Keeps what is slow to open, and lends each to one user at a time. */
export class Pool<T> {
  private readonly free: T[] = [];

  constructor(
    private readonly open: () => Promise<T>,
    private readonly isUsable: (one: T) => boolean,
  ) {}

  async take(): Promise<T> {
    for (;;) {
      const one = this.free.pop();
      if (one === undefined) return this.open();
      if (this.isUsable(one)) return one;
    }
  }

  giveBack(one: T): void {
    if (!this.free.includes(one)) this.free.push(one);
  }
}
