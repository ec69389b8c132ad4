import type { KeyboardCoordinateGetter } from '@dnd-kit/core';
import { describe, expect, it, vi } from 'vitest';
import { placeCoordinates } from './keyboard.ts';

const rect = (left: number, top = 100, width = 200, height = 600) => ({
  left,
  right: left + width,
  top,
  bottom: top + height,
  width,
  height,
});
const COLUMNS = { a: rect(0), b: rect(220), c: rect(440) };

function press(code: string, left: number, places: Record<string, ReturnType<typeof rect>> = COLUMNS, over?: string) {
  const prevented = vi.fn();
  const context = {
    droppableRects: new Map(Object.entries(places).reverse()),
    collisionRect: rect(left),
    over: over === undefined ? null : { id: over },
  };
  const at = placeCoordinates(Object.keys(places))(
    { code, preventDefault: prevented } as unknown as KeyboardEvent,
    { context, currentCoordinates: { x: left, y: 300 }, active: 'x' } as unknown as Parameters<KeyboardCoordinateGetter>[1],
  );
  return { at, prevented: prevented.mock.calls.length };
}

describe('carrying a card by the arrow keys', () => {
  it.each([
    ['ArrowRight', 0, 228],
    ['ArrowRight', 220, 448],
    ['ArrowRight', 440, 448],
    ['ArrowLeft', 440, 228],
    ['ArrowLeft', 0, 8],
  ])('%s from %i px leads to %i px: the next column, and none beyond the last', (code, from, to) => {
    expect(press(code, from)).toEqual({ at: { x: to, y: 300 }, prevented: 1 });
  });

  it('goes through the columns and then through the ends, which stand above each other, even where a column is scrolled under them', () => {
    const places = { a: rect(0), b: rect(220), won: rect(200, 100, 100, 290), lost: rect(200, 400, 100, 290) };
    const way = (code: string, over: string) => press(code, 0, places, over).at;
    expect(way('ArrowRight', 'a')).toEqual({ x: 228, y: 300 });
    expect(way('ArrowRight', 'b')).toEqual({ x: 208, y: 124 });
    expect(way('ArrowRight', 'won')).toEqual({ x: 208, y: 424 });
    expect(way('ArrowRight', 'lost')).toEqual({ x: 208, y: 424 });
    expect(way('ArrowLeft', 'lost')).toEqual({ x: 208, y: 124 });
    expect(way('ArrowLeft', 'won')).toEqual({ x: 228, y: 300 });
  });

  it('passes over what is not on screen, as the ends on a phone', () => {
    expect(press('ArrowRight', 440, { ...COLUMNS, won: rect(0, 0, 0, 0) }, 'c').at).toEqual({ x: 448, y: 300 });
  });

  it('leaves other keys alone', () => {
    expect(press('ArrowDown', 0)).toEqual({ at: undefined, prevented: 0 });
  });

  it('goes nowhere where there are no columns', () => expect(press('ArrowRight', 0, {}).at).toBeUndefined());
});
