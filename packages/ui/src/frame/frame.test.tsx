import { describe, expect, it, vi } from 'vitest';
import { draw, screen, within } from '../../../../test/dom/draw.tsx';
import { Alone, Bar, Content, Frame, Nothing, Page, Panel, RecordHeader, Toolbar } from '../index.ts';

const headings = () => screen.getAllByRole('heading').map((each) => `${each.tagName} ${each.textContent}`);

describe('a page', () => {
  it('has one heading, what can be done beside it, its views below it, and what it shows', async () => {
    await draw(
      <Page title="Deals" actions={<button type="button">New</button>} views={<nav>Views</nav>}>
        <p>Shown</p>
      </Page>,
    );
    expect(headings()).toEqual(['H1 Deals']);
    const order = ['Deals', 'New', 'Views', 'Shown'].map((words) => screen.getByText(words));
    for (const [i, each] of order.slice(1).entries())
      expect((order[i] as HTMLElement).compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    expect(within(screen.getByRole('heading').parentElement as HTMLElement).getByRole('button').textContent).toBe('New');
  });

  it('takes a title that is more than words, however awkward', async () => {
    await draw(
      <Page title={<em>عنوان 👩‍👩‍👧 {'<b>'}</em>}>
        <i />
      </Page>,
    );
    expect(headings()).toEqual(['H1 عنوان 👩‍👩‍👧 <b>']);
    expect(screen.getByRole('heading').querySelector('b')).toBeNull();
  });

  it('is the main part of the screen, whether it stands alone or in a frame', async () => {
    await draw(<Alone>Read me</Alone>);
    expect(screen.getByRole('main').textContent).toBe('Read me');
    await draw(
      <Frame>
        <Bar>
          <button type="button">Menu</button>
        </Bar>
        <Content>Inside</Content>
      </Frame>,
    );
    expect(screen.getByRole('main').textContent).toBe('Inside');
    expect(within(screen.getByRole('banner')).getByRole('button').textContent).toBe('Menu');
  });
});

describe('a panel', () => {
  it('has a heading of its own and what can be done beside it', async () => {
    const pressed = vi.fn();
    const { person } = await draw(
      <Panel
        title="Figures"
        actions={
          <button type="button" onClick={pressed}>
            As a table
          </button>
        }
      >
        <p>Seven</p>
      </Panel>,
    );
    expect(headings()).toEqual(['H2 Figures']);
    await person.click(screen.getByRole('button', { name: 'As a table' }));
    expect(pressed).toHaveBeenCalledTimes(1);
    expect(screen.getByText('Seven')).toBeTruthy();
  });

  it('has none where it needs none, and hands on what the library knows', async () => {
    await draw(
      <Panel size="small" className="mine" data-report="sum">
        Bare
      </Panel>,
    );
    expect(screen.queryByRole('heading')).toBeNull();
    const card = document.querySelector('[data-report=sum]');
    expect([card?.classList.contains('mine'), card?.classList.contains('ant-card-small'), card?.textContent]).toEqual([true, true, 'Bare']);
  });
});

describe('a toolbar', () => {
  it('is a region of its own only where it has a name', async () => {
    const { again } = await draw(<Toolbar label="Filters">All</Toolbar>);
    expect(screen.getByRole('region', { name: 'Filters' }).textContent).toBe('All');
    again(<Toolbar>All</Toolbar>);
    expect(screen.queryByRole('region')).toBeNull();
    expect(screen.getByText('All')).toBeTruthy();
  });
});

describe('the head of a record', () => {
  it('says its name, the facts to know and what can be done, in this order', async () => {
    await draw(<RecordHeader name="智慧园区 <b>" facts={<span>¥1,500</span>} actions={<button type="button">Edit</button>} />);
    expect(headings()).toEqual(['H2 智慧园区 <b>']);
    expect(screen.getByRole('heading').parentElement?.parentElement?.textContent).toBe('智慧园区 <b>¥1,500Edit');
  });
});

describe('where there is nothing', () => {
  it('has a picture of its own for each thing that is not there, which is silent', async () => {
    const kinds = ['records', 'matches', 'deleted', 'figures', 'links', 'apps'] as const;
    await draw(
      <div>
        {kinds.map((of) => (
          <Nothing key={of} of={of} text={of} />
        ))}
      </div>,
    );
    const pictures = [...document.querySelectorAll('svg')];
    expect(pictures.map((each) => each.getAttribute('aria-hidden'))).toEqual(kinds.map(() => 'true'));
    expect(new Set(pictures.map((each) => each.innerHTML)).size).toBe(kinds.length);
  });

  it('says why, and what can be done about it', async () => {
    await draw(
      <Nothing text="No deals yet">
        <button type="button">New deal</button>
      </Nothing>,
    );
    expect(screen.getByText('No deals yet')).toBeTruthy();
    expect(screen.getByRole('button').textContent).toBe('New deal');
  });
});
