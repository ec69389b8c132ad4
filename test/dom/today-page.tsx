import { type App, editEntity, type Grant, type RecordJson, type Today, updateStage } from '@pipewright/definition';
import type { Answers } from './server.ts';
import { visit } from './visit.tsx';
import { appOf, around, deal, dealsApp, someone } from './world.ts';

const label = (en: string, zh: string) => ({ en, 'zh-CN': zh });

/** The example with a next step and its day, a standard for the first stage and a key step for the second. */
export function workingApp(): App {
  const app = updateStage(dealsApp(), 'deal', 'plain', 'offer', { keyStep: label('Send the offer', '提交报价') });
  return editEntity(updateStage(app, 'deal', 'plain', 'start', { standardDays: 7 }), 'deal', (each) => ({
    ...each,
    fields: [
      ...each.fields,
      { key: 'todo', type: 'text', name: label('Next step', '下一步') },
      { key: 'todo_on', type: 'date', name: label('Next step date', '下一步日期') },
    ],
    process: each.process && { ...each.process, nextStep: 'todo', nextStepDate: 'todo_on' },
  }));
}

/** What the server answers around pages of that app, for a person with this right to deals. */
export const aroundWork = (grant: Partial<Grant> = {}): Answers => around(appOf(someone(grant), workingApp()));

/** A deal of that app. */
export const working = (id: string, name: string, more: object = {}): RecordJson => deal(id, name, { todo: null, todo_on: null, ...more });

const some = (...records: RecordJson[]) => ({ count: records.length, records });
/** A day with something in each list. */
export const DAY: Today = {
  lists: {
    steps: some(working('d1', 'Pump', { todo: 'Call', todo_on: '2026-03-09' })),
    late: some(working('d2', 'Valve', { due: '2026-03-10' })),
    stuck: some(working('d3', 'Pipe')),
    recent: some(working('d4', 'Tank', { updated_at: '2026-03-10T02:00:00.000Z' })),
  },
  figures: { open: { count: 3, sum: '3000' }, won: { count: 0, sum: null } },
};

/** Opens the page of today. */
export const today = (more: Answers = {}, options: Parameters<typeof visit>[2] = {}, search = '') => {
  localStorage.clear();
  return visit(`/a/x/today${search}`, { ...aroundWork(), 'GET /apps/x/today/deal': DAY, ...more }, options);
};
