import { useReactFlow } from '@xyflow/react';
import { type DragEvent, useState } from 'react';
import type { FlowLayout } from './flow-layout.ts';
import { FLOW_KIND, type FlowActs } from './flow-props.ts';

/** How far from a way a step may be dropped and still stand on it. */
const REACH = 160;

/** Takes steps that are carried from a palette: each goes onto the way that is nearest, which is shown while it is carried. */
export function useDrop({ ways, joins }: FlowLayout, acts: FlowActs | undefined) {
  const { screenToFlowPosition } = useReactFlow();
  const [over, setOver] = useState<string>();
  const places = [
    ...ways.map(({ way, at }) => ({ id: way.id, at, links: [way.link] })),
    ...joins.map(({ id, at, ways: these }) => ({ id, at, links: these.map(({ link }) => link) })),
  ];
  const nearest = ({ clientX, clientY }: DragEvent) => {
    const { x, y } = screenToFlowPosition({ x: clientX, y: clientY });
    const far = places.map((place) => ({ place, distance: Math.hypot(place.at.x - x, place.at.y - y) }));
    const [found] = far.sort((a, b) => a.distance - b.distance);
    return found && found.distance <= REACH ? found.place : undefined;
  };
  if (!acts) return { over: undefined };
  return {
    over,
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(FLOW_KIND)) return;
      const place = nearest(event);
      setOver(place?.id);
      if (place) event.preventDefault();
    },
    onDragLeave: () => setOver(undefined),
    onDrop: (event: DragEvent) => {
      const place = nearest(event);
      const kind = event.dataTransfer.getData(FLOW_KIND);
      setOver(undefined);
      if (!place || !kind) return;
      event.preventDefault();
      acts.drop(kind, place.links);
    },
  };
}
