import type { BoardColumn, RecordJson } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { prepare } from '@pipewright/process';
import { Board, type BoardProps, type BoardTarget } from '@pipewright/ui';
import { vi } from 'vitest';
import { draw, screen, within } from './draw.tsx';

const app = exampleApp();
const [found] = app.entities;
if (!found) throw new Error('The example has deals');
/** The deals of the example. */
export const deal = found;
/** Two stages and an end. */
export const targets: BoardTarget[] = [
  { key: 'start', name: 'Start', color: 'blue', probability: 10, kind: 'stage' },
  { key: 'offer', name: 'Offer', color: 'gold', probability: 50, kind: 'stage' },
  { key: 'won', name: 'Won', color: 'green', kind: 'won' },
];
/** A deal as a card has it: nothing is missing for its next stage. */
export const record = (id: string, more: Partial<RecordJson> = {}): RecordJson => ({
  id,
  version: 1,
  name: `Deal ${id}`,
  amount: '1500.5',
  due: '2026-03-20',
  stage: 'start',
  status: 'open',
  stage_since: '2026-03-01T00:00:00Z',
  $names: { owner: 'Anna' },
  ...more,
});
/** A column of cards, of which there are no more than these. */
export const cards = (stage: string, ...records: RecordJson[]): BoardColumn => ({
  stage,
  count: records.length,
  sum: null,
  records,
  next: null,
});
/** Three cards in two columns, the first with more than it shows. */
export const columns: BoardColumn[] = [
  { ...cards('start', record('a'), record('b')), count: 3, sum: '1234567', next: 'cursor' },
  cards('offer', record('c', { stage: 'offer', amount: null, due: '2026-02-01' })),
];

/** Draws a board on the 11th of March 2026, and says what it was asked. */
export async function board(more: Partial<BoardProps> = {}, language: 'en' | 'zh-CN' = 'en') {
  const asked = { onMove: vi.fn(), onOpen: vi.fn(), onMore: vi.fn(), onAct: vi.fn() };
  const drawn = await draw(
    <Board
      app={app}
      entity={deal}
      prepared={prepare(app, deal)}
      targets={targets}
      columns={columns}
      surroundings={{ today: '2026-03-11' }}
      pipeline="plain"
      canMove
      {...asked}
      {...more}
    />,
    language,
  );
  return { ...drawn, ...asked };
}
/** What stands in a column. */
export const column = (name: string) => within(screen.getByRole('region', { name }));
