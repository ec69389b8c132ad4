import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileStore } from './file-store.ts';

const PIECE = 64 * 1024;

/** Keeps contents in a folder of the disk. What is put must lie on the same disk, for it is moved there in one step. */
export function folderStore(folder: string): FileStore {
  const placeOf = (hash: string) => join(folder, hash.slice(0, 2), hash);
  return {
    put: async (hash, path) => {
      const place = placeOf(hash);
      if (await mkdir(dirname(place), { recursive: true })) await settle(folder);
      await rename(path, place);
      await settle(dirname(place));
    },
    read: async (hash) => {
      const place = placeOf(hash);
      const found = await stat(place).catch(() => undefined);
      return found && contentOf(place);
    },
    remove: (hash) => rm(placeOf(hash), { force: true }),
  };
}

/** Makes a name in a folder outlast a loss of power. */
async function settle(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The bytes of a file, opened when the first are asked for: an answer without a body opens nothing. */
function contentOf(path: string): ReadableStream<Uint8Array> {
  let file: Awaited<ReturnType<typeof open>> | undefined;
  const end = async () => {
    await file?.close();
    file = undefined;
  };
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        try {
          file ??= await open(path);
          const { bytesRead, buffer } = await file.read(new Uint8Array(PIECE), 0, PIECE, null);
          if (bytesRead > 0) return controller.enqueue(buffer.subarray(0, bytesRead));
          await end();
          controller.close();
        } catch (error) {
          await end();
          throw error;
        }
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
}
