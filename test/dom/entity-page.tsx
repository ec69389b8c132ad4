import { openDesigner } from './designer.tsx';
import { screen, within } from './draw.tsx';
import type { Answers } from './server.ts';

/** Opens an entity under design. */
export const open = async (options: Parameters<typeof openDesigner>[2] = {}, answers: Answers = {}, place = 'entity/deal') => {
  const opened = await openDesigner(place, answers, options);
  await screen.findAllByLabelText(options.language === 'zh-CN' ? '分组名称' : 'Section name');
  return { ...opened, choose: async (field: string) => opened.person.click(block(field)) };
};
/** A field on its form. */
export const block = (field: string) =>
  [...document.querySelectorAll<HTMLElement>('[data-field] button[aria-pressed]')].find((each) =>
    each.textContent?.startsWith(field),
  ) as HTMLElement;
/** The keys of the fields on its form. */
export const placed = () => [...document.querySelectorAll('[data-field]')].map((each) => each.getAttribute('data-field'));
/** One of its tabs. */
export const tab = (name: string | RegExp) => screen.getByRole('tab', { name });
/** The dialog in front. */
export const dialog = async () => within(await screen.findByRole('dialog'));
