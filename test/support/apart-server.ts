import { readdirSync, readlinkSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { serve } from '@hono/node-server';
import { createHttp, openServer, readS3Settings } from '@pipewright/server';
import { root, SECRET } from './database.ts';

/**
 * A server in a process of its own, which tells how long its event loop stood still through its own work: the most time of its thread between two
 * ticks of a clock. What the machine gave to others meanwhile does not count.
 */
const server = await openServer({
  ...{ databaseUrl: process.argv[2] as string, secret: SECRET, root, demo: true, role: 'web' },
  ...(process.env.FILES_DIR ? { filesDir: process.env.FILES_DIR } : {}),
  s3: readS3Settings(process.env),
});
const spent = () => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};
let stall = 0;
let last = spent();
setInterval(() => {
  const now = spent();
  stall = Math.max(stall, now - last);
  last = now;
}, 5);

/** Uploaded files that are still open, seen where the system shows them. */
function openUploads(): number {
  if (process.platform !== 'linux') return 0;
  const target = (fd: string) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return '';
    }
  };
  return readdirSync('/proc/self/fd').filter((fd) => target(fd).includes('/pipewright-0')).length;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const MB = 1024 * 1024;

process.on('message', () => {
  const most = stall;
  collect();
  const { rss, heapUsed, external } = process.memoryUsage();
  process.send?.({ stall: most, memory: rss / MB, held: (heapUsed + external) / MB, uploads: openUploads() });
  last = spent();
  stall = 0;
});
const listening = serve({ fetch: createHttp(server).fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.send?.({ port }));
process.on('SIGTERM', () => {
  listening.close();
  void server.close().then(() => process.exit(0));
});
