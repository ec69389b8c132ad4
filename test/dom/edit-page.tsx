import { screen } from './draw.tsx';
import type { Answers } from './server.ts';
import { visit } from './visit.tsx';
import { deal, page, ways } from './world.ts';

/** The ways of the deal under edit. */
export const PUMP = ways('d1');
/** The deal under edit. */
export const pump = deal('d1', 'Pump', { amount: '1000', due: '2026-04-01' });

/** Opens a deal and begins to edit it. */
export async function edit(more: Answers = {}, options: Parameters<typeof visit>[2] = {}) {
  const answers = {
    [PUMP.read]: pump,
    [PUMP.story]: { entries: [] },
    [PUMP.edit]: { ...pump, version: 5 },
    'GET /apps/x/records/deal': page([]),
  };
  const visited = await visit('/a/x/deal/d1', { ...answers, ...more }, options);
  await visited.person.click(await screen.findByRole('button', { name: options.language === 'zh-CN' ? /编辑$/ : /Edit$/ }));
  const input = (name: string | RegExp) => screen.findByLabelText<HTMLInputElement>(name);
  const type = async (name: string | RegExp, text: string) => {
    const found = await input(name);
    await visited.person.clear(found);
    if (text) await visited.person.type(found, text);
  };
  const press = (name: string) => visited.person.click(screen.getByRole('button', { name }));
  return { ...visited, input, type, press };
}
/** True while the form is on screen. */
export const isOpen = () => screen.queryByRole('button', { name: 'Save' }) !== null;
