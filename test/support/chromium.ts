import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The Chromium of this machine: the one CHROMIUM names, the system's, else one that Playwright once fetched; undefined where there is none. */
export function findChromium(): string | undefined {
  const system = [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  const cache = join(homedir(), '.cache', 'ms-playwright');
  const fetched = existsSync(cache)
    ? readdirSync(cache)
        .filter((name) => name.startsWith('chromium-'))
        .map((name) => join(cache, name, 'chrome-linux', 'chrome'))
    : [];
  return [process.env.CHROMIUM, ...system, ...fetched].find((path) => path !== undefined && path !== '' && existsSync(path));
}
