import type { RecordJson } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { board, column, columns, deal } from '../../../../test/dom/board.tsx';
import { fireEvent, screen, within } from '../../../../test/dom/draw.tsx';

describe('a board', () => {
  it('has a column for each stage and end, in their order, with count, sum and probability', async () => {
    await board();
    expect(screen.getAllByRole('heading', { level: 2 }).map((each) => each.textContent)).toEqual(['Start', 'Offer', 'Won']);
    const start = column('Start');
    expect(start.getByText('3')).toBeTruthy();
    expect(start.getByText('¥1.2M')).toBeTruthy();
    expect(start.getByText('10%')).toBeTruthy();
    expect(column('Won').getByText('Drop here to close')).toBeTruthy();
    expect(column('Won').queryByText(/%/)).toBeNull();
  });

  it('puts each card into its column, with what matters on its face', async () => {
    await board();
    const cards = (name: string) =>
      column(name)
        .queryAllByRole('listitem')
        .filter((each) => each.hasAttribute('data-record'));
    expect(cards('Start').map((each) => each.getAttribute('data-record'))).toEqual(['a', 'b']);
    expect(cards('Offer').map((each) => each.getAttribute('data-record'))).toEqual(['c']);
    expect(cards('Won')).toEqual([]);
    const [first] = cards('Start');
    const face = within(first as HTMLElement);
    for (const words of ['Deal a', '¥1,500.50', '03-20', 'Anna', '10 days in stage']) expect(face.getByText(words)).toBeTruthy();
    expect(within(cards('Offer')[0] as HTMLElement).getByText('–')).toBeTruthy();
  });

  it('holds the days in a stage against its standard', async () => {
    const process = structuredClone(deal.process);
    const stage = process?.pipelines.find(({ key }) => key === 'plain')?.stages[0];
    if (!stage) throw new Error('The example has stages');
    stage.standardDays = 7;
    await board({ entity: { ...deal, process } });
    expect(column('Start').getAllByText('10 days in stage (7 expected)')).toHaveLength(2);
    expect(column('Offer').getByText('10 days in stage')).toBeTruthy();
  });

  it('moves a card by its menu, to every place but the one where it stands', async () => {
    const { person, onMove, onOpen } = await board();
    await person.click(screen.getByRole('button', { name: 'Actions for Deal a' }));
    const places = (await screen.findAllByRole('menuitem')).map((each) => each.textContent);
    expect(places).toEqual(['Offer', 'Won']);
    await person.click(screen.getByRole('menuitem', { name: 'Won' }));
    expect(onMove).toHaveBeenCalledTimes(1);
    expect(onMove.mock.calls[0]?.map((each: { id?: string; key?: string }) => each.id ?? each.key)).toEqual(['a', 'won']);
    expect(onOpen).not.toHaveBeenCalled();
  });

  it('offers what else can be done with a card', async () => {
    const actsOn = (each: RecordJson) => (each.id === 'b' ? [{ key: 'pause', name: 'Pause' }] : []);
    const { person, onAct, onMove } = await board({ actsOn });
    await person.click(screen.getByRole('button', { name: 'Actions for Deal b' }));
    await person.click(await screen.findByRole('menuitem', { name: 'Pause' }));
    expect(onAct.mock.calls).toEqual([[columns[0]?.records[1], 'pause']]);
    expect(onMove).not.toHaveBeenCalled();
  });

  it('opens a card by its title and asks for more of a column', async () => {
    const { person, onOpen, onMore } = await board();
    await person.click(screen.getByRole('link', { name: 'Deal b' }));
    expect(onOpen.mock.calls).toEqual([[columns[0]?.records[1]]]);
    await person.click(screen.getByRole('button', { name: '1 more' }));
    expect(onMore.mock.calls).toEqual([[columns[0]]]);
    expect(column('Offer').queryByRole('button', { name: /more/ })).toBeNull();
  });

  it('lets nobody move who may not, and lets everybody open', async () => {
    const { person, onOpen } = await board({ canMove: false });
    expect(screen.queryByRole('button', { name: /Actions for|Carry/ })).toBeNull();
    await person.click(screen.getByRole('link', { name: 'Deal a' }));
    expect(onOpen).toHaveBeenCalledTimes(1);
  });

  it('can be carried by keyboard: picked up, told aloud, put back', async () => {
    const { onMove } = await board();
    const handle = screen.getByRole('button', { name: 'Carry Deal a with the keyboard' });
    handle.focus();
    fireEvent.keyDown(handle, { code: 'Space', key: ' ' });
    expect(await screen.findByText('Deal a is picked up.')).toBeTruthy();
    fireEvent.keyDown(document, { code: 'Escape', key: 'Escape' });
    expect(await screen.findByText('Deal a is back in its place.')).toBeTruthy();
    expect(onMove).not.toHaveBeenCalled();
  });

  it('lets go of a card when it is left, so that the next space is typed', async () => {
    const { again, person } = await board();
    const handle = screen.getByRole('button', { name: 'Carry Deal a with the keyboard' });
    handle.focus();
    fireEvent.keyDown(handle, { code: 'Space', key: ' ' });
    expect(await screen.findByText('Deal a is picked up.')).toBeTruthy();
    again(<input aria-label="elsewhere" />);
    const input = screen.getByLabelText<HTMLInputElement>('elsewhere');
    await person.type(input, 'two words');
    expect(input.value).toBe('two words');
  });

  it('speaks Chinese, with amounts as they are said there', async () => {
    await board({}, 'zh-CN');
    const words = document.body.textContent ?? '';
    expect(words).toContain('¥123.5万');
    expect(words).not.toMatch(/Drop here|Carry|board\./);
  });
});
