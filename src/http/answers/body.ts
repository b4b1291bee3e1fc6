import { promisify } from 'node:util';
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib';

export type Encoding = 'br' | 'gzip';

/** A smaller body does not become smaller on the way. */
const smallest = 1024;
/** Bytes that are compressed at once, within a millisecond or two. More is compressed on another thread. */
const atOnce = 128 * 1024;
const quality = 4;

const brotliOptions = (size: number) => ({
  params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: size },
});
const brotli = promisify<Buffer, ReturnType<typeof brotliOptions>, Buffer>(brotliCompress);
const zip = promisify<Buffer, Buffer>(gzip);

/** The bytes of an answer, and what was compressed of them on first wish. */
export class Body {
  private readonly encoded = new Map<Encoding, Promise<Buffer> | Buffer>();

  /** Called when more of it is kept than before. */
  onGrowth: (() => void) | null = null;

  private constructor(private own: Buffer) {}

  static of(text: string): Body {
    return new Body(Buffer.from(text));
  }

  get bytes(): Buffer {
    return this.own;
  }

  /** Lets it be kept without the larger buffer that it may be a part of. */
  detach(): void {
    this.own = unpooled(this.own);
  }

  get text(): string {
    return this.bytes.toString();
  }

  /** What memory it takes, with all that is kept beside it. */
  get size(): number {
    const beside = [...this.encoded.values()].map((encoded) =>
      Buffer.isBuffer(encoded) ? encoded.length : 0,
    );
    return beside.reduce((sum, length) => sum + length, this.bytes.length);
  }

  /** Whether it is worth compressing. */
  get isCompressible(): boolean {
    return this.bytes.length >= smallest;
  }

  in(encoding: Encoding): Promise<Buffer> | Buffer {
    const known = this.encoded.get(encoding);
    if (known) return known;
    const made = this.compress(encoding);
    this.keep(encoding, made);
    if (!Buffer.isBuffer(made)) {
      made.then(
        (bytes) => this.keep(encoding, bytes),
        () => this.encoded.delete(encoding),
      );
    }
    return made;
  }

  private keep(encoding: Encoding, made: Promise<Buffer> | Buffer): void {
    this.encoded.set(encoding, made);
    if (Buffer.isBuffer(made)) this.onGrowth?.();
  }

  private compress(encoding: Encoding): Promise<Buffer> | Buffer {
    const { bytes } = this;
    const options = brotliOptions(bytes.length);
    if (bytes.length > atOnce)
      return (encoding === 'br' ? brotli(bytes, options) : zip(bytes)).then(unpooled);
    return unpooled(encoding === 'br' ? brotliCompressSync(bytes, options) : gzipSync(bytes));
  }
}

/** Its own copy where the bytes are a slice of a larger buffer, which they would keep in memory. */
function unpooled(bytes: Buffer): Buffer {
  if (bytes.buffer.byteLength <= bytes.length * 1.1) return bytes;
  const own = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(own);
  return own;
}
