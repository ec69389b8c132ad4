import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it, vi } from 'vitest';
import { draw, screen } from '../../../../test/dom/draw.tsx';
import { StagePath } from '../index.ts';

const stages = exampleApp().entities[0]?.process?.pipelines[1]?.stages ?? [];
const buttons = () => screen.getAllByRole('button') as HTMLButtonElement[];

describe('the path of a record', () => {
  it('says which stages are done, which is current, and moves to the others', async () => {
    const onMove = vi.fn();
    const { person } = await draw(<StagePath stages={stages} current="offer" closed={false} onMove={onMove} />);
    expect(buttons().map((each) => each.textContent)).toEqual(['✓ start', 'offer', 'sign']);
    expect(buttons().map((each) => each.disabled)).toEqual([false, true, false]);
    expect(document.querySelector('[aria-current=step]')?.textContent).toBe('offer');
    await person.click(buttons()[2] as HTMLElement);
    await person.click(buttons()[1] as HTMLElement);
    expect(onMove.mock.calls).toEqual([['sign']]);
  });

  it('tells under each stage what the buyer does meanwhile, where any stage tells it', async () => {
    const [start, ...others] = stages;
    const bought = start && [{ ...start, buyerStep: { en: 'Sets up the project', 'zh-CN': '立项' } }, ...others];
    const { again } = await draw(<StagePath stages={bought ?? []} current="offer" closed={false} />);
    expect(screen.getAllByRole('listitem').map((each) => each.lastElementChild?.textContent)).toEqual(['Sets up the project', '', '']);
    again(<StagePath stages={stages} current="offer" closed={false} />);
    expect(screen.queryByText('Sets up the project')).toBeNull();
  });

  it('moves nothing that is closed, or that this person may not move', async () => {
    const onMove = vi.fn();
    const { again } = await draw(<StagePath stages={stages} current="offer" closed onMove={onMove} />);
    expect(buttons().every((each) => each.disabled)).toBe(true);
    again(<StagePath stages={stages} current="offer" closed={false} />);
    expect(buttons().every((each) => each.disabled)).toBe(true);
  });

  it('marks nothing as current where the record stands in a stage that is gone', async () => {
    await draw(<StagePath stages={stages} current="gone" closed={false} onMove={vi.fn()} />);
    expect(document.querySelector('[aria-current=step]')).toBeNull();
    expect(buttons().map((each) => each.textContent)).toEqual(['start', 'offer', 'sign']);
  });
});
