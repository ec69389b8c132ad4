import type { Entity, RecordJson } from '@pipewright/definition';
import { look, useText } from '@pipewright/ui';
import { Link } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import type { Doing } from '../act/act-dialog.tsx';
import { FILLABLE } from '../act/refusal.ts';
import type { StandingAct } from '../act/standing.ts';
import { useApp } from '../data/app-context.ts';
import type { BulkState } from './bulk.ts';

interface OutcomeProps {
  readonly entity: Entity;
  readonly act: StandingAct;
  readonly state: BulkState | undefined;
  readonly total: number;
  readonly onFill: (doing: Doing) => void;
}

/** What came of a batch: how many were done, and of each that was refused why, with a way to fill in what is missing. */
export function BulkOutcome({ entity, act, state, total, onFill }: OutcomeProps) {
  const { key } = useApp();
  const { t } = useText();
  const { done = [], refused = [] } = state ?? {};
  const left = total - done.length - refused.length;
  const link = (record: RecordJson) => (
    <Link to="/a/$app/$entity/$id" params={{ app: key, entity: entity.key, id: record.id }}>
      {String(record[entity.title] ?? '–')}
    </Link>
  );
  return (
    <div role="status" className={`${look.after} ${look.scroll}`}>
      <Alert
        type={refused.length === 0 && left === 0 ? 'success' : 'warning'}
        showIcon
        title={[
          t('bulk.done', { count: done.length }),
          ...(refused.length > 0 ? [t('bulk.refused', { count: refused.length })] : []),
          ...(left > 0 ? [t('bulk.left', { count: left })] : []),
        ].join(' · ')}
      />
      <ul className={look.bullets}>
        {refused.map(({ record, faults }) => (
          <li key={record.id}>
            {link(record)}
            {faults.some(({ code }) => FILLABLE.test(code)) && (
              <Button size="small" className={look.beside} onClick={() => onFill({ id: record.id, act, refusal: { faults } })}>
                {t('board.fill')}
              </Button>
            )}
            {faults.map((fault) => (
              <div key={fault.message}>{fault.message}</div>
            ))}
          </li>
        ))}
        {done.map((record) => (
          <li key={record.id}>{link(record)} ✓</li>
        ))}
      </ul>
    </div>
  );
}
