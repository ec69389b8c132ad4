import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { Hours, OpenHours, TriggerOf } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Button, Flex, Switch } from 'antd';
import { ClockInput } from '../kit/clock-input.tsx';
import { Property } from '../kit/property.tsx';
import type { Editing } from './editing.ts';
import { PlaceFaults } from './place-faults.tsx';

const ID = 'trigger_open_hours';
/** The noon break is what is kept quiet most. */
const NOON: Hours = { from: '12:00', to: '13:30' };

/** Whether a ladder keeps to working hours, and when it keeps quiet in them all the same. */
export function OpenHoursSetting({
  editing,
  on: { openHours, ...rest },
  set,
}: {
  editing: Editing;
  on: TriggerOf<'since'>;
  set: (on: TriggerOf<'since'>) => void;
}) {
  const { t } = useDesignText();
  const keep = (hours: OpenHours | undefined) => set(hours ? { ...rest, openHours: hours } : rest);
  return (
    <>
      <Property label={t('automate.openHours')} htmlFor={ID} help={t('automate.openHoursHelp')}>
        <Switch id={ID} checked={openHours !== undefined} onChange={(checked) => keep(checked ? {} : undefined)} />
      </Property>
      {openHours && <Quiet except={openHours.except} set={(except) => keep(except ? { except } : {})} />}
      <PlaceFaults faults={editing.draft.faults} path={`${editing.path}.on.openHours`} />
    </>
  );
}

function Quiet({ except, set }: { except: Hours | undefined; set: (except: Hours | undefined) => void }) {
  const { t } = useDesignText();
  const add = (
    <Button icon={<PlusOutlined />} onClick={() => set(NOON)}>
      {t('automate.quietAdd')}
    </Button>
  );
  if (!except) return <div className={look.note}>{add}</div>;
  const amiss = except.from === except.to;
  return (
    <Property label={t('automate.quiet')} help={t('automate.quietHelp')}>
      <Flex gap={8} align="center" role="group" aria-label={t('automate.quiet')}>
        <ClockInput label={t('automate.quietFrom')} value={except.from} amiss={amiss} onChange={(from) => set({ ...except, from })} />
        <span aria-hidden>–</span>
        <ClockInput label={t('automate.quietTo')} value={except.to} amiss={amiss} onChange={(to) => set({ ...except, to })} />
        <Button type="text" icon={<DeleteOutlined />} aria-label={t('automate.quietRemove')} onClick={() => set(undefined)} />
      </Flex>
    </Property>
  );
}
