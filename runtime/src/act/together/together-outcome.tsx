import type { Entity } from '@pipewright/definition';
import { look, useText } from '@pipewright/ui';
import { Link } from '@tanstack/react-router';
import { Alert, Progress } from 'antd';
import { useApp } from '../../data/app-context.ts';
import { refusedOf, type TogetherState, triedOf } from './run-together.ts';

/** Which words say what became of records that were changed, and of those that were given to somebody. */
const WORDS = {
  bulk: { done: 'bulk.done', same: 'bulk.same', refused: 'bulk.refused' },
  assign: { done: 'assign.done', same: 'assign.same', refused: 'assign.refused' },
} as const;
/** So many reasons are told; the records of the others are counted. */
const REASONS = 50;

/** How far an act with many records has come and, at its end, how many were not changed and why, with the way there. */
export function TogetherOutcome({
  entity,
  state,
  total,
  running,
  words,
}: {
  entity: Entity;
  state: TogetherState;
  total: number;
  running: boolean;
  words: keyof typeof WORDS;
}) {
  const { key } = useApp();
  const { t } = useText();
  const said = WORDS[words];
  const { done, same, refused: groups, fault } = state;
  const [tried, refused] = [triedOf(state), refusedOf(state)];
  const left = Math.max(0, total - tried);
  const untold = groups.slice(REASONS).reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <Progress status="normal" aria-label={t('bulk.start')} percent={Math.round((tried / Math.max(total, 1)) * 100)} showInfo={false} />
      <div>{t('bulk.progress', { done: tried, total: Math.max(total, tried) })}</div>
      {!running && (
        <div role="status" className={`${look.after} ${look.scroll}`}>
          <Alert
            type={refused === 0 && left === 0 ? 'success' : 'warning'}
            showIcon
            title={[
              t(said.done, { count: done }),
              ...(same > 0 ? [t(said.same, { count: same })] : []),
              ...(refused > 0 ? [t(said.refused, { count: refused })] : []),
              ...(left > 0 ? [t('bulk.left', { count: left })] : []),
              ...(fault ? (fault.length > 0 ? fault.map((each) => each.message) : [t('state.offline')]) : []),
            ].join(' · ')}
          />
          {groups.slice(0, REASONS).map(({ faults, count, records }) => (
            <Reason key={faults.map(({ message }) => message).join()} reasons={faults.map(({ message }) => message)} count={count}>
              {records.map(({ id, title }) => (
                <li key={id}>
                  {title === null ? (
                    t('together.unseen')
                  ) : (
                    <Link to="/a/$app/$entity/$id" params={{ app: key, entity: entity.key, id }}>
                      {title}
                    </Link>
                  )}
                </li>
              ))}
              {count > records.length && <li>{t('together.more', { count: count - records.length })}</li>}
            </Reason>
          ))}
          {untold > 0 && <p>{t('together.more', { count: untold })}</p>}
        </div>
      )}
    </>
  );
}

/** What speaks against some records, and which. */
function Reason({ reasons, count, children }: { reasons: readonly string[]; count: number; children: React.ReactNode }) {
  const { t } = useText();
  return (
    <div className={look.after}>
      <div>{t('together.reason', { count, reason: reasons.join(' ') })}</div>
      <ul className={look.bullets}>{children}</ul>
    </div>
  );
}
