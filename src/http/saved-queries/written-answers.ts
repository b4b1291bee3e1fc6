import type { Format, Rendering } from './format.ts';

/** Forms of one answer that are remembered, and the size of each. */
const maxForms = 8;
const maxLength = 128 * 1024;

/** What was written of an answer, for as long as the answer itself is kept. */
export class WrittenAnswers {
  private readonly known = new WeakMap<object, Map<string, Buffer>>();

  /** `address` is all of the address that was asked for, with its host; `kept` is what the cache of answers holds. */
  async write(
    kept: object | null,
    address: string,
    format: Format,
    rendering: Rendering,
  ): Promise<Awaited<ReturnType<Format['write']>>> {
    const forms = (kept && this.known.get(kept)) ?? new Map<string, Buffer>();
    const before = forms.get(address);
    if (before !== undefined) return before;
    const written = await format.write(rendering);
    const isShort = (typeof written === 'string' || Buffer.isBuffer(written)) && written.length <= maxLength;
    if (!kept || !isShort || forms.size >= maxForms) return written;
    // As bytes, so that a text is encoded once.
    const bytes = Buffer.from(written);
    this.known.set(kept, forms.set(address, bytes));
    return bytes;
  }
}
