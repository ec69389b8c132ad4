import type { LedgerEntry, LineEntry } from '@pipewright/definition';
import { screen, within } from './draw.tsx';
import type { Answers } from './server.ts';
import { visit } from './visit.tsx';
import { deal, page, ways } from './world.ts';

/** The ways of the deal on screen. */
export const PUMP = ways('d1');
/** The deal on screen. */
export const pump = deal('d1', 'Pump', { amount: '1200.5', firm: 'f1', due: '2026-04-01', $names: { firm: 'Acme', owner: 'Li Na' } });
/** An entry of its story. */
export const entry = (more: Partial<LedgerEntry>): LedgerEntry => ({
  id: 'e1',
  kind: 'update',
  actor: { kind: 'person', id: 'p2' },
  cause: { by: 'form' },
  at: '2026-03-10T02:00:00.000Z',
  before: {},
  after: {},
  names: { p2: 'Wang Wei' },
  labels: {},
  ...more,
});
/** Entries of its story as its time line has them. */
export const line = (entries: readonly LedgerEntry[]) =>
  entries.map((each): LineEntry => ({ kind: each.kind === 'move' ? 'move' : 'change', id: each.id, at: each.at, entry: each }));
/** What the server answers around the deal. */
export const record = (more: Answers = {}): Answers => ({
  [PUMP.read]: pump,
  [PUMP.story]: { entries: [] },
  'GET /apps/x/records/deal': page([]),
  ...more,
});
/** Opens the deal. */
export const open = (more: Answers = {}, options: Parameters<typeof visit>[2] = {}) => visit('/a/x/deal/d1', record(more), options);
/** A label with the value beside it. */
export const told = (label: string) => screen.getByText(label, { selector: '[data-field] > span' }).parentElement?.textContent;
/** The stages of its way. */
export const stages = () => within(screen.getByRole('list', { name: 'Stages' })).getAllByRole('listitem');
