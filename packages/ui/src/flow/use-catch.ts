import type { Link } from '@pipewright/definition';
import { useReactFlow } from '@xyflow/react';
import { type RefObject, useImperativeHandle, useState } from 'react';
import type { FlowLayout } from './flow-layout.ts';
import type { FlowCanvasProps, FlowHandle } from './flow-props.ts';

/** How far from a way a step may be let go of and still stand on it. */
const REACH = 160;

/** Catches steps that are carried here: each goes onto the way that is nearest, which is shown while it is carried. Returns which that is. */
export function useCatch(
  handle: FlowCanvasProps['handle'],
  frame: RefObject<HTMLElement | null>,
  { ways, joins }: FlowLayout,
  back: () => void,
): string | undefined {
  const { screenToFlowPosition } = useReactFlow();
  const [over, setOver] = useState<string>();
  const nearest = (clientX: number, clientY: number) => {
    const room = frame.current?.getBoundingClientRect();
    if (!room || clientX < room.left || clientX > room.right || clientY < room.top || clientY > room.bottom) return undefined;
    const { x, y } = screenToFlowPosition({ x: clientX, y: clientY });
    const places: { id: string; at: { x: number; y: number }; links: readonly Link[] }[] = [
      ...ways.map(({ way, at }) => ({ id: way.id, at, links: [way.link] })),
      ...joins.map(({ id, at, ways: these }) => ({ id, at, links: these.map(({ link }) => link) })),
    ];
    const far = places.map((place) => ({ place, distance: Math.hypot(place.at.x - x, place.at.y - y) }));
    const [found] = far.sort((a, b) => a.distance - b.distance);
    return found && found.distance <= REACH ? found.place : undefined;
  };
  useImperativeHandle(
    handle,
    (): FlowHandle => ({
      over: (x, y) => setOver(nearest(x, y)?.id),
      drop: (x, y) => {
        setOver(undefined);
        return nearest(x, y)?.links;
      },
      back,
    }),
  );
  return over;
}
