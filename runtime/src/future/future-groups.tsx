import { type Entity, fieldOf, statusReasons } from '@pipewright/definition';
import { tooLarge } from '@pipewright/logic';
import { formatMoney, later, look, Panel, Part, useText, useToday } from '@pipewright/ui';
import { Link } from '@tanstack/react-router';
import { Button, Dropdown, Skeleton } from 'antd';
import { useState } from 'react';
import { actsOn } from '../act/standing.ts';
import { useApp } from '../data/app-context.ts';
import { EVERY } from '../data/list-ask.ts';
import type { ListGroup } from '../list/groups.ts';
import * as css from './future.module.css';
import { type FutureAct, monthsAhead } from './months.ts';
import { useFuture } from './use-future.ts';

const FutureDialog = later(() => import('./future-dialog.tsx').then((module) => module.FutureDialog));

/** What waits, in groups by when it comes back or why it waits: number and worth of each, the way to its records, and what can be done with all of them. */
export function FutureGroups({ entity, by }: { entity: Entity; by: 'status_until' | 'status_reason' }) {
  const inApp = useApp();
  const { t, say, language } = useText();
  const today = useToday();
  const { groups, field, amount, error } = useFuture(entity, by);
  const [doing, setDoing] = useState<{ readonly group: ListGroup; readonly act: FutureAct }>();
  if (!field) return null;
  const currency = fieldOf(entity, amount ?? '')?.currency ?? inApp.app.currency;
  const worth = ({ figures }: ListGroup) => (amount ? figures.get(amount)?.value : undefined);
  const reasons = entity.process ? statusReasons(entity.process) : [];
  const nameOf = ({ value }: ListGroup) =>
    value === null
      ? t('future.none')
      : by === 'status_until'
        ? String(value).slice(0, 7)
        : say(reasons.find(({ key }) => key === value)?.name) || t('future.none');
  // What the role may do with something that waits; of which records, the server says.
  const mayAct = actsOn(entity, inApp.role, { id: '', version: 1, status: 'future' }).includes('wake');
  return (
    <Panel size="small" title={t(by === 'status_until' ? 'future.byMonth' : 'future.byReason')}>
      {error ? (
        <span role="alert">{error.message}</span>
      ) : !groups ? (
        <Skeleton active />
      ) : groups.length === 0 ? (
        <p className={`${look.flush} ${look.quiet}`}>{t('future.nothing')}</p>
      ) : (
        <ul className={look.plain}>
          {groups.map((group) => {
            const sum = worth(group);
            const name = nameOf(group);
            return (
              <li key={group.key} className={css.group}>
                <span className={css.name}>
                  {group.ask.filter !== undefined && !tooLarge(group.ask.filter) ? (
                    <Link
                      to="/a/$app/$entity"
                      params={{ app: inApp.key, entity: entity.key }}
                      search={{ view: EVERY, filter: JSON.stringify(group.ask.filter), sort: 'status_until' }}
                    >
                      {name}
                    </Link>
                  ) : (
                    name
                  )}
                </span>
                <span className={css.figure}>{t('future.count', { count: group.count })}</span>
                {typeof sum === 'string' && <span className={css.figure}>{formatMoney(sum, currency, language)}</span>}
                {mayAct && (
                  <>
                    <Button
                      size="small"
                      aria-label={t('future.wakeOf', { name })}
                      onClick={() => setDoing({ group, act: { kind: 'wake' } })}
                    >
                      {t('future.wake')}
                    </Button>
                    <Dropdown
                      trigger={['click']}
                      menu={{
                        items: monthsAhead(today).map(({ month }) => ({ key: month, label: month })),
                        onClick: ({ key }) => setDoing({ group, act: { kind: 'putOff', until: `${key}-01` } }),
                      }}
                    >
                      <Button size="small" aria-label={t('future.putOffOf', { name })}>
                        {t('future.putOff')}
                      </Button>
                    </Dropdown>
                  </>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {doing && (
        <Part>
          <FutureDialog
            {...{ entity, act: doing.act }}
            meant={{ ask: { filter: doing.group.ask.filter, search: undefined }, count: doing.group.count }}
            onClose={() => setDoing(undefined)}
          />
        </Part>
      )}
    </Panel>
  );
}
