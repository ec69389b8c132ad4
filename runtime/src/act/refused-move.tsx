import type { Entity, RecordJson } from '@pipewright/definition';
import { prepare } from '@pipewright/process';
import { useText } from '@pipewright/ui';
import { App as AntApp, Button } from 'antd';
import { useApp } from '../data/app-context.ts';
import type { Doing } from './act-dialog.tsx';
import { faultFields } from './missing.ts';
import type { Refusal } from './move.ts';

/**
 * Says why a record that was dragged or sent to a stage stays where it is, with a way to fill in what is missing. Where fields are empty that this
 * person can fill in, they are asked for at once, as is whether it may go where the move would take it to another pipeline.
 */
export function useRefusedMove(
  entity: Entity,
  ask: (doing: Doing) => void,
): (record: RecordJson, wish: { readonly stage: string }, refusal: Refusal) => void {
  const { app, key, role } = useApp();
  const { t } = useText();
  const { notification } = AntApp.useApp();
  return (record, { stage }, refusal) => {
    const doing: Doing = { id: record.id, act: 'move', stage, refusal };
    const absent = refusal.faults.filter(({ code }) => EMPTY.test(code));
    if (refusal.asks || faultFields(prepare(app, entity), role, absent).length > 0) return ask(doing);
    const place = `${key} ${entity.key} ${record.id}`;
    const fill = () => {
      notification.destroy(place);
      ask(doing);
    };
    notification.error({
      key: place,
      title: t('board.refused', { card: String(record[entity.title] ?? '') }),
      description: refusal.faults.map((each) => <div key={each.message}>{each.message}</div>),
      actions: refusal.faults.some(({ code }) => FILLABLE.test(code)) && (
        <Button size="small" onClick={fill}>
          {t('board.fill')}
        </Button>
      ),
      duration: 8,
      role: 'alert',
    });
  };
}

const EMPTY = /^(gate|entry)\.required$/;
const FILLABLE = /^(gate|entry)\.(required|failed)$/;
