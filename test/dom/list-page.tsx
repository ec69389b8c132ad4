import { screen } from './draw.tsx';
import type { Visit } from './visit.tsx';
import { appOf, around, deal, dealsApp, page, someone } from './world.ts';

/** Where deals are listed. */
export const LIST = '/apps/x/records/deal';
/** A list of two deals. */
export const two = { 'GET /apps/x/records/deal': page([deal('d1', 'Pump', { amount: '1200.5' }), deal('d2', 'Valve', { amount: '70' })]) };
/** A list of no deals. */
export const none = { 'GET /apps/x/records/deal': page([]) };
/** A condition that most deals meet. */
export const more5 = { '>=': [{ var: 'amount' }, '5'] };
/** The condition that another pipeline applies. */
export const applies = { '!=': [{ var: 'applies' }, null] };
/** The address of the list, as the app writes it: a rule is a text, which must not be read as anything else. */
export const address = ({ filter, ...search }: { filter?: object; view?: string; sort?: string; q?: string }) =>
  `/a/x/deal?${new URLSearchParams({ ...search, ...(filter ? { filter: JSON.stringify(JSON.stringify(filter)) } : {}) })}`;
/** The last question to the list. */
export const last = ({ server }: Visit) => server.questions(LIST).at(-1);
/** The filter in the last question to the list. */
export const filterOf = (visited: Visit) => JSON.parse(last(visited)?.filter ?? 'null');
/** A button, as soon as it is there. */
export const button = (name: string | RegExp) => screen.findByRole<HTMLButtonElement>('button', { name });

/** Deals with a second view, which has a filter and an order of its own. */
export function dealsWithBigOnes() {
  const app = dealsApp();
  app.entities[0]?.views.push({
    key: 'big',
    name: { en: 'Big ones', 'zh-CN': '大单' },
    columns: ['name', 'due'],
    filter: more5,
    sort: '-due',
  });
  return around(appOf(someone(), app));
}
