import type { Entity } from '@pipewright/definition';
import { look, useText } from '@pipewright/ui';
import { Link } from '@tanstack/react-router';
import { Alert, Progress } from 'antd';
import { useApp } from '../data/app-context.ts';
import type { TogetherState } from './run-together.ts';

/** So many refused records are named; the others are counted. */
const NAMED = 100;

/** How far a change to many records has come and, at its end, what was not changed and why, with the way there. */
export function TogetherOutcome({
  entity,
  state: { done, refused, fault },
  total,
  running,
}: {
  entity: Entity;
  state: TogetherState;
  total: number;
  running: boolean;
}) {
  const { key } = useApp();
  const { t } = useText();
  const tried = done + refused.length;
  const left = Math.max(0, total - tried);
  const whole = refused.length === 0 && left === 0;
  return (
    <>
      <Progress aria-label={t('bulk.start')} percent={Math.round((tried / Math.max(total, 1)) * 100)} showInfo={false} />
      <div>{t('bulk.progress', { done: tried, total: Math.max(total, tried) })}</div>
      {!running && (
        <div role="status" className={`${look.after} ${look.scroll}`}>
          <Alert
            type={whole ? 'success' : 'warning'}
            showIcon
            title={[
              t('bulk.done', { count: done }),
              ...(refused.length > 0 ? [t('bulk.refused', { count: refused.length })] : []),
              ...(left > 0 ? [t('bulk.left', { count: left })] : []),
              ...(fault ? fault.map((each) => each.message) : []),
            ].join(' · ')}
          />
          <ul className={look.bullets}>
            {refused.slice(0, NAMED).map(({ id, name, faults }) => (
              <li key={id}>
                <Link to="/a/$app/$entity/$id" params={{ app: key, entity: entity.key, id }}>
                  {name ?? '–'}
                </Link>
                {faults.map((each) => (
                  <div key={each.message}>{each.message}</div>
                ))}
              </li>
            ))}
          </ul>
          {refused.length > NAMED && <p>{t('together.more', { count: refused.length - NAMED })}</p>}
        </div>
      )}
    </>
  );
}
