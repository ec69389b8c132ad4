import type { Entity, RecordJson, Today, TodayList } from '@pipewright/definition';
import { look, Panel, useText } from '@pipewright/ui';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useApp } from '../data/app-context.ts';
import * as css from './today.module.css';
import { type TodayAsk, wholeList } from './today-asks.ts';

/** One list of the page of today: how many there are, the first of them, and the way to all. Where there are none it says what would stand here. */
export function TodayPart({
  entity,
  list,
  ask,
  found: { count, records },
  line,
}: {
  entity: Entity;
  list: TodayList;
  ask: TodayAsk;
  found: NonNullable<Today['lists'][TodayList]>;
  line: (record: RecordJson) => ReactNode;
}) {
  const inApp = useApp();
  const { t, say, mid } = useText();
  const { process } = entity;
  const search = count > records.length ? wholeList(inApp, entity, ask, list) : undefined;
  const field = entity.fields.find(({ key }) => key === (list === 'steps' ? process?.nextStepDate : process?.closeDate));
  return (
    <Panel
      size="small"
      title={
        <>
          {t(`today.${list}`)} {list !== 'recent' && <span className={look.quiet}>{count}</span>}
        </>
      }
      actions={
        search && (
          <Link to="/a/$app/$entity" params={{ app: inApp.key, entity: entity.key }} search={search}>
            {t('today.all', { count })}
          </Link>
        )
      }
    >
      {records.length === 0 ? (
        <p className={`${look.flush} ${look.quiet}`}>{t(`today.${list}None`, { entity: mid(entity.name), field: say(field?.name) })}</p>
      ) : (
        <ul className={`${look.plain} ${css.lines}`}>{records.map(line)}</ul>
      )}
    </Panel>
  );
}
