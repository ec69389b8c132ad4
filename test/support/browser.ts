import { once } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { createHttp, DEMO, keepAllChances, type ServerSettings } from '@pipewright/server';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { findChromium } from './chromium.ts';
import { freshServer, root } from './database.ts';

/** A running product with a browser in front of it. */
export interface Stage {
  readonly browser: Browser;
  readonly url: string;
  readonly pool: Awaited<ReturnType<typeof freshServer>>['server']['pool'];
  /** The product itself, for what is to be done behind the screens. */
  readonly server: Awaited<ReturnType<typeof freshServer>>['server'];
  /** Sends what is to leave the house, once it is started. */
  readonly deliveries: Awaited<ReturnType<typeof freshServer>>['server']['deliveries'];
  /** Works all probabilities out, as a worker does from minute to minute. */
  readonly tellChances: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts a Chromium. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium() as string, args: QUIET });
}

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}

/**
 * Starts the product on a free port, with its demo or as a new installation, and a Chromium; with a mail server, links in letters lead there.
 * @param outgoing what deliveries may reach
 */
export async function openStage(
  from: 'demo' | 'migrated' = 'demo',
  mail?: ServerSettings['mail'],
  outgoing: NonNullable<ServerSettings['outgoing']> = { inside: false },
): Promise<Stage> {
  const wanted = mail ? await freePort() : 0;
  const { server, close } = await freshServer(from, { outgoing, ...(mail ? { mail, publicUrl: `http://127.0.0.1:${wanted}` } : {}) });
  const http = createHttp(server, { runtime: join(root, 'runtime', 'dist'), designer: join(root, 'designer', 'dist') });
  const listening = serve({ fetch: http.fetch, port: wanted, hostname: '127.0.0.1' });
  // A test asks over a connection that has been idle for some seconds, and one that is closed at that moment fails it.
  (listening as HttpServer).keepAliveTimeout = 0;
  await new Promise((resolve) => listening.once('listening', resolve));
  const { port } = listening.address() as { port: number };
  const browser = await openBrowser();
  return {
    browser,
    url: `http://127.0.0.1:${port}`,
    server,
    pool: server.pool,
    deliveries: server.deliveries,
    tellChances: () => keepAllChances(server),
    close: async () => {
      await browser.close();
      (listening as HttpServer).closeAllConnections();
      await new Promise((resolve) => listening.close(resolve));
      await close();
    },
  };
}

/** How a page is opened. */
export interface PageOptions {
  readonly language: 'en' | 'zh-CN';
  readonly email?: string;
  readonly width?: number;
  readonly dark?: boolean;
}

/** Opens a page in a language, signed in where an address is given. Errors of the page are collected in `faults`. */
export async function openPage(
  stage: Pick<Stage, 'browser' | 'url'>,
  { language, email, width = 1360, dark = false }: PageOptions,
): Promise<{ page: Page; faults: string[] }> {
  const context = await stage.browser.newContext({
    viewport: { width, height: 850 },
    locale: language,
    timezoneId: 'Asia/Shanghai',
    // What slides in moves away under the pointer and is there and gone for those who look.
    reducedMotion: 'reduce',
  });
  const settings = `if (location.protocol !== 'about:') {
    localStorage.setItem('pipewright.language', localStorage.getItem('pipewright.language') ?? '${language}');
    localStorage.setItem('pipewright.dark', '${dark}');
  }`;
  await context.addInitScript({ content: settings });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // A refused request is part of many stories; anything else that is logged as an error is a fault.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) faults.push(message.text());
  });
  await page.goto(`${stage.url}/sign-in`);
  if (email) {
    await page.fill('input[autocomplete=username]', email);
    await page.fill('input[autocomplete=current-password]', DEMO.password);
    await page.click('button[type=submit]');
    await page.waitForURL((url) => !url.pathname.includes('sign-in'));
  }
  return { page, faults };
}

/** Takes up by the keyboard what can be dragged. Further keys are heard a timer later, which those that a program presses would overtake. */
export async function takeUp(handle: Locator): Promise<void> {
  await handle.press('Space');
  await handle.page().evaluate('new Promise((done) => setTimeout(done))');
}
