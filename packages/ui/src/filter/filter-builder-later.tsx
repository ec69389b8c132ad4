import { Skeleton } from 'antd';
import { later, Part } from '../part/part.tsx';
import type { FilterBuilderProps } from './filter-builder.tsx';

const Fetched = later(() => import('./filter-builder.tsx').then((module) => module.FilterBuilder));

/** Builds a condition by clicking (see `filter-builder.tsx`), fetched when somebody wants to. */
export function FilterBuilder(props: FilterBuilderProps) {
  return (
    <Part waiting={<Skeleton active title={false} paragraph={{ rows: 3 }} />}>
      <Fetched {...props} />
    </Part>
  );
}
