import { Skeleton } from 'antd';
import { later, Part } from '../part/part.tsx';
import type { RecordFormProps } from './record-form.tsx';

export type { FormValues, RecordFormProps } from './record-form.tsx';

const Fetched = later(() => import('./record-form.tsx').then((module) => module.RecordForm));

/** The form of a record (see `record-form.tsx`), fetched when the first one is filled in: most screens only show. */
export function RecordForm(props: RecordFormProps) {
  return (
    <Part waiting={<Skeleton active paragraph={{ rows: 10 }} />}>
      <Fetched {...props} />
    </Part>
  );
}
