import type { App } from '@pipewright/definition';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { openStage, type Stage } from './browser.ts';
import { findChromium } from './chromium.ts';

/** A stage in whose draft nothing happens by itself yet: opened before the tests of a file, and made so again before each of them. */
export function openBareStage(): { readonly chromium: string | undefined; readonly stage: Stage; readonly first: App } {
  const chromium = findChromium();
  let opened: { readonly stage: Stage; readonly first: App } | undefined;
  const here = () => {
    if (!opened) throw new Error('The stage is open only during the tests');
    return opened;
  };
  beforeAll(async () => {
    if (!chromium) return;
    const stage = await openStage();
    const { rows } = await stage.pool.query(`select draft from pipewright.app where key = 'opportunity'`);
    opened = { stage, first: JSON.parse(rows[0].draft) };
  });
  afterAll(async () => opened?.stage.close());
  beforeEach(async () => {
    if (!opened) return;
    const { automations: _, ...bare } = opened.first;
    await opened.stage.pool.query(`update pipewright.app set draft = $1, draft_revision = draft_revision + 1 where key = 'opportunity'`, [
      JSON.stringify(bare),
    ]);
  });
  return {
    chromium,
    get stage() {
      return here().stage;
    },
    /** The draft as it was published first. */
    get first() {
      return here().first;
    },
  };
}
