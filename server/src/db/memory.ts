import { totalmem } from 'node:os';

const MB = 1024 * 1024;
/** What a machine has at least that can run this at all. */
const LEAST_MB = 256;

/** The bytes this process may count on: the machine's, or the limit of its container. */
export function memoryBytes(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

/**
 * The settings of our own PostgreSQL on a machine with so many bytes of memory, by name. The machine is shared with the server and the web
 * browser of whoever tries it, so PostgreSQL's own cache takes an eighth and leaves the rest to the file cache, which others may shrink.
 */
export function memorySettings(bytes: number): Readonly<Record<string, string>> {
  const memory = Math.max(LEAST_MB, Math.floor(bytes / MB));
  const share = (part: number, least: number, most: number) => `${Math.min(most, Math.max(least, Math.floor(memory / part)))}MB`;
  return {
    shared_buffers: share(8, 32, 1024),
    effective_cache_size: share(2, 128, 65_536),
    work_mem: share(256, 4, 32),
    maintenance_work_mem: share(32, 16, 256),
    autovacuum_work_mem: share(64, 16, 64),
    // Disks without moving parts, and mostly the file cache: a page anywhere costs about what the next one does.
    random_page_cost: '1.1',
    effective_io_concurrency: '64',
    // The log between two checkpoints is read again after a crash: more would write less and keep people waiting longer.
    max_wal_size: '1GB',
    checkpoint_completion_target: '0.9',
    wal_compression: 'on',
    jit: 'off',
  };
}
