import { PlusOutlined } from '@ant-design/icons';
import {
  addCalendar,
  type Calendar,
  calendarsOf,
  clearCalendarDay,
  MOST_CALENDARS,
  makeMainCalendar,
  removeCalendar,
  setCalendarDay,
  updateCalendar,
} from '@pipewright/definition';
import { look, Panel, useDesignText, ViewSwitch } from '@pipewright/ui';
import { Button, Checkbox, Flex } from 'antd';
import { useState } from 'react';
import { LabelInput } from '../kit/label-input.tsx';
import { NewPartDialog } from '../kit/new-part.tsx';
import { Property } from '../kit/property.tsx';
import type { Draft } from '../state/draft.ts';
import * as css from './calendar.module.css';
import { HolidaysPart } from './holidays-part.tsx';
import { HoursEditor } from './hours-editor.tsx';
import { YearView } from './year-view.tsx';

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;

/** The working calendars of an app: which days and hours are worked, by the week, by the public holidays and by days of their own. */
export function CalendarDesign({ draft }: { draft: Draft }) {
  const { t, say } = useDesignText();
  const [adding, setAdding] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const all = calendarsOf(draft.app);
  const calendar = all.find(({ key }) => key === chosen) ?? all[0];
  return (
    <Panel
      title={t('calendar.title')}
      actions={
        <Button icon={<PlusOutlined />} disabled={all.length === MOST_CALENDARS} onClick={() => setAdding(true)}>
          {t('calendar.add')}
        </Button>
      }
    >
      <p className={look.lead}>{t('calendar.lead')}</p>
      {all.length > 1 && (
        <ViewSwitch
          label={t('calendar.title')}
          value={calendar.key}
          onChange={setChosen}
          items={all.map(({ key, name }) => ({ key, label: say(name) }))}
        />
      )}
      <Editor key={calendar.key} draft={draft} calendar={calendar} main={calendar === all[0]} only={all.length === 1} />
      <NewPartDialog
        open={adding}
        title={t('calendar.add')}
        taken={draft.taken('calendars')}
        onClose={() => setAdding(false)}
        onMake={(key, name) => {
          draft.set(addCalendar(draft.app, key, name));
          setChosen(key);
        }}
      />
    </Panel>
  );
}

function Editor({ draft, calendar, main, only }: { draft: Draft; calendar: Calendar; main: boolean; only: boolean }) {
  const { t } = useDesignText();
  const { key, name, weekdays, hours } = calendar;
  const change = (patch: Parameters<typeof updateCalendar>[2]) => draft.set(updateCalendar(draft.app, key, patch));
  return (
    <>
      <div className={css.settings}>
        <div>
          <Property label={t('design.name')} htmlFor="calendar_name" help={t(main ? 'calendar.main' : 'calendar.other')}>
            <LabelInput id="calendar_name" value={name} onChange={(next) => change({ name: next })} />
          </Property>
          {!only && (
            <Flex gap={8} wrap>
              {!main && <Button onClick={() => draft.set(makeMainCalendar(draft.app, key))}>{t('calendar.makeMain')}</Button>}
              <Button danger onClick={() => draft.set(removeCalendar(draft.app, key))}>
                {t('calendar.remove')}
              </Button>
            </Flex>
          )}
        </div>
        <div>
          <Property label={t('calendar.weekdays')}>
            <Flex wrap gap="4px 16px" role="group" aria-label={t('calendar.weekdays')}>
              {WEEK.map((day) => (
                <Checkbox
                  key={day}
                  checked={weekdays.includes(day)}
                  onChange={({ target }) =>
                    change({ weekdays: WEEK.filter((each) => (each === day ? target.checked : weekdays.includes(each))) })
                  }
                >
                  {t(`weekday.${day}`)}
                </Checkbox>
              ))}
            </Flex>
          </Property>
          <Property label={t('calendar.hours')}>
            <HoursEditor hours={hours} onChange={(next) => change({ hours: next })} />
          </Property>
        </div>
        <div>
          <Property label={t('calendar.holidays')}>
            <HolidaysPart calendar={calendar} onChange={(holidays) => change({ holidays })} />
          </Property>
        </div>
      </div>
      <YearView
        calendar={calendar}
        onDay={(own) => draft.set(setCalendarDay(draft.app, key, own))}
        onClear={(day) => draft.set(clearCalendarDay(draft.app, key, day))}
      />
    </>
  );
}
