import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import type { FileStore } from './file-store.ts';
import { askS3, IDLE_MS } from './s3-request.ts';
import type { S3Settings } from './s3-settings.ts';
import { StoreFault } from './store-fault.ts';

/**
 * Keeps contents in a bucket of S3 or of what speaks like it, under the same names as `folderStore`, so that a folder can be copied there as it is. A
 * content is there once all of it has come and has the hash it was announced with; before that it is not there at all.
 */
export function s3Store(settings: S3Settings, idleMs: number = IDLE_MS): FileStore {
  const keyOf = (hash: string) => `${hash.slice(0, 2)}/${hash}`;
  const settled = async (answer: Promise<IncomingMessage>) => void (await answer).resume();
  return {
    put: async (hash, path) => {
      const { size } = await stat(path);
      const content = { open: () => createReadStream(path), length: size, hash };
      await settled(askS3(settings, { method: 'PUT', key: keyOf(hash), content }, idleMs));
      await rm(path, { force: true });
    },
    read: async (hash) => {
      try {
        return contentOf(await askS3(settings, { method: 'GET', key: keyOf(hash) }, idleMs), idleMs);
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    remove: (hash) =>
      settled(askS3(settings, { method: 'DELETE', key: keyOf(hash) }, idleMs)).catch((error) => {
        if (!isMissing(error)) throw error;
      }),
  };
}

const isMissing = (error: unknown) => error instanceof StoreFault && error.code === 'NoSuchKey';

/** The bytes of an answer, taken from the line as they are asked for. Only S3 may not stand still: who reads may take the time it takes. */
function contentOf(answer: IncomingMessage, idleMs: number): ReadableStream<Uint8Array> {
  const pieces = answer[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        answer.socket?.setTimeout(idleMs);
        const { done, value } = await pieces.next();
        answer.socket?.setTimeout(0);
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: () => void answer.destroy(),
    },
    { highWaterMark: 0 },
  );
}
