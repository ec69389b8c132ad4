import type { Entity, RecordJson } from '@pipewright/definition';
import { prepare } from '@pipewright/process';
import { useText } from '@pipewright/ui';
import { App as AntApp, Button } from 'antd';
import { useApp } from '../data/app-context.ts';
import type { Doing } from './act-dialog.tsx';
import { farToFill, faultFields, fieldsToFill } from './missing.ts';
import { FILLABLE, type Refusal } from './refusal.ts';

/**
 * What follows when a record that was dragged or sent to a stage has to stay where it is. Where this person can fill in what is missing, it is asked for
 * at once, as is whether it may go where the move would take it to another pipeline; everything else is only said.
 */
export function useRefusedMove(
  entity: Entity,
  ask: (doing: Doing) => void,
): (record: RecordJson, wish: { readonly stage: string }, refusal: Refusal) => void {
  const { app, key, role, surroundings } = useApp();
  const { t } = useText();
  const { notification } = AntApp.useApp();
  return (record, { stage }, refusal) => {
    const doing: Doing = { id: record.id, act: 'move', stage, refusal };
    const prepared = prepare(app, entity);
    const criteria = refusal.faults.filter(({ code }) => FILLABLE.test(code));
    // What is about several fields at once names none of them; the criteria know which they are.
    const several = criteria.some(({ path }) => path === 'stage');
    const fields = [
      ...faultFields(prepared, role, criteria),
      ...(several ? fieldsToFill(prepared, role, record, surroundings, doing) : []),
    ];
    const far = several ? farToFill(app, prepared, role, record, surroundings, doing) : [];
    if (refusal.asks || (criteria.length > 0 && fields.length + far.length > 0)) return ask(doing);
    const place = `${key} ${entity.key} ${record.id}`;
    notification.error({
      key: place,
      title: t('board.refused', { card: String(record[entity.title] ?? '') }),
      description: refusal.faults.map((each) => <div key={each.message}>{each.message}</div>),
      actions: refusal.excepts && (
        <Button
          size="small"
          onClick={() => {
            notification.destroy(place);
            ask(doing);
          }}
        >
          {t('board.except')}
        </Button>
      ),
      duration: 8,
      role: 'alert',
    });
  };
}
