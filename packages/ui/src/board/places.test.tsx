import { afterEach, describe, expect, it, vi } from 'vitest';
import { board, cards, column, record, targets } from '../../../../test/dom/board.tsx';
import { screen } from '../../../../test/dom/draw.tsx';

afterEach(() => localStorage.clear());

describe('the places of a board', () => {
  it('begin a new record in their stage, for whoever may make one', async () => {
    const onAdd = vi.fn();
    const { person } = await board({ onAdd });
    await person.click(screen.getByRole('button', { name: 'New in Offer' }));
    expect(onAdd.mock.calls).toEqual([[targets[1]]]);
    expect(screen.queryByRole('button', { name: 'New in Won' })).toBeNull();
    await board();
    expect(screen.queryByRole('button', { name: /^New in/ })).toBeNull();
  });

  it('say where they are empty', async () => {
    await board({ columns: [cards('start', record('a')), cards('offer')] });
    expect(column('Offer').getByText('Empty')).toBeTruthy();
    expect(column('Start').queryByText('Empty')).toBeNull();
    expect(screen.queryByText('Nothing is open in this pipeline.')).toBeNull();
  });

  it('stand there while their cards are on the way', async () => {
    await board({ columns: [], pending: true });
    expect(screen.getAllByRole('heading', { level: 2 }).map((each) => each.textContent)).toEqual(['Start', 'Offer', 'Won']);
    expect(document.querySelector('.pw-board')?.getAttribute('aria-busy')).toBe('true');
    expect(document.querySelectorAll('[data-stage] .ant-skeleton')).toHaveLength(6);
    expect(screen.queryByText(/Empty|Nothing is open/)).toBeNull();
    await board();
    expect(document.querySelectorAll('.ant-skeleton')).toHaveLength(0);
  });

  it('have narrower ends for whoever wants them, which is remembered', async () => {
    const { person } = await board();
    const fold = screen.getByRole('button', { name: 'Make won and lost narrow' });
    expect(fold.getAttribute('aria-expanded')).toBe('true');
    await person.click(fold);
    await board();
    await person.click(screen.getByRole('button', { name: 'Make won and lost wide' }));
    expect(screen.getByRole('button', { name: 'Make won and lost narrow' })).toBeTruthy();
    expect(column('Won').getByText('Drop here to close')).toBeTruthy();
  });
});
