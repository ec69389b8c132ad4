import { type Entity, fieldOf, type RecordJson, type TodayList, type Whose } from '@pipewright/definition';
import { look, useText, Value } from '@pipewright/ui';
import { Button, Flex } from 'antd';
import type { Doing } from '../act/act-dialog.tsx';
import { useApp } from '../data/app-context.ts';
import { LineActs } from './line-acts.tsx';
import { LineDay } from './line-day.tsx';
import * as css from './today.module.css';

/** A record on the page of today: what it is, why it stands here, and what can be done about that. */
export function TodayLine({
  entity,
  record,
  list,
  whose,
  today,
  onOpen,
  onAct,
  onForm,
}: {
  entity: Entity;
  record: RecordJson;
  list: TodayList;
  whose: Whose;
  today: string;
  onOpen: () => void;
  onAct: (doing: Doing) => void;
  onForm: (open: boolean) => void;
}) {
  const { app } = useApp();
  const { t } = useText();
  const { process, subtitle } = entity;
  const name = String(record[entity.title] ?? '–');
  const value = (key: string | undefined) => {
    const field = key === undefined || record[key] === null || record[key] === undefined ? undefined : fieldOf(entity, key);
    return field && <Value field={field} record={record} currency={field.currency ?? app.currency} />;
  };
  const about = [
    ...(list === 'steps' ? [] : [value('stage')]),
    value(subtitle),
    value(process?.amount),
    ...(whose === 'team' && list !== 'recent' ? [value('owner')] : []),
  ].filter(Boolean);
  const step = list === 'steps' && process?.nextStep ? record[process.nextStep] : undefined;
  return (
    <li className={css.line} aria-label={name}>
      <div className={look.roomy}>
        <Button type="link" className={css.name} onClick={onOpen}>
          {name}
        </Button>
        {list === 'steps' && <div className={css.step}>{typeof step === 'string' ? step : t('today.noStep')}</div>}
        <div className={`${css.about} ${look.quiet}`}>
          {about.map((each, i) => (
            // What a line is about has its place and never changes it.
            <span key={i}>{each}</span>
          ))}
        </div>
      </div>
      <Flex gap={8} align="center" wrap justify="end">
        <LineDay {...{ entity, record, list, today }} />
        <LineActs {...{ entity, record, list, name, today, onAct, onForm }} />
      </Flex>
    </li>
  );
}
