import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { newId } from '../ground/id.ts';

/** As much of the beginning of a file as is looked at to know what it is. */
const HEAD = 64 * 1024;
/** No upload takes as long as this, so that what is older was left behind by a machine that is no more. */
const LONGEST_MS = 3_600_000;
const HOST = `${hostname()}.`;
/** A process may have the number of one that was killed: in a container all of them do. */
const OWN = `${HOST}${process.pid}.${newId()}.`;

/** A file that has come in, on disk and settled there. */
export interface Received {
  readonly path: string;
  /** The SHA-256 of its bytes. */
  readonly hash: string;
  readonly size: number;
  /** Its first bytes. */
  readonly head: Uint8Array;
  /** Throws it away unless it was put somewhere else. */
  readonly discard: () => Promise<void>;
}

/**
 * Writes bytes to a file of the folder as they come, in bounded memory. Where they break off or are refused, nothing is left.
 * @param check is told after each piece how many bytes there are so far, and throws where those are too many
 */
export async function receiveFile(folder: string, pieces: AsyncIterable<Uint8Array>, check: (bytes: number) => void): Promise<Received> {
  await mkdir(folder, { recursive: true });
  // Whose it is, so that what a killed process leaves behind is known.
  const path = join(folder, `${OWN}${newId()}`);
  const discard = () => rm(path, { force: true });
  const file = await open(path, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    const head: Uint8Array[] = [];
    let size = 0;
    for await (const piece of pieces) {
      if (size < HEAD) head.push(piece.slice(0, HEAD - size));
      size += piece.length;
      check(size);
      hash.update(piece);
      for (let at = 0; at < piece.length; ) at += (await file.write(piece, at)).bytesWritten;
    }
    await file.sync();
    return { path, hash: hash.digest('hex'), size, head: Buffer.concat(head), discard };
  } catch (error) {
    await discard();
    throw error;
  } finally {
    await file.close();
  }
}

/** Removes what processes that are no more have left in the folder. Answers how many files. */
export async function clearIncoming(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  let cleared = 0;
  for (const name of names) {
    const path = join(folder, name);
    if (!(await isLeft(path, name))) continue;
    await rm(path, { force: true });
    cleared += 1;
  }
  return cleared;
}

async function isLeft(path: string, name: string): Promise<boolean> {
  if (name.startsWith(OWN)) return false;
  if (name.startsWith(HOST)) {
    const pid = Number(name.slice(HOST.length).split('.')[0]);
    return pid === process.pid || !isAlive(pid);
  }
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > LONGEST_MS;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process may not be asked, but it is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
