import { ArrowRightOutlined, CalendarOutlined, CheckOutlined } from '@ant-design/icons';
import { type Entity, fieldOf, type RecordJson, type TodayList } from '@pipewright/definition';
import { later, useText } from '@pipewright/ui';
import { App as AntApp, Button, Dropdown } from 'antd';
import type { Doing } from '../act/act-dialog.tsx';
import { useChange } from '../act/change.ts';
import { InPlace } from '../act/in-place.tsx';
import { useMove } from '../act/move.ts';
import { mayWrite, nextStepFields } from '../act/next-step.ts';
import { useRefusedMove } from '../act/refused-move.tsx';
import { quickDays } from '../act/standing.ts';
import { stepDays } from '../act/step-days.ts';
import { useApp } from '../data/app-context.ts';
import { stagesFor } from './today-asks.ts';

// What is typed with is fetched when something is typed: the page itself is the first that anybody sees.
const NextStepForm = later(() => import('../act/next-step-form.tsx').then((module) => module.NextStepForm));
const DayForm = later(() => import('./day-form.tsx').then((module) => module.DayForm));

interface Props {
  readonly entity: Entity;
  readonly record: RecordJson;
  readonly list: TodayList;
  readonly name: string;
  readonly today: string;
  readonly onAct: (doing: Doing) => void;
  /** Called when a form is opened, and when it is closed again. */
  readonly onForm: (open: boolean) => void;
}

/** What can be done about a record where it stands on the page of today: its next step, another day, another stage. */
export function LineActs(props: Props) {
  const { entity, record, list, name, today, onForm } = props;
  const { app, role } = useApp();
  const { t } = useText();
  const { message } = AntApp.useApp();
  const change = useChange(entity);
  const done = (close: () => void) => () => {
    close();
    void message.success(t('form.saved'));
  };
  const fields = list === 'steps' || list === 'unplanned' ? nextStepFields(entity, role) : undefined;
  const { process } = entity;
  const key = list === 'steps' ? process?.nextStepDate : list === 'late' ? process?.closeDate : undefined;
  const day = key && mayWrite(entity, role, key) ? fieldOf(entity, key) : undefined;
  const quick =
    list === 'steps'
      ? stepDays(today).map((each) => ({ ...each, text: t(`nextStep.${each.key}`) }))
      : quickDays(today).map((each) => ({ ...each, text: t(`ask.quick.${each.key}`) }));
  return (
    <>
      {fields && (
        <InPlace
          icon={<CheckOutlined />}
          text={t(list === 'steps' ? 'today.done' : 'today.plan')}
          title={t(list === 'steps' ? 'today.doneOf' : 'today.planOf', { name })}
          onOpen={onForm}
        >
          {(close) => (
            <NextStepForm
              {...{ entity, record, fields, today, change }}
              currency={app.currency}
              onDone={done(close)}
              onSkip={close}
              clears={list === 'steps'}
            />
          )}
        </InPlace>
      )}
      {day && (
        <InPlace icon={<CalendarOutlined />} text={t('today.newDay')} title={t('today.newDayOf', { name })} onOpen={onForm}>
          {(close) => <DayForm {...{ record, change, quick }} field={day} onDone={done(close)} />}
        </InPlace>
      )}
      {list === 'stuck' && <MoveMenu {...props} />}
    </>
  );
}

function MoveMenu({ entity, record, name, onAct }: Props) {
  const { role } = useApp();
  const { t, say } = useText();
  const { message } = AntApp.useApp();
  const move = useMove(entity);
  const tellRefused = useRefusedMove(entity, onAct);
  const stages = stagesFor(entity, record);
  if (stages.length === 0 || !mayWrite(entity, role, 'stage')) return null;
  const go = async (stage: string) => {
    const refusal = await move(record, { stage });
    if (refusal) tellRefused(record, { stage }, refusal);
    else void message.success(t('actDone.move'));
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items: stages.map((stage) => ({ key: stage.key, label: say(stage.name) })), onClick: ({ key }) => void go(key) }}
    >
      <Button size="small" icon={<ArrowRightOutlined />} aria-label={t('today.moveOf', { name })}>
        {t('today.move')}
      </Button>
    </Dropdown>
  );
}
