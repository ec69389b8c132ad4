import { act, fireEvent, screen } from './draw.tsx';
import type { Answers } from './server.ts';
import { visit } from './visit.tsx';
import { deal, page } from './world.ts';

/** Where deals are listed. */
export const LIST = '/apps/x/records/deal';
/** What the server answers around the frame. */
export const answers: Answers = { 'GET /apps/x/records/deal': page([deal('d1', 'Pump')]), 'GET /apps/x/records/firm': page([]) };
/** Opens a page in its frame. */
export const frame = (more: Answers = {}, options: Parameters<typeof visit>[2] = {}, address = '/a/x/deal') =>
  visit(address, { ...answers, ...more }, options);
/** The words of the ways that the frame offers. */
export const ways = () => screen.getAllByRole('menuitem').map((each) => each.textContent);
/** Presses a key where the focus is. */
export const press = (key: string, more: object = {}) =>
  act(async () => void fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more }));
