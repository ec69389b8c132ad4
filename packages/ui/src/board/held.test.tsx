import { describe, expect, it } from 'vitest';
import { board, cards, column, record, targets } from '../../../../test/dom/board.tsx';
import { fireEvent, screen } from '../../../../test/dom/draw.tsx';

const lift = (words = 'Carry Deal a with the keyboard') => {
  const handle = screen.getByRole('button', { name: words });
  handle.focus();
  fireEvent.keyDown(handle, { code: 'Space', key: ' ' });
};
const back = () => fireEvent.keyDown(document, { code: 'Escape', key: 'Escape' });
const poor = record('a', { due: null, amount: '50' });
const empty = [cards('start', poor), cards('offer')];

describe('a card in the hand', () => {
  it('is told which places it may not go to, and why, until it is put back', async () => {
    await board({ columns: empty });
    expect(screen.queryByText(/Cannot go here/)).toBeNull();
    lift();
    const why = 'Cannot go here yet: “Due” is missing; It is worth too little.';
    expect(await column('Offer').findByText(why)).toBeTruthy();
    expect(column('Won').getByText(why)).toBeTruthy();
    expect(column('Start').queryByText(/Cannot go/)).toBeNull();
    back();
    expect(await screen.findByText('Deal a is back in its place.')).toBeTruthy();
    expect(screen.queryByText(/Cannot go here/)).toBeNull();
  });

  it('may go wherever nothing speaks against it', async () => {
    await board();
    lift();
    expect(await screen.findByText('Deal a is picked up.')).toBeTruthy();
    expect(screen.queryByText(/Cannot go here/)).toBeNull();
  });

  it('is left to the server where its facts are not known here', async () => {
    const { due: _due, amount: _amount, ...rest } = poor;
    await board({ columns: [cards('start', rest as typeof poor), cards('offer')] });
    lift();
    expect(await screen.findByText('Deal a is picked up.')).toBeTruthy();
    expect(screen.queryByText(/Cannot go here/)).toBeNull();
  });

  it('goes into no stage that is out of use, and is not won where another pipeline applies', async () => {
    const former = { key: 'trial', name: 'Trial', color: 'grey', kind: 'stage', former: true } as const;
    const waiting = record('a', { applies: 'big' });
    const { person } = await board({
      targets: [...targets.slice(0, 2), former, ...targets.slice(2)],
      columns: [cards('start', waiting), cards('trial')],
    });
    lift();
    expect(await column('Trial').findByText('This stage is no longer in use.')).toBeTruthy();
    expect(column('Won').getByText('“Big” applies now; it must go there first.')).toBeTruthy();
    back();
    await person.click(screen.getByRole('button', { name: 'Actions for Deal a' }));
    expect((await screen.findAllByRole('menuitem')).map((each) => each.textContent)).toEqual(['Offer', 'Won']);
  });

  it('says so in Chinese', async () => {
    await board({ columns: empty }, 'zh-CN');
    lift('用键盘移动 Deal a');
    expect(await column('Offer').findByText('还不能推进到这里：“日期”未填写；It is worth too little。')).toBeTruthy();
  });

  it('is not judged under design, where rules may be unfinished', async () => {
    await board({ columns: empty, prepared: undefined });
    lift();
    expect(await screen.findByText('Deal a is picked up.')).toBeTruthy();
    expect(screen.queryByText(/Cannot go here/)).toBeNull();
  });
});

describe('a card', () => {
  const marks = () =>
    [...document.querySelectorAll('[data-record] .pw-missing')].map((each) => [each.textContent?.trim(), each.getAttribute('aria-label')]);

  it('has a mark with how much is missing for its next place, and which it is', async () => {
    await board({ columns: empty });
    expect(marks()).toEqual([['2', 'Still needed for “Offer”: “Due” is missing; It is worth too little.']]);
    await board({ columns: [cards('start'), cards('offer', record('a', { stage: 'offer', due: null }))] });
    expect(marks()).toEqual([['1', 'Still needed for “Won”: “Due” is missing.']]);
  });

  it('has none where nothing is missing, or where it stands in a former stage', async () => {
    const former = { key: 'trial', name: 'Trial', color: 'grey', kind: 'stage', former: true } as const;
    await board({ targets: [...targets, former], columns: [cards('start', record('b')), cards('trial', { ...poor, stage: 'trial' })] });
    expect(document.querySelectorAll('[data-record]')).toHaveLength(2);
    expect(marks()).toEqual([]);
  });
});
