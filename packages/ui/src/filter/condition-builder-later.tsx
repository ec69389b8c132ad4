import { Skeleton } from 'antd';
import { later, Part } from '../part/part.tsx';
import type { ConditionBuilderProps } from './condition-builder.tsx';

const Fetched = later(() => import('./condition-builder.tsx').then((module) => module.ConditionBuilder));

/** Builds a condition by clicking (see `condition-builder.tsx`), fetched when somebody wants to. */
export function ConditionBuilder(props: ConditionBuilderProps) {
  return (
    <Part waiting={<Skeleton active title={false} paragraph={{ rows: 3 }} />}>
      <Fetched {...props} />
    </Part>
  );
}
