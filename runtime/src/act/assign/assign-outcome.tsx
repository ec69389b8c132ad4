import type { Entity } from '@pipewright/definition';
import { look, useText } from '@pipewright/ui';
import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { type Assigned, triedOf } from './assigning.ts';

/** What became of a hand-over: how many changed hands, and what did not, by reason. */
export function AssignOutcome({ app, entity, state, total }: { app: string; entity: Entity; state: Assigned; total: number }) {
  const { t } = useText();
  const left = total - triedOf(state);
  const refused = state.refused.reduce((sum, { count }) => sum + count, 0);
  return (
    <div role="status" className={`${look.after} ${look.scroll}`}>
      <Alert
        type={refused === 0 && left <= 0 ? 'success' : 'warning'}
        showIcon
        title={[
          t('assign.done', { count: state.changed }),
          ...(state.same > 0 ? [t('assign.same', { count: state.same })] : []),
          ...(refused > 0 ? [t('assign.refused', { count: refused })] : []),
          ...(left > 0 ? [t('bulk.left', { count: left })] : []),
        ].join(' · ')}
      />
      {state.refused.map(({ fault, count, records }) => (
        <div key={fault.message} className={look.after}>
          <div>{t('assign.reason', { count, reason: fault.message })}</div>
          <ul className={look.bullets}>
            {records.map(({ id, title }) =>
              title === null ? null : (
                <li key={id}>
                  <Link to="/a/$app/$entity/$id" params={{ app, entity: entity.key, id }}>
                    {title}
                  </Link>
                </li>
              ),
            )}
          </ul>
        </div>
      ))}
    </div>
  );
}
