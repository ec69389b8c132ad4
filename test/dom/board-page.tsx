import type { BoardColumn, RecordJson } from '@pipewright/definition';
import { menuItem, screen, within } from './draw.tsx';
import type { Answers } from './server.ts';
import { type Visit, visit } from './visit.tsx';
import { deal } from './world.ts';

/** Where the board is asked for. */
export const BOARD = '/apps/x/board/deal';
/** The way in which the pump is moved. */
export const MOVE = 'POST /apps/x/records/deal/d1/move';
/** A deal that is worth little. */
export const pump = deal('d1', 'Pump', { amount: '50', due: '2026-04-01', $names: { owner: 'Li Na' } });
/** A column of a board. */
export const column = (stage: string, records: readonly RecordJson[] = [], more: Partial<BoardColumn> = {}): BoardColumn => ({
  stage,
  count: records.length,
  sum: records.length > 0 ? '50' : null,
  records,
  next: null,
  ...more,
});
/** The columns of a board with one card. */
export const columns = [column('start', [pump]), column('offer'), column('sign')];
/** What the server answers around the board. */
export const answers = (more: Answers = {}): Answers => ({
  'GET /apps/x/board/deal': { columns },
  'GET /apps/x/records/deal/d1': pump,
  ...more,
});
/** Opens the board. */
export const board = (more: Answers = {}, options: Parameters<typeof visit>[2] = {}, search = '') => {
  localStorage.clear();
  return visit(`/a/x/deal/board${search}`, answers(more), options);
};
/** The columns after the card was moved. */
export const inOffer = { columns: [column('start'), column('offer', [{ ...pump, stage: 'offer' }]), column('sign')] };

/** Moves a card by its menu. */
export async function carry({ person }: Visit, target: string, card = 'Pump') {
  await person.click(await screen.findByRole('button', { name: `Actions for ${card}` }));
  await person.click(await menuItem(target));
}
/** The dialog in front. */
export const dialog = async () => within(await screen.findByRole('dialog'));
