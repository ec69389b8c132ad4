import type { Automation, Node } from '@pipewright/definition';
import type { Page } from 'playwright-core';
import { axe } from './people-story.ts';
import type { apiOf } from './screen-story.ts';

/** What is wrong with a page for who does not see it, or sees little of it at once. */
export async function faultsOf(page: Page): Promise<unknown[]> {
  const overflow = (await page.evaluate('document.documentElement.scrollWidth - innerWidth')) as number;
  const raw = (await page.locator('body').innerText()).match(/\bapproval\.[a-zA-Z.]+|\{"|[0-9a-f]{8}-[0-9a-f]{4}-/);
  return [...(await axe(page)), ...(overflow > 0 ? [['wider than the window', overflow]] : []), ...(raw ? [['raw', raw[0]]] : [])];
}

const ASKED = { en: 'May “{name}” be sold for {amount}?', 'zh-CN': '“{name}”能否以 {amount} 成交？' };

/** A flow that whoever sells begins by a press: whoever these are decides, and the next step of the deal says what they said. */
export function pressedFlow(key: string, label: { en: string; 'zh-CN': string }, to: Extract<Node, { kind: 'approve' }>['to']): Automation {
  const say = (step: string, text: string): Node => ({ key: step, kind: 'set', values: { next_step: text }, next: { done: null } });
  return {
    ...{ key, name: label, entity: 'opportunity', start: 'ask' },
    on: { kind: 'button', label, roles: ['sales'] },
    nodes: [
      {
        ...{ key: 'ask', kind: 'approve', to, text: ASKED, mode: 'any', binds: ['name', 'amount', 'customer'] },
        ...{ allows: ['return', 'transfer', 'add'], deadline: { after: 8, unit: 'hours', lapse: 'remind' } },
        next: { approved: 'yes', rejected: 'no', withdrawn: null },
      },
      say('yes', 'Approved'),
      say('no', 'Rejected'),
    ],
  };
}

/** Publishes these flows and no others. */
export async function publishFlows(api: ReturnType<typeof apiOf>, automations: readonly Automation[]): Promise<void> {
  const draft = await api('GET', '/apps/opportunity/draft');
  const [{ version: base }] = (await api('GET', '/apps/opportunity/versions')).versions;
  const definition = { ...draft.definition, automations };
  const { revision } = await api('PUT', '/apps/opportunity/draft', { definition, revision: draft.revision });
  await api('POST', '/apps/opportunity/publish', { base, revision });
}
