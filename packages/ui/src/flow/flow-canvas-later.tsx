import { Skeleton } from 'antd';
import { later, Part } from '../part/part.tsx';
import type { FlowCanvasProps } from './flow-props.ts';

const Fetched = later(() => import('./flow-canvas.tsx').then((module) => module.FlowCanvas));

/** Draws an automation as boxes and ways (see `flow-canvas.tsx`), fetched when somebody wants to see it so. */
export function FlowCanvas(props: FlowCanvasProps) {
  return (
    <Part waiting={<Skeleton active title={false} paragraph={{ rows: 8 }} />}>
      <Fetched {...props} />
    </Part>
  );
}
