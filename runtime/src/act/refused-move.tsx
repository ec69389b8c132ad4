import type { Entity, RecordJson } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { App as AntApp, Button } from 'antd';
import { useApp } from '../data/app-context.ts';
import type { Doing } from './act-dialog.tsx';
import type { Refusal } from './move.ts';

/**
 * Says why a record that was dragged or sent to a stage stays where it is, with a way to fill in what is missing. A move that would take it to another
 * pipeline is asked about at once.
 */
export function useRefusedMove(
  entity: Entity,
  ask: (doing: Doing) => void,
): (record: RecordJson, wish: { readonly stage: string }, refusal: Refusal) => void {
  const { key } = useApp();
  const { t } = useText();
  const { notification } = AntApp.useApp();
  return (record, { stage }, refusal) => {
    const doing: Doing = { id: record.id, act: 'move', stage, refusal };
    if (refusal.asks) return ask(doing);
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

const FILLABLE = /^(gate|entry)\.(required|failed)$/;
