import type { CollisionDetection } from '@dnd-kit/core';
import { expect, it } from 'vitest';
import { placeUnder } from './place-under.ts';

const rect = (left: number, width: number) => ({ left, right: left + width, top: 0, bottom: 500, width, height: 500 });
const places = { near: rect(0, 200), far: rect(210, 200), won: rect(300, 100) };
const at = (x: number | undefined) => {
  const args = {
    droppableContainers: Object.keys(places).map((id) => ({ id })),
    droppableRects: new Map(Object.entries(places)),
    pointerCoordinates: x === undefined ? null : { x, y: 50 },
    collisionRect: rect(190, 200),
  } as unknown as Parameters<CollisionDetection>[0];
  return placeUnder((id) => id === 'won')(args)[0]?.id;
};

it('a card is over what is seen under the pointer, not over a column that is scrolled under an end', () => {
  expect([at(50), at(250), at(350)]).toEqual(['near', 'far', 'won']);
});

it('a card is over what it covers most where there is no pointer, or where that is between places', () => {
  expect([at(undefined), at(205)]).toEqual(['far', 'far']);
});
