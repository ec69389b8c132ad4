import { type Entity, fieldOf, isOpen, type RecordJson } from '@pipewright/definition';
import { laterOpened, look, useText } from '@pipewright/ui';
import { Button } from 'antd';
import { useState } from 'react';

const ChanceDialog = laterOpened(() => import('./chance-dialog.tsx').then((module) => module.ChanceDialog));

/** The win probability of a record that is not closed; pressed, it opens to what it is made of. */
export function ChanceFact({ entity, record }: { entity: Entity; record: RecordJson }) {
  const { t, say } = useText();
  const [open, setOpen] = useState(false);
  const field = fieldOf(entity, 'probability');
  const waits = record.status === 'paused' || record.status === 'future';
  if (!entity.process?.chance || !field || typeof record.probability !== 'string' || !(isOpen(record.status) || waits)) return null;
  const byHand = typeof record.probability_set === 'string';
  return (
    <span>
      <span className={look.quiet}>{say(field.name)}</span>{' '}
      <Button type="link" size="small" className={look.bare ?? ''} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {record.probability}%{byHand && ` · ${t('record.byHand')}`}
      </Button>
      <ChanceDialog open={open} entity={entity} record={record} onClose={() => setOpen(false)} />
    </span>
  );
}
