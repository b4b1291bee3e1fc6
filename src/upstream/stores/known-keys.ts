import { hash } from 'node:crypto';

/** A megabyte: of a million keys that were never added, two in a hundred look as if they had been. */
const BITS = 2 ** 23;
const HASHES = 4;

/** Which keys may be stored: a Bloom filter, so that its size does not grow with them. */
export class KnownKeys {
  /** Null until the stored keys have been read. */
  private bits: Uint8Array | null = null;
  /** Keys that are added while the stored ones are read. */
  private next: Uint8Array | null = null;

  /** False only for a key that was never added; true for every key until the stored ones are known. */
  mayHave(key: string): boolean {
    const { bits } = this;
    return bits === null || placesOf(key).every((place) => isSet(bits, place));
  }

  add(key: string): void {
    const places = placesOf(key);
    for (const bits of [this.bits, this.next]) if (bits) set(bits, places);
  }

  /** Replaces what was known by the keys read; what is added meanwhile stays. */
  async read(keys: AsyncIterable<readonly string[]>): Promise<void> {
    const next = new Uint8Array(BITS / 8);
    this.next = next;
    try {
      for await (const some of keys) for (const key of some) set(next, placesOf(key));
      this.bits = next;
    } finally {
      this.next = null;
    }
  }
}

function placesOf(key: string): number[] {
  const digest = hash('sha1', key, 'buffer');
  return Array.from({ length: HASHES }, (_, at) => digest.readUInt32LE(4 * at) % BITS);
}

const isSet = (bits: Uint8Array, place: number): boolean =>
  ((bits[place >> 3] ?? 0) & (1 << (place & 7))) !== 0;

function set(bits: Uint8Array, places: readonly number[]): void {
  for (const place of places) bits[place >> 3] = (bits[place >> 3] ?? 0) | (1 << (place & 7));
}
