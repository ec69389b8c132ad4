import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodingOf } from '@pipewright/definition';
import { refuse } from '../http/fault.ts';
import { newId } from '../id.ts';

const PIECE = 64 * 1024;

/** A file that was uploaded: on disk, without a name. */
export interface Upload {
  /** The text of the file, from its beginning, in pieces of at most 64 KB. Refuses what is no text. */
  readonly text: () => AsyncGenerator<string, void>;
  readonly close: () => Promise<void>;
}

/** Writes a body to disk as it comes, in bounded memory. Where it breaks off or is refused, nothing is left. */
export async function receive(pieces: AsyncIterable<Uint8Array>): Promise<Upload> {
  const path = join(tmpdir(), `pipewright-${newId()}`);
  const file = await open(path, 'wx+', 0o600);
  try {
    // From here on only this process knows the file: it is gone with it, however that ends.
    await unlink(path);
    const utf8 = new Utf8();
    const start: number[] = [];
    for await (const piece of pieces) {
      if (start.length < 2) start.push(...piece.subarray(0, 2 - start.length));
      utf8.add(piece);
      await file.write(piece);
    }
    const encoding = encodingOf(Uint8Array.from(start), utf8.end());
    return { text: () => decoded(file, encoding), close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Tells whether bytes that come in pieces are UTF-8. */
class Utf8 {
  #decoder: InstanceType<typeof TextDecoder> | undefined = new TextDecoder('utf-8', { fatal: true });
  add(piece?: Uint8Array): void {
    try {
      if (piece) this.#decoder?.decode(piece, { stream: true });
      else this.#decoder?.decode();
    } catch {
      this.#decoder = undefined;
    }
  }
  end(): boolean {
    this.add();
    return this.#decoder !== undefined;
  }
}

async function* decoded(file: FileHandle, encoding: string): AsyncGenerator<string, void> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const bytes = new Uint8Array(PIECE);
  const decode = (piece?: Uint8Array) => {
    try {
      return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
    } catch {
      return refuse('csv.encoding', undefined, 'file');
    }
  };
  for (let at = 0; ; ) {
    const { bytesRead } = await file.read(bytes, 0, PIECE, at);
    if (bytesRead === 0) break;
    at += bytesRead;
    yield decode(bytes.subarray(0, bytesRead));
  }
  yield decode();
}
