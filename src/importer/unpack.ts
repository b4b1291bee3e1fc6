import { fromBufferPromise, type ZipFile } from 'yauzl';

/** Why a zip is not unpacked. */
export class UnpackError extends Error {
  override readonly name = 'UnpackError';
  readonly why: 'broken' | 'too large';

  constructor(why: 'broken' | 'too large', options?: ErrorOptions) {
    super(why, options);
    this.why = why;
  }
}

const maxFiles = 2000;

/** The files of a zip, such as an Office document, by name. A small zip can unpack to gigabytes, so their bytes are counted. */
export async function unpackWithin(bytes: Uint8Array, maxBytes: number): Promise<Map<string, Buffer>> {
  let zip: ZipFile | null = null;
  try {
    zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    if (zip.entryCount > maxFiles) throw new UnpackError('too large');
    const files = new Map<string, Buffer>();
    let total = 0;
    for await (const entry of zip.eachEntry()) {
      const parts: Buffer[] = [];
      // The library refuses a file that is larger than the zip says.
      const chunks: AsyncIterable<Buffer> = await zip.openReadStreamPromise(entry);
      for await (const chunk of chunks) {
        total += chunk.length;
        if (total > maxBytes) throw new UnpackError('too large');
        parts.push(chunk);
      }
      files.set(entry.fileName, Buffer.concat(parts));
    }
    return files;
  } catch (cause) {
    throw cause instanceof UnpackError ? cause : new UnpackError('broken', { cause });
  } finally {
    zip?.close();
  }
}
