import type { App, Entity, Field } from '@pipewright/definition';
import { screen, waitFor } from './draw.tsx';
import type { Answers } from './server.ts';
import { visit } from './visit.tsx';
import { appOf, around, deal, dealsApp, EVERYTHING, page, someone } from './world.ts';

const label = (en: string, zh = en) => ({ en, 'zh-CN': zh });
const partner: Field = { key: 'partner', type: 'reference', name: label('Branch', '分公司'), target: 'firm', within: 'firm' };
const parent: Field = { key: 'parent', type: 'reference', name: label('Parent', '母公司'), target: 'firm' };
/** A firm and a branch of it, as the server has them. */
export const ACME = '01980000-0000-7000-8000-0000000000b0';
export const BRANCH = '01980000-0000-7000-8000-0000000000b1';

/** Deals with a firm and one of its branches, which is a firm of its own. */
export function branchApp(): App {
  const app = dealsApp();
  const [deals, firms] = app.entities as [Entity, Entity];
  const laid = (entity: Entity, more: Field[], fields: string[]) => ({
    ...entity,
    fields: [...entity.fields, ...more],
    form: entity.form.map((section) => ({ ...section, fields })),
  });
  return {
    ...app,
    entities: [
      laid(deals, [partner], ['name', 'firm', 'partner', 'amount', 'due']),
      laid({ ...firms, icon: undefined } as Entity, [parent, ...MANY], ['name', 'size', 'parent', ...MANY.map(({ key }) => key)]),
    ],
  };
}

// More than fit a short form; one of them is required.
const MANY = Array.from(
  { length: 7 },
  (_, i): Field => ({
    ...{ key: `more${i}`, type: 'text', name: label(`More ${i}`) },
    ...(i === 6 ? { required: true } : {}),
  }),
);

/** Opens a page of the app with branches, for somebody who may do this with firms. */
export async function openMaking(
  address: string,
  more: Answers = {},
  { firm = {}, app = branchApp(), language = 'en' as 'en' | 'zh-CN' } = {},
) {
  const role = someone({}, {});
  const inApp = appOf({ ...role, grants: { ...role.grants, firm: { ...EVERYTHING, ...firm } } }, app);
  const acme = { id: ACME, version: 1, name: 'Acme', parent: null };
  const visited = await visit(
    address,
    {
      ...around(inApp),
      'GET /apps/x/records': { found: [] },
      'GET /apps/x/records/firm': page([]),
      'GET /apps/x/records/deal': page([]),
      [`GET /apps/x/records/firm/${ACME}`]: acme,
      ...more,
    },
    { language },
  );
  const there = (id: string) => waitFor(() => document.querySelector<HTMLInputElement>(`#${id}`) ?? Promise.reject(new Error(id)));
  /** Types into a picker and waits until the offer to make what is typed stands there. */
  const offered = async (id: string, text: string, words: string) => {
    const input = await there(id);
    await visited.person.click(input);
    if (text) await visited.person.type(input, text);
    return waitFor(() => {
      const all = [...document.querySelectorAll<HTMLElement>('.ant-select-item-option')];
      return all.find((each) => each.textContent?.trim() === words) ?? Promise.reject(new Error(`${words} is not offered`));
    });
  };
  const make = async (id: string, text: string, words: string) => visited.person.click(await offered(id, text, words));
  const inDialog = () => screen.getAllByRole('dialog').at(-1) as HTMLElement;
  return { ...visited, there, offered, make, inDialog };
}

/** A deal with a firm whose branch is still to be said. */
export const branchless = deal('d1', 'Pump', { firm: ACME, partner: null, $names: { firm: 'Acme' } });
