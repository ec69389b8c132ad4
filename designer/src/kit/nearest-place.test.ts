import { describe, expect, it } from 'vitest';
import { nearestPlace } from './nearest-place.ts';

const at = (top: number, height: number) => ({ top, height, bottom: top + height, left: 0, right: 300, width: 300 });
const PLACES = { low: at(0, 50), high: at(60, 400), last: at(470, 50) };

/** The place that a part is over once it was moved so far, by keys or by a pointer that holds it at its head. */
function over(held: keyof typeof PLACES, by: number, pointer = false) {
  const { top, height } = PLACES[held];
  const found = nearestPlace({
    active: { id: held },
    collisionRect: at(top + by, height),
    droppableRects: new Map(Object.entries(PLACES)),
    droppableContainers: Object.keys(PLACES).map((id) => ({ id })),
    pointerCoordinates: pointer ? { x: 10, y: top + by + 10 } : null,
  } as never);
  return found[0]?.id;
}

describe('the place a part is dragged over', () => {
  it('is that whose edge it has come to, moved by keys, however high the parts are', () => {
    expect([-60, 0, 60].map((by) => over('high', by))).toEqual(['low', 'high', 'last']);
    expect([0, 410, 470].map((by) => over('low', by))).toEqual(['low', 'high', 'last']);
    expect([-410, -470].map((by) => over('last', by))).toEqual(['high', 'low']);
  });

  it('is that which the pointer is in or nearest to', () => {
    expect([-90, -30, 0, 380, 410, 900].map((by) => over('high', by, true))).toEqual(['low', 'low', 'high', 'high', 'last', 'last']);
    expect([30, 60, 440, 470].map((by) => over('low', by, true))).toEqual(['low', 'high', 'high', 'last']);
  });
});
