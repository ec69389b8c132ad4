// `node test/bench/screens.ts`: how long each main screen takes from the press that leads to it until its content is drawn, in a browser, on a warm
// server in production with the demo. Each time the page before it has just been loaded: nothing of the screen was asked for or is remembered, but
// the browser has its files. SCREENS_ROUNDS and SCREENS_ONLY (names, with commas) change what is measured.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO } from '@pipewright/server';
import type { Page } from 'playwright-core';
import { buildWeb } from '../../tools/web.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { median } from './measure.ts';
import { options } from './options.ts';
import { answers, freePort, startServer } from './processes.ts';
import { HEAD, line } from './results.ts';
import { SCREENS, type Screen } from './screen-list.ts';

const ROUNDS = Number(process.env.SCREENS_ROUNDS ?? 7);
const ONLY = process.env.SCREENS_ONLY?.split(',');
const MOST_MS = 300;

// What is in every page: it notes when a key or button was pressed, and when what is waited for has been drawn, also where that is another document.
const WATCH = `(() => {
  const now = () => performance.timeOrigin + performance.now();
  const look = () => {
    const found = document.querySelector(sessionStorage.getItem('bench.drawn'));
    if (!found || found.getClientRects().length === 0) return requestAnimationFrame(look);
    requestAnimationFrame(() => setTimeout(() => sessionStorage.setItem('bench.took', String(now() - Number(sessionStorage.getItem('bench.at'))))));
  };
  const begin = () => {
    if (!sessionStorage.getItem('bench.drawn') || sessionStorage.getItem('bench.at')) return;
    sessionStorage.setItem('bench.at', String(now()));
    look();
  };
  for (const kind of ['click', 'keydown']) addEventListener(kind, begin, true);
  if (location.protocol !== 'about:' && sessionStorage.getItem('bench.at') && !sessionStorage.getItem('bench.took')) look();
})()`;

async function measure(page: Page, base: string, { from, before, press, drawn }: Screen): Promise<number> {
  const [path, ready] = from;
  await page.evaluate('sessionStorage.clear()');
  await page.goto(base + path);
  await page.locator(ready).first().waitFor();
  await before?.(page);
  // Whatever the page before it still has to do is no part of this.
  await page.waitForLoadState('networkidle').catch(() => undefined);
  await sleep(500);
  await page.evaluate(`sessionStorage.setItem('bench.drawn', ${JSON.stringify(drawn)})`);
  await press(page);
  for (let tries = 0; tries < 500; tries += 1) {
    const took = await page.evaluate("sessionStorage.getItem('bench.took')").catch(() => null);
    if (took) return Number(took);
    await sleep(20);
  }
  throw new Error(`Nothing was drawn: ${drawn}`);
}

await buildWeb(options.root);
const dir = mkdtempSync(join(tmpdir(), 'pipewright-screens-'));
chmodSync(dir, 0o755);
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const env = { PORT: String(port), DATA_DIR: dir, DATABASE_URL: '', NODE_ENV: 'production' };
const server = await startServer(['server/src/main.ts'], env, options.root, answers(`${url}/api/health`));
const browser = await openBrowser();
let slow = 0;
try {
  const pages = new Map<string, Page>();
  for (const as of ['sales', 'admin']) {
    const { page } = await openPage(
      { browser, url },
      { language: 'en', email: as === 'admin' ? DEMO.email : `${as}@demo.local`, width: 1440 },
    );
    await page.addInitScript({ content: WATCH });
    pages.set(as, page);
  }
  console.log(HEAD);
  for (const screen of SCREENS.filter(({ name }) => !ONLY || ONLY.includes(name))) {
    const page = pages.get(screen.as) as Page;
    // The first time is the browser's and the server's to get warm.
    await measure(page, url, screen);
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) times.push(await measure(page, url, screen));
    const [value, most] = [median(times), Math.max(...times)];
    if (value > MOST_MS) slow += 1;
    console.log(line({ workload: screen.as, what: screen.name, value, unit: 'ms', target: MOST_MS, note: `most ${most.toFixed(0)} ms` }));
  }
} finally {
  await browser.close();
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
}
process.exit(slow > 0 ? 1 : 0);
