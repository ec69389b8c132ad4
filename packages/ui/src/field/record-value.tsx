import type { Entity, Field, RecordJson } from '@pipewright/definition';
import { isPastClose } from '@pipewright/process';
import type { ReactNode } from 'react';
import * as look from '../frame/look.module.css';
import { useText } from '../text/language.ts';
import { useToday } from './today.ts';
import { Value } from './value.tsx';

/** A value of a record of its entity: as `Value`, with a mark where the process of the entity makes it worth a look. */
export function RecordValue(props: { entity: Entity; field: Field; record: RecordJson; currency: string }): ReactNode {
  const { entity, field, record } = props;
  const { t } = useText();
  const today = useToday();
  if (!isPastClose(entity, field.key, record, today)) return <Value {...props} />;
  return (
    <span className={look.bad} title={t('value.pastClose')}>
      <Value {...props} />
      <span className={look.unseen}>{t('value.pastClose')}</span>
    </span>
  );
}
