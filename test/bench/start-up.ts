import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { median } from './measure.ts';
import { options } from './options.ts';
import { answers, freePort, memoryOf, startServer } from './processes.ts';
import type { Figure } from './results.ts';

const MOST_READY_MS = 1000;
const MOST_SERVER_MB = 150;
const IDLE_MS = 6000;

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

/** Starts the product as people do, with its own database, once to make the demo and then again; measures how long it takes and what it holds when idle. */
export async function measureStart(tell: (figure: Figure) => void): Promise<object> {
  const dir = mkdtempSync(join(tmpdir(), 'pipewright-start-'));
  chmodSync(dir, 0o755);
  const port = await freePort();
  const start = () =>
    startServer(
      ['tools/run.mjs', '--for=start', '--keep', 'tools/start.ts'],
      { PORT: String(port), DATA_DIR: dir, DATABASE_URL: '', NODE_ENV: 'production' },
      options.root,
      answers(`http://127.0.0.1:${port}/api/health`),
    );
  try {
    const ready: number[] = [];
    const memory: { server: number; others: number; postgres: number }[] = [];
    const first = await start();
    await first.stop();
    for (let round = 0; round < options.rounds; round += 1) {
      const running = await start();
      ready.push(running.readyMs);
      await sleep(IDLE_MS);
      const node = memoryOf(running.pid).filter((each) => /node/.test(each.command) && !/postgres/.test(each.command));
      const server = Math.max(...node.map((each) => each.own));
      const postmaster = Number(readFileSync(join(dir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);
      const postgres = sum(memoryOf(postmaster).map((each) => each.share));
      memory.push({ server, others: sum(node.map((each) => each.own)) - server, postgres });
      await running.stop();
    }
    const note = `from “npm start”'s own program; the first start, which makes the demo, took ${(first.readyMs / 1000).toFixed(1)} s`;
    tell({ workload: 'W9', what: 'ready', value: median(ready), unit: 'ms', target: MOST_READY_MS, note });
    if (memory.every((each) => each.server > 0)) {
      const of = (key: 'server' | 'others' | 'postgres') => median(memory.map((each) => each[key]));
      const idle = `resident, idle for ${IDLE_MS / 1000} s; the launcher and other Node processes hold ${of('others').toFixed(0)} MB more`;
      tell({ workload: 'W9', what: 'memory of the server', value: of('server'), unit: 'MB', target: MOST_SERVER_MB, note: idle });
      tell({ workload: 'W9', what: 'memory of PostgreSQL', value: of('postgres'), unit: 'MB', target: null, note: 'proportional share' });
    }
    return { firstMs: first.readyMs, ready, memory };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
