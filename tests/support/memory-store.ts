import type { LastGoodStore, Renewal, StoredAnswer } from '../../src/upstream/stores/last-good.ts';

/** Last good answers in memory: they outlive a source client, but not the test. */
export class MemoryStore implements LastGoodStore {
  readonly answers = new Map<string, StoredAnswer>();

  async get(key: string): Promise<StoredAnswer | null> {
    return this.answers.get(key) ?? null;
  }

  async holding(beginning: string, id: string, now: Date): Promise<StoredAnswer | null> {
    const found = [...this.answers].filter(
      ([key, { ids, usableUntil }]) => key.startsWith(beginning) && ids.includes(id) && usableUntil > now,
    );
    return found.at(-1)?.[1] ?? null;
  }

  mayHave(key: string): boolean {
    return this.answers.has(key);
  }

  renew(key: string, renewal: Renewal): void {
    const before = this.answers.get(key);
    if (before) this.answers.set(key, { ...before, ...renewal });
  }

  put(key: string, _sourceId: string, answer: StoredAnswer): void {
    this.answers.set(key, answer);
  }

  async forget(sourceId: string, ids: readonly string[]): Promise<void> {
    for (const [key, answer] of this.answers)
      if (key.startsWith(`${sourceId}:`) && answer.ids.some((id) => ids.includes(id)))
        this.answers.delete(key);
  }

  async flush(): Promise<void> {}

  async sweep(now: Date): Promise<boolean> {
    for (const [key, { usableUntil }] of this.answers) {
      if (usableUntil <= now) this.answers.delete(key);
    }
    return true;
  }
}
