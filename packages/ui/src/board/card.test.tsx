import type { KeyboardCoordinateGetter } from '@dnd-kit/core';
import type { Entity, RecordJson } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it, vi } from 'vitest';
import { draw, screen } from '../../../../test/dom/draw.tsx';
import { CardFace } from './card.tsx';
import { firstLetter } from './first-letter.ts';
import { columnCoordinates } from './keyboard.ts';

const app = exampleApp();
const deal = app.entities[0] as Entity;
const record = (more: Partial<RecordJson> = {}): RecordJson => ({
  id: 'a',
  version: 1,
  name: 'Pump',
  amount: '1500',
  stage: 'start',
  ...more,
});
const face = (more: Partial<RecordJson>, given: Partial<Parameters<typeof CardFace>[0]> = {}) => (
  <CardFace app={app} entity={deal} record={record(more)} today="2026-03-11" pipeline="plain" {...given} />
);
const words = () => document.querySelector('a')?.parentElement?.parentElement?.textContent;

describe('the face of a card', () => {
  it('says what matters, and a dash for what is not there', async () => {
    await draw(face({ due: '2026-04-01', $names: { owner: 'Anna' }, stage_since: '2026-03-01T00:00:00Z' }));
    expect(words()).toBe('Pump¥1,50004-01AAnna10 d');
    await draw(face({ name: null, amount: null }));
    expect(words()).toBe('––');
  });

  it('shows who it belongs to and of whom it is, by name only', async () => {
    await draw(face({ firm: 'f1', $names: { firm: 'Ruby' } }, { entity: { ...deal, subtitle: 'firm' } }));
    expect(words()).toBe('PumpRuby¥1,500');
    await draw(face({ firm: 'f1', owner: 'p1' }, { entity: { ...deal, subtitle: 'firm' } }));
    expect(words()).toBe('Pump¥1,500');
  });

  it('counts the days in its stage by the calendar of the app, not of the browser', async () => {
    // Half past midnight on the tenth in Shanghai.
    await draw(face({ stage_since: '2026-03-09T16:30:00Z' }));
    expect(words()).toBe('Pump¥1,5001 d');
    await draw(face({ stage_since: '2026-03-09T15:30:00Z' }), 'zh-CN');
    expect(words()).toMatch(/^Pump¥1,500停留 2 天$/);
  });

  it('opens by its title without leaving the page', async () => {
    const onOpen = vi.fn();
    const { person } = await draw(face({ name: '<i>مضخة</i>' }, { onOpen }));
    await person.click(screen.getByRole('link', { name: '<i>مضخة</i>' }));
    expect(onOpen).toHaveBeenCalledTimes(1);
  });

  it('writes an amount in the currency of its field, however large', async () => {
    const fields = deal.fields.map((field) => (field.key === 'amount' ? { ...field, currency: 'EUR' } : field)) as Entity['fields'];
    await draw(face({ amount: '1234567890123456.78' }, { entity: { ...deal, fields } }));
    expect(words()).toBe('Pump€1,234,567,890,123,456.78');
  });
});

describe('the first letter of a name', () => {
  it.each([
    ['Anna', 'A'],
    ['陈思远', '陈'],
    ['👩‍🔬 Ada', '👩‍🔬'],
    ['\u{20000}一', '\u{20000}'],
    ['E\u0301va', 'E\u0301'],
    ['مريم', 'م'],
    ['', ''],
  ])('of %s is %s', (name, letter) => expect(firstLetter(name)).toBe(letter));
});

describe('carrying a card by the arrow keys', () => {
  const rect = (left: number) => ({ left, right: left + 200, top: 100, bottom: 700, width: 200, height: 600 });
  const press = (code: string, left: number, columns = [rect(0), rect(220), rect(440)]) => {
    const prevented = vi.fn();
    const context = {
      droppableRects: new Map(columns.map((each, i) => [`c${i}`, each])),
      collisionRect: { ...rect(left), left },
    };
    const at = columnCoordinates(
      { code, preventDefault: prevented } as unknown as KeyboardEvent,
      { context, currentCoordinates: { x: left, y: 300 }, active: 'a' } as unknown as Parameters<KeyboardCoordinateGetter>[1],
    );
    return { at, prevented: prevented.mock.calls.length };
  };

  it.each([
    ['ArrowRight', 0, 228],
    ['ArrowRight', 220, 448],
    ['ArrowRight', 440, 448],
    ['ArrowLeft', 440, 228],
    ['ArrowLeft', 0, 8],
  ])('%s from %i px leads to %i px: the next column, and none beyond the last', (code, from, to) => {
    expect(press(code, from)).toEqual({ at: { x: to, y: 300 }, prevented: 1 });
  });

  it('goes by where columns stand, not by the order in which they were drawn', () => {
    expect(press('ArrowRight', 0, [rect(440), rect(0), rect(220)]).at).toEqual({ x: 228, y: 300 });
  });

  it('leaves other keys alone', () => {
    expect(press('ArrowDown', 0)).toEqual({ at: undefined, prevented: 0 });
  });

  it('goes nowhere where there are no columns', () => expect(press('ArrowRight', 0, []).at).toBeUndefined());
});
