import { close, openSync, read, unlinkSync, write } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { encodingOf } from '@pipewright/definition';
import { newId } from '../ground/id.ts';
import { refuse } from '../ground/refusal.ts';

const PIECE = 64 * 1024;
const fs = { read: promisify(read), write: promisify(write), close: promisify(close) };

/** A file that was uploaded: on disk, without a name. */
export interface Upload {
  /** The text of the file, from its beginning, in pieces of at most 64 KB. Refuses what is no text. */
  readonly text: () => AsyncGenerator<string, void>;
  readonly close: () => Promise<void>;
}

/** A new file that only this process knows, by its descriptor: it is gone with it, however that ends. */
function namelessFile(): number {
  const path = join(tmpdir(), `pipewright-${newId()}`);
  const file = openSync(path, 'wx+', 0o600);
  unlinkSync(path);
  return file;
}

/** Writes a body to disk as it comes, in bounded memory. Where it breaks off or is refused, nothing is left. */
export async function receive(pieces: AsyncIterable<Uint8Array>): Promise<Upload> {
  const file = namelessFile();
  try {
    const utf8 = new Utf8();
    const start: number[] = [];
    for await (const piece of pieces) {
      if (start.length < 2) start.push(...piece.subarray(0, 2 - start.length));
      utf8.add(piece);
      for (let at = 0; at < piece.length; ) at += (await fs.write(file, piece, at)).bytesWritten;
    }
    const encoding = encodingOf(Uint8Array.from(start), utf8.end());
    return { text: () => decoded(file, encoding), close: () => fs.close(file) };
  } catch (error) {
    await fs.close(file);
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

async function* decoded(file: number, encoding: string): AsyncGenerator<string, void> {
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
    const { bytesRead } = await fs.read(file, bytes, 0, PIECE, at);
    if (bytesRead === 0) break;
    at += bytesRead;
    yield decode(bytes.subarray(0, bytesRead));
  }
  yield decode();
}
